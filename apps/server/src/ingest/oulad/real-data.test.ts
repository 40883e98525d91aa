import { sql } from 'drizzle-orm';
import { organizations } from '@verdant/db/schema/people';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import { totalOf } from '@verdant/db/stores/facts/store-report';
import { withOrg, type TenantContext } from '@verdant/db/with-org';
import type { OrganizationId } from '@verdant/domain/ids';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importOulad, type OuladSummary } from './import-oulad.ts';

const folder = join(resolve(process.env['VERDANT_REAL_DATA'] ?? join(import.meta.dirname, '../../../../../../shared/data')), 'oulad');

/** Counted from the files with awk, independently of the importer. */
describe.skipIf(!existsSync(folder))('importOulad on the real AAA_2013J (skipped without VERDANT_REAL_DATA)', () => {
  let db: TestDatabase;
  let summary: OuladSummary;
  const organizationId = randomUUID() as OrganizationId;
  const worker: TenantContext = { organizationId, userId: null, role: 'worker' };
  const run = () => importOulad({
    owner: db.owner, worker: db.worker, organizationId, timeZone: 'Europe/London', folder, presentation: 'AAA_2013J',
    rejectsPath: join(mkdtempSync(join(tmpdir(), 'verdant-real-')), 'rejected.csv'), now: '2026-03-31T12:00:00.000Z',
  });
  const rowsOf = (text: string) => withOrg(db.worker, worker, (tx) => tx.execute(sql.raw(text))).then(({ rows }) => rows);

  beforeAll(async () => {
    db = await createTestDatabase();
    await withOrg(
      db.owner, { ...worker, role: 'operator' },
      (tx) => tx.insert(organizations).values({ id: organizationId, slug: 'oulad', name: 'OULAD', timeZone: 'Europe/London' })
    );
    summary = await run();
  });
  afterAll(() => db.close());

  it('takes 383 students: 20 Distinction + 258 Pass, 45 Fail, 60 Withdrawn with a day each', async () => {
    expect(summary.people.inserted).toBe(383);
    expect(await rowsOf('SELECT status, count(*)::int AS n, count(withdrawn_at)::int AS left FROM enrollments GROUP BY 1 ORDER BY 1')).toEqual([
      { status: 'completed', n: 278, left: 0 }, { status: 'failed', n: 45, left: 0 }, { status: 'withdrawn', n: 60, left: 60 },
    ]);
  });

  it('takes 1,631 results as attempts with scores of 113,243 in all, and 2 without score as handed in', async () => {
    expect(await rowsOf('SELECT count(*)::int AS n, sum(score)::int AS sum FROM assessment_attempts')).toEqual([{ n: 1631, sum: 113_243 }]);
    expect(await rowsOf("SELECT count(*)::int AS n FROM learning_events WHERE verb = 'submitted'")).toEqual([{ n: 2 }]);
    expect(await rowsOf('SELECT count(*)::int AS n FROM topic_completions')).toEqual([{ n: 1631 }]);
  });

  it('sums 180,982 click rows to 150,025 events of 648,494 clicks on 34,072 student-days', async () => {
    expect(summary.clickRows).toBe(180_982);
    expect(await rowsOf(`SELECT count(*)::int AS n, sum(clicks)::int AS clicks,
        count(DISTINCT (user_id, (occurred_at AT TIME ZONE 'Europe/London')::date))::int AS days
      FROM learning_events WHERE verb = 'opened'`)).toEqual([{ n: 150_025, clicks: 648_494, days: 34_072 }]);
  });

  it('maps 211 sites, and their events by type: forum 32,085, interactive 492, other 33,588, the rest articles', async () => {
    expect(summary.facts.content_items?.inserted).toBe(211);
    expect(await rowsOf("SELECT content_type AS type, count(*)::int AS n FROM learning_events WHERE verb = 'opened' GROUP BY 1 ORDER BY 1")).toEqual([
      {
        type: 'article', n: 147 + 8_835 + 20_745 + 5_397 + 48_736,
      }, { type: 'forum', n: 32_085 }, { type: 'interactive', n: 492 }, { type: 'other', n: 33_429 + 159 },
    ]);
  });

  it('agrees with the file on one student: 196 rows of 934 clicks become 167 events', async () => {
    expect(await rowsOf(`SELECT count(*)::int AS n, sum(e.clicks)::int AS clicks FROM learning_events e JOIN users u ON u.id = e.user_id
      WHERE u.external_id = 'oulad-11391' AND e.verb = 'opened'`)).toEqual([{ n: 167, clicks: 934 }]);
  });

  it('rejects nothing, and reports everything unchanged when it runs again', async () => {
    expect(summary.rejected).toBe(0);
    const again = totalOf((await run()).facts);
    expect(again).toEqual({ ...totalOf(summary.facts), inserted: 0, unchanged: totalOf(summary.facts).inserted });
  });
});
