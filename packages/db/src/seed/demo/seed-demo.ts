import type { TenantPool } from '../../connect.ts';
import type { FactBatch, FactKind } from '@verdant/domain/facts/facts';
import type { OrganizationId } from '@verdant/domain/ids';
import { dayOf, addDays, type Instant } from '@verdant/domain/time/day';
import { credentials, organizations } from '../../schema/people.ts';
import { cohortMembers, cohorts, cohortTrainers, courseTrainers } from '../../schema/teaching.ts';
import { personId, uuidOf } from '../../stores/facts/fact-id.ts';
import { storeFacts } from '../../stores/facts/store-facts.ts';
import { addReport, type StoreReport } from '../../stores/facts/store-report.ts';
import { upsertPeople } from '../../stores/facts/upsert-people.ts';
import { upsertSource } from '../../stores/facts/upsert-source.ts';
import { withOrg, type TenantContext, type Tx } from '../../with-org.ts';
import { demoSources } from './demo-sources.ts';
import { generateDemo, type DemoData } from './generate.ts';
import { demoPlan, otherPlan, type OrganizationPlan } from './organizations.ts';

export type SeedProgress = { organization: string; step: 'generate' | 'people' | 'facts' | 'done'; done: number; total: number };
export type SeedOptions = { now: Instant; passwordHash: string; plans?: readonly OrganizationPlan[]; onProgress?: (progress: SeedProgress) => void };

const learnersPerStep = 20;

const contextOf = (organizationId: string, role: 'operator' | 'worker'): TenantContext =>
  // Made by demoOrganizationId, so it is an organization's id.
  ({ organizationId: organizationId as OrganizationId, userId: null, role });

/** The organization is made at the instant of its data, so that seeding which was broken off can go on from the same one. */
async function writePeople(tx: Tx, data: DemoData, { now, passwordHash }: SeedOptions): Promise<void> {
  const { organizationId, plan } = data;
  await tx.insert(organizations).values({ id: organizationId, slug: plan.slug, name: plan.name, timeZone: plan.timeZone, demo: true, createdAt: now }).onConflictDoNothing();
  const { ids } = await upsertPeople(tx, organizationId, data.people);
  for (const { externalId } of plan.accounts) {
    await tx.insert(credentials).values({ organizationId, userId: ids.get(externalId) ?? '', passwordHash })
      .onConflictDoUpdate({ target: [credentials.organizationId, credentials.userId], set: { passwordHash } });
  }
}

/** mergeBatches joins the batches of several learners, so that a step costs few statements. */
function mergeBatches(batches: readonly FactBatch[]): FactBatch {
  const merged: Record<string, unknown[]> = {};
  for (const batch of batches) for (const [kind, facts] of Object.entries(batch)) (merged[kind] ??= []).push(...facts);
  // Each list holds facts of its own kind, as it did before.
  return merged as FactBatch;
}

async function writeFacts(tx: Tx, data: DemoData, now: Instant, onStep: (done: number) => void): Promise<StoreReport> {
  const { organizationId, plan, batches } = data;
  const report: StoreReport = {};
  const [reference = {}, ...lives] = batches;
  const steps = [reference];
  for (let start = 0; start < lives.length; start += learnersPerStep) steps.push(mergeBatches(lives.slice(start, start + learnersPerStep)));
  for (const [place, step] of steps.entries()) {
    addReport(report, await storeFacts(tx, { organizationId, timeZone: plan.timeZone, now }, step));
    onStep(Math.min(lives.length, place * learnersPerStep));
  }
  return report;
}

async function writeTeaching(tx: Tx, data: DemoData, today: string): Promise<void> {
  const { organizationId, plan, curriculum, learners } = data;
  const courseIds = new Map(curriculum.tracks.flatMap(({ courses }) => courses.map(({ key, id }) => [key, id] as const)));
  const cohortId = (key: string) => uuidOf(`${organizationId} cohort ${key}`);
  const names = new Map(learners.map(({ cohort, track }) => [cohort, `${track.name} cohort ${cohort.split('/')[1] ?? ''}`]));
  await tx.insert(cohorts).values(
    [...names].map(([key, name]) => ({ organizationId, id: cohortId(key), name, startsOn: addDays(today, -180) }))
  ).onConflictDoNothing();
  await tx.insert(cohortMembers).values(learners.map(({ cohort, userId }) => ({ organizationId, cohortId: cohortId(cohort), userId }))).onConflictDoNothing();
  const staff = [...plan.trainers, ...plan.accounts.flatMap(({ externalId, training }) => (training ? [{ externalId, ...training }] : []))];
  for (const { externalId, courses, cohort } of staff) {
    const userId = personId(organizationId, externalId);
    const rows = courses.flatMap(
      (key) => { const courseId = courseIds.get(key); return courseId === undefined ? [] : [{ organizationId, courseId, userId }]; }
    );
    await tx.insert(courseTrainers).values(rows).onConflictDoNothing();
    // In a small crowd nobody may have come into a cohort.
    if (names.has(cohort)) await tx.insert(cohortTrainers).values({ organizationId, cohortId: cohortId(cohort), userId }).onConflictDoNothing();
  }
}

async function declareSources(tx: Tx, organizationId: string, now: Instant): Promise<void> {
  for (const [source, facts] of Object.entries<readonly FactKind[]>(demoSources)) {
    await upsertSource(tx, organizationId, { source, kind: 'service', facts, measures: ['time-of-day', 'minutes'], lastContactAt: now, sample: true });
  }
}

/** seedDemo fills sample organizations, `demo` and `other` unless told otherwise, up to now: people as owner, facts as worker, all facts of one organization in one transaction. */
export async function seedDemo(owner: TenantPool, worker: TenantPool, options: SeedOptions): Promise<StoreReport> {
  const { now, plans = [demoPlan, otherPlan], onProgress } = options;
  const report: StoreReport = {};
  for (const plan of plans) {
    const tell = (step: SeedProgress['step'], done: number, total: number) => onProgress?.({ organization: plan.slug, step, done, total });
    tell('generate', 0, 1);
    const data = generateDemo(plan, now);
    const total = data.learners.length;
    const operator = contextOf(data.organizationId, 'operator');
    const worked = contextOf(data.organizationId, 'worker');
    tell('people', 0, total);
    await withOrg(owner, operator, (tx) => writePeople(tx, data, options));
    addReport(report, await withOrg(worker, worked, (tx) => writeFacts(tx, data, now, (done) => tell('facts', done, total))));
    await withOrg(owner, operator, (tx) => writeTeaching(tx, data, dayOf(now, plan.timeZone)));
    await withOrg(worker, worked, (tx) => declareSources(tx, data.organizationId, now));
    tell('done', total, total);
  }
  return report;
}
