import { analytics } from '@verdant/db/schema/analytics';
import { organizations } from '@verdant/db/schema/people';
import { insertWorld, type World } from '@verdant/db/testing/fixtures';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import { withOrg } from '@verdant/db/with-org';
import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recalculate } from '../jobs/recalculate.ts';
import { callerOf, sessionOf, testDeps } from '../testing/test-product.ts';

const now = '2026-03-31T09:00:00.000Z';
let db: TestDatabase;
let world: World;
beforeAll(async () => { db = await createTestDatabase(); });
afterAll(() => db.close());
beforeEach(async () => { world = await insertWorld(db, { slug: randomUUID().slice(0, 8), now }); });

const admin = () => callerOf(testDeps(db, () => now), sessionOf(world, world.admin), 'org_admin').orgAdmin;
const inOrg = <T>(work: Parameters<typeof withOrg<T>>[2]) => withOrg(db.worker, { organizationId: world.organizationId, userId: null, role: 'worker' }, work);

describe('settings of an organization', () => {
  it('change by version, with a history, an audit line and a run of their own; results name the version they were made with', async () => {
    const before = await admin().settings();
    expect(before).toMatchObject({ version: 1, history: [] });
    const { version, changed, runId } = await admin().changeSettings({ patch: { engagement: { normMinutes: 75 } } });
    expect({ version, changed }).toEqual({ version: 2, changed: true });
    expect(await admin().settings()).toMatchObject({ version: 2, settings: { engagement: { normMinutes: 75, normDays: 5 } },
      history: [{ version: 2, changedBy: world.admin.userId, patch: { engagement: { normMinutes: 75 } } }] });
    await recalculate({ worker: db.worker, now: () => now, log: pino({ level: 'silent' }) }, { organizationId: world.organizationId, runId: runId ?? '' });
    const rows = await inOrg((tx) => tx.select({ version: sql<string>`envelope ->> 'formulaVersion'` }).from(analytics));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.version).toMatch(/\/s2$/);
    const { rows: lines } = await inOrg((tx) => tx.execute(sql`SELECT action, details ->> 'groups' AS groups FROM audit_log WHERE action = 'settings.change'`));
    expect(lines).toEqual([{ action: 'settings.change', groups: 'engagement' }]);
  });

  it('stay when a change is wrong or changes nothing', async () => {
    await expect(admin().changeSettings({ patch: { privacyK: 5 } })).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('privacyK') });
    expect(await admin().changeSettings({ patch: { privacyK: 10 } })).toEqual({ version: 1, changed: false, runId: null });
    expect((await admin().settings()).history).toEqual([]);
  });

  it('leave what else is kept there, as the months that facts are kept', async () => {
    await withOrg(db.owner, { organizationId: world.organizationId, userId: null, role: 'operator' }, (tx) => tx.update(organizations).set({ settings: { retention: { factMonths: 24 } } }));
    await admin().changeSettings({ patch: { minRaters: 7 } });
    const [row] = await inOrg((tx) => tx.select({ settings: organizations.settings }).from(organizations));
    expect(row?.settings).toMatchObject({ retention: { factMonths: 24 }, minRaters: 7 });
  });
});
