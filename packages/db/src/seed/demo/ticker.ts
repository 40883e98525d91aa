import type { TenantPool } from '../../connect.ts';
import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { addDays, dayOf, type Instant } from '@verdant/domain/time/day';
import { personId } from '../../stores/facts/fact-id.ts';
import { localInstant } from '../../stores/facts/local-instant.ts';
import { storeFacts } from '../../stores/facts/store-facts.ts';
import { withOrg } from '../../with-org.ts';
import { buildCurriculum, type Curriculum } from './curriculum.ts';
import { demoOrganizationId } from './identify.ts';
import { loadCandidates, loadLearnerStates, type Candidate } from './load-learner-states.ts';
import { nextActivity } from './next-activity.ts';
import { demoPlan, otherPlan, type OrganizationPlan } from './organizations.ts';
import { randomOver, type Random } from './random.ts';

/** A person does so much on a day and no more, however long the server runs. */
const eventsADay = { account: 90, other: 36 };

const isAccount = (candidate: Candidate, plan: OrganizationPlan, organizationId: string) =>
  plan.accounts.some(({ externalId, learning }) => learning !== undefined && personId(organizationId, externalId) === candidate.userId);

/** chooseLearners picks one to three people who are not done for today: often an account one can sign in as, else mostly learners of the first track. */
export function chooseLearners(candidates: readonly Candidate[], plan: OrganizationPlan, curriculum: Curriculum, random: Random): string[] {
  const awake = candidates.filter(
    (candidate) => candidate.eventsToday < (isAccount(candidate, plan, curriculum.organizationId) ? eventsADay.account : eventsADay.other)
  );
  const accounts = awake.filter((candidate) => isAccount(candidate, plan, curriculum.organizationId));
  const firstTrack = new Set(curriculum.tracks[0]?.courses.map(({ id }) => id));
  const near = awake.filter(({ courseIds }) => courseIds.some((id) => firstTrack.has(id)));
  const chosen = new Set<string>();
  if (accounts.length > 0 && random.chance(0.55)) chosen.add(random.pick(accounts).userId);
  const others = chosen.size === 0 ? random.int(1, 2) : random.int(0, 2);
  for (let i = 0; i < others; i += 1) {
    const from = near.length > 0 && random.chance(0.6) ? near : awake;
    if (from.length > 0) chosen.add(random.pick(from).userId);
  }
  return [...chosen].sort();
}

/** tickDemo lets one to three learners of a demonstration organization go on learning, and tells whose facts changed. */
export async function tickDemo(worker: TenantPool, organizationId: OrganizationId, now: Instant, next: () => number): Promise<UserId[]> {
  const plan = [demoPlan, otherPlan].find(({ slug }) => demoOrganizationId(slug) === organizationId);
  if (!plan) return [];
  const random = randomOver(next);
  const today = dayOf(now, plan.timeZone);
  const curriculum = buildCurriculum(organizationId, Object.keys(plan.learners), today);
  return withOrg(worker, { organizationId, userId: null, role: 'worker' }, async (tx) => {
    const candidates = await loadCandidates(tx, localInstant(today, 0, plan.timeZone));
    const states = await loadLearnerStates(tx, chooseLearners(candidates, plan, curriculum, random), localInstant(addDays(today, -200), 0, plan.timeZone));
    const touched: UserId[] = [];
    for (const state of states) {
      const batch = nextActivity(state, curriculum, now, random);
      await storeFacts(tx, { organizationId, timeZone: plan.timeZone, now }, batch);
      // Read from this organization's enrollments, so it is a person's id.
      if (Object.keys(batch).length > 0) touched.push(state.userId as UserId);
    }
    return touched;
  });
}
