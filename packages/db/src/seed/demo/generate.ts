import type { FactBatch, Kpi } from '@verdant/domain/facts/facts';
import { addDays, dayOf, type Day, type Instant } from '@verdant/domain/time/day';
import type { Person } from '../../stores/facts/upsert-people.ts';
import { buildCurriculum, type Curriculum } from './curriculum.ts';
import { demoOrganizationId, identify } from './identify.ts';
import { castLearners, type Learner } from './learners.ts';
import { Ledger } from './ledger.ts';
import { Life, type When } from './live-story.ts';
import { emailName } from './names.ts';
import type { OrganizationPlan } from './organizations.ts';
import { elsewhereOf, writeEnrollments, writeLevels, writePath, writeTargets } from './plan-facts.ts';
import { randomFrom } from './random.ts';

export type DemoData = {
  organizationId: string;
  plan: OrganizationPlan;
  curriculum: Curriculum;
  learners: Learner[];
  people: Person[];
  /** Reference facts first, then one batch per learner. */
  batches: FactBatch[];
};

function peopleOf(plan: OrganizationPlan, learners: readonly Learner[], today: Day): Person[] {
  const staffJoined = addDays(today, -720);
  const learning = new Set(learners.map(({ externalId }) => externalId));
  const accounts = plan.accounts.filter(({ externalId }) => !learning.has(externalId));
  return [
    ...accounts.map(({ externalId, name, email, unit, roles }) => ({ externalId, name, email, unit, roles, joinedOn: staffJoined })),
    ...plan.trainers.map(({ externalId, name }) => ({
      externalId, name, email: `${emailName(name)}@${plan.emailDomain}`, unit: 'Learning', roles: ['trainer'] as const, joinedOn: staffJoined,
    })),
    ...learners.map(({ externalId, name, email, unit, roles, joinedOn }) => ({ externalId, name, email, unit, roles, joinedOn, comparison: 'in' as const })),
  ];
}

function kpisOf(organizationId: string, today: Day): Kpi[] {
  const periodEnd = addDays(today, 30);
  const kpi = (key: string, name: string, value: number, target: number, unit: string, direction: 'up' | 'down', weight: number): Kpi =>
    ({ ...identify(organizationId, 'kpis', `kpi:${key}`), name, value, target, unit, direction, weight, periodEnd });
  return [
    kpi('certified', 'Certified people per quarter', 41, 60, 'people', 'up', 2), kpi('reports', 'Reports built without help', 62, 75, '%', 'up', 1),
    kpi('incidents', 'Security incidents per quarter', 7, 4, 'incidents', 'down', 2), kpi('first-reply', 'Hours to the first reply', 5.5, 4, 'h', 'down', 1),
  ];
}

function lifeOf(learner: Learner, curriculum: Curriculum, slug: string, when: When): FactBatch {
  const random = randomFrom(`${slug} life ${learner.externalId}`);
  const ledger = new Ledger(curriculum.organizationId, learner.externalId, when.now);
  const life = new Life(learner, when, ledger, random);
  life.live();
  const skillsByTrack = new Map(curriculum.tracks.map(({ key, skills }) => [key, skills]));
  writeEnrollments(ledger, learner, life.outcome, when, random);
  writePath(ledger, learner, when, random);
  writeTargets(ledger, learner, elsewhereOf(learner, skillsByTrack), when, random);
  writeLevels(ledger, learner, life.outcome, when, random);
  return ledger.batch;
}

/** generateDemo makes a whole organization up to now: the same for the same plan and day, whoever asks. */
export function generateDemo(plan: OrganizationPlan, now: Instant): DemoData {
  const organizationId = demoOrganizationId(plan.slug);
  const today = dayOf(now, plan.timeZone);
  const curriculum = buildCurriculum(organizationId, Object.keys(plan.learners), today);
  const learners = castLearners(plan, curriculum, today);
  const when: When = { today, now, timeZone: plan.timeZone };
  const reference: FactBatch = { ...curriculum.facts, kpis: kpisOf(organizationId, today) };
  return {
    organizationId, plan, curriculum, learners, people: peopleOf(plan, learners, today),
    batches: [reference, ...learners.map((learner) => lifeOf(learner, curriculum, plan.slug, when))],
  };
}
