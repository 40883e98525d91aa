import { seedDemo } from '@verdant/db/seed/demo/seed-demo';
import { otherPlan, stagingPlan } from '@verdant/db/seed/demo/organizations';
import { tableSums } from '@verdant/db/operations/testing/table-sums';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationPassword, isDemonstration } from '../demonstration.ts';
import { makeLogger } from '../http/logger.ts';
import type { Installation } from '../installation.ts';
import { seedProduction } from './db-seed-production.ts';
import { seedSamples, stagingPlans } from './db-seed-samples.ts';
import { makeOrganization } from './make-organization.ts';
import { CommandError } from './with-installation.ts';

const now = '2026-03-31T16:00:00.000Z';
const dataDir = mkdtempSync(join(tmpdir(), 'verdant-seed-'));
const opened: TestDatabase[] = [];
/** What the commands work on, over a test database. */
async function open(embedded = false): Promise<Installation> {
  const db = await createTestDatabase();
  opened.push(db);
  return { ...db, embedded };
}
const depsOf = ({ worker }: Installation) => ({ worker, now: () => now, log: makeLogger('silent') });
const countsOf = async ({ adminUrl }: Installation) =>
  Object.fromEntries(Object.entries(await tableSums(adminUrl)).map(([name, sum]) => [name, Number(sum.split(' ')[0])]));
afterAll(async () => {
  await Promise.all(opened.map((db) => db.close()));
  rmSync(dataDir, { recursive: true, force: true });
});

describe('seedSamples', () => {
  const plans = [stagingPlan(12)];
  let installation: Installation;
  beforeAll(async () => { installation = await open(); });
  const seed = (on: Installation) => seedSamples(on, depsOf(on), { plans, dataDir });

  it('makes organizations with facts, numbers and history, whose accounts have a new password', async () => {
    const said = await seed(installation);
    expect(said).toMatch(
      /^Made the sample organizations staging\. Accounts, password [\w-]{16} \(shown once\):\n {2}staging {2}trainer@staging\.verdant\.test +trainer\n/,
    );
    expect(said).not.toContain(demonstrationPassword);
    const {
      organizations,
      user_roles: roles,
      learning_events: events,
      analytics,
      analytics_daily: days,
      learner_standings: standings,
      dead_letters: dead,
    } = await countsOf(installation);
    expect({
      organizations,
      roles,
      dead,
      standings,
      analytics: (analytics ?? 0) > 12,
      events: (events ?? 0) > 500,
      days: (days ?? 0) > (analytics ?? 0),
    }).toEqual({ organizations: 1, roles: 18, dead: 0, standings: 12, analytics: true, events: true, days: true });
  });

  it('changes nothing the second time, and says so', async () => {
    const before = await tableSums(installation.adminUrl);
    expect(await seed(installation)).toBe('The sample organizations staging are there already; nothing was changed.');
    expect(await tableSums(installation.adminUrl)).toEqual(before);
  });

  it('goes on where it was broken off: the same facts as in one go', async () => {
    const broken = await open();
    const earlier = '2026-03-31T15:59:00.000Z';
    await seedDemo(broken.owner, broken.worker, { plans, now: earlier, passwordHash: 'hash' });
    const { learning_events: events } = await countsOf(broken);
    expect(await seed(broken)).toContain('Made the sample organizations staging.');
    expect(await countsOf(broken)).toMatchObject({ learning_events: events, dead_letters: 0, learner_standings: 12 });
    expect(await seed(broken)).toContain('nothing was changed');
  });

  it('keeps apart what is a sample and what is not', async () => {
    await expect(seedProduction(installation.owner, { slug: 'acme', admin: 'you@example.org', timeZone: 'UTC' }, now)).rejects.toThrow(
      new CommandError('This database has sample organizations (staging): production starts in a database without any.'));
    const real = await open();
    await makeOrganization(real.owner, { slug: 'acme', admin: 'you@example.org', timeZone: 'UTC' }, now);
    await expect(seed(real)).rejects.toThrow(new CommandError('This database has organizations of its own (acme): sample data are not mixed with them.'));
  });

  it('gives an embedded database the known password, and the server goes on with its learners', async () => {
    const embedded = await open(true);
    expect(isDemonstration(dataDir)).toBe(false);
    expect(await seedSamples(embedded, depsOf(embedded), { plans: [{ ...otherPlan, learners: { customer: 4 } }], dataDir })).toContain(
      `password ${demonstrationPassword}:`,
    );
    expect(isDemonstration(dataDir)).toBe(true);
  });

  it.each(['3', '10001', '2.5', 'many'])('does not take %s learners', (learners) => {
    expect(() => stagingPlans(learners)).toThrow(new CommandError(`--learners takes a whole number from 4 to 10000, not "${learners}".`));
  });
});

describe('seedProduction', () => {
  const wanted = { slug: 'acme', admin: 'You@Example.org', name: 'Acme', timeZone: 'Europe/Berlin' };

  it('makes one organization and its admin and nothing else, once', async () => {
    const { owner, adminUrl } = await open();
    expect(await seedProduction(owner, wanted, now)).toMatch(
      /^Organization "acme" is ready\.\n {2}e-mail {4}you@example\.org\n {2}password {2}[\w-]{16} {3}\(shown once\)$/,
    );
    const before = await tableSums(adminUrl);
    expect(Object.entries(before).filter(([, sum]) => !sum.startsWith('0 ')).map(([name, sum]) => `${name} ${sum.split(' ')[0]}`)).toEqual(
      ['credentials 1', 'organizations 1', 'user_roles 1', 'users 1']);
    expect(await seedProduction(owner, wanted, now)).toBe('The organization "acme" and its admin you@example.org are there already; nothing was changed.');
    await expect(seedProduction(owner, { ...wanted, admin: 'other@example.org' }, now)).rejects.toThrow(
      new CommandError('The organization "acme" is there already, and other@example.org is no admin of it; nothing was changed.'));
    expect(await tableSums(adminUrl)).toEqual(before);
  });

  it.each([
    [{ slug: 'A' }, '"A" cannot be a short name: 3 to 40 lower-case letters, digits and hyphens.'], [{ admin: 'nobody' }, '"nobody" is not an e-mail address.'],
    [{ timeZone: 'Berlin' }, '"Berlin" is not an IANA time zone such as Europe/Berlin.'],
  ])('says what is wrong with %j', async (wrong, sentence) => {
    const { owner } = await open();
    await expect(seedProduction(owner, { ...wanted, ...wrong }, now)).rejects.toThrow(new CommandError(sentence));
  });
});
