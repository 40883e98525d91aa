import type { SkillTarget } from '@verdant/domain/facts/facts';
import { addDays, type Day } from '@verdant/domain/time/day';
import { localInstant } from '../../stores/facts/local-instant.ts';
import { at, type SkillPlan } from './curriculum.ts';
import type { Learner } from './learners.ts';
import type { Ledger } from './ledger.ts';
import type { Outcome, When } from './live-story.ts';
import { doneOf, planFor } from './pace-plan.ts';
import type { Random } from './random.ts';

const isAccount = ({ externalId }: Learner) => externalId.startsWith('account-');

/** writeEnrollments: everyone is enrolled on the day their path starts; who drifted off long ago has sometimes withdrawn. */
export function writeEnrollments(ledger: Ledger, learner: Learner, outcome: Outcome, when: When, random: Random): void {
  const start = addDays(when.today, -learner.story.startedDaysAgo);
  learner.courses.forEach((course, place) => {
    const enrolledAt = localInstant(start, 380 + place * 3, when.timeZone);
    const dueAt = localInstant(addDays(start, (place + 1) * course.weeks * 7), 1_080, when.timeZone);
    const completedAt = outcome.completedAt.get(course.id) ?? null;
    const withdrawn = completedAt === null && learner.story.kind === 'drifting' && place > 0 && random.chance(0.35);
    ledger.enrollment({
      userId: learner.userId, courseId: course.id, enrolledAt, mode: place === 0 ? 'mandatory' : random.chance(0.7) ? 'voluntary' : 'unknown', dueAt,
      status: completedAt !== null ? 'completed' : withdrawn ? 'withdrawn' : 'active', completedAt,
      withdrawnAt: withdrawn ? localInstant(addDays(when.today, -random.int(2, 8)), 600, when.timeZone) : null,
      certificateAt: completedAt !== null && random.chance(0.8) ? completedAt : null,
    });
  });
}

/** writePath: the topics of one's courses in order, with a date for most and a pace for some; a few have neither, a few no path at all. */
export function writePath(ledger: Ledger, learner: Learner, when: When, random: Random): void {
  if (!isAccount(learner) && random.chance(0.05)) return;
  const topicIds = learner.courses.flatMap(({ topics }) => topics.map(({ id }) => id));
  const startDate = addDays(when.today, -learner.story.startedDaysAgo);
  const planned = isAccount(learner) || random.chance(0.97);
  const plan = planFor(learner, topicIds.length, doneOf(ledger.batch, topicIds, startDate, when), startDate, when, random);
  ledger.path({
    userId: learner.userId, templateId: `track:${learner.track.key}`, title: `${learner.track.name}: foundations`, topicIds, startDate,
    ...(planned ? plan : { targetDate: null, targetTopicsPerWeek: null }), status: 'active',
  });
}

type TargetDraft = Pick<SkillTarget, 'target' | 'business' | 'due' | 'origin'>;

function writeTarget(ledger: Ledger, userId: string, skill: SkillPlan, draft: TargetDraft, random: Random): void {
  ledger.target({ userId, skillId: skill.id, ...draft, prerequisites: skill.prerequisiteIds, marketDemand: skill.demand, careerImpact: random.int(0, 18) });
}

function drawTarget(origin: 'organization' | 'learner', today: Day, random: Random): TargetDraft {
  const due = random.chance(0.6) ? addDays(today, random.pick([-20, -6, 4, 9, 30, 60, 120])) : null;
  const business = random.pick(['critical', 'high', 'high', 'medium', 'medium', 'medium', 'low', 'low'] as const);
  return { target: random.pick([2, 2.5, 3, 3, 3.5, 3.5, 4]), origin, business, due };
}

/** writeTargets: most of the own track, now and then something far off that nobody has assessed yet; a few people have none. */
export function writeTargets(ledger: Ledger, learner: Learner, elsewhere: readonly SkillPlan[], when: When, random: Random): void {
  if (learner.goals.length > 0) {
    for (const { skill, target, business, dueInDays } of learner.goals) {
      const due = dueInDays === null ? null : addDays(when.today, dueInDays);
      writeTarget(ledger, learner.userId, at(learner.track.skills, skill), { target, origin: 'organization', business, due }, random);
    }
    return;
  }
  if (random.chance(0.05)) return;
  const write = (skill: SkillPlan, origin: 'organization' | 'learner') =>
    writeTarget(ledger, learner.userId, skill, drawTarget(origin, when.today, random), random);
  for (const skill of random.shuffled(learner.track.skills).slice(0, random.int(4, 5))) write(skill, 'organization');
  if (elsewhere.length > 0 && random.chance(0.3)) write(random.pick(elsewhere), 'organization');
  if (random.chance(0.2)) write(random.pick(learner.track.skills), 'learner');
}

/** assessedLevel is the level 0..4 that an assessor sees: from guessing to sure, with an assessor's error. */
function assessedLevel(knows: number, random: Random): number {
  return Math.max(0, Math.min(4, Math.round(10 * random.normal((4 * (knows - 0.3)) / 0.6, 0.3)) / 10));
}

type Assessed = { skillId: string; level: number | null };

function assessedSkills(learner: Learner, knows: Outcome['knows'], random: Random): Assessed[] {
  const { track, goals, share } = learner;
  if (goals.length > 0) return goals.flatMap(({ skill, level }) => (level === null ? [] : [{ skillId: at(track.skills, skill).id, level }]));
  if (share < 0.1 || !random.chance(0.45)) return [];
  const met = track.skills.flatMap(({ id }) => { const known = knows(id); return known === null ? [] : [{ id, known }]; });
  return random.shuffled(met).slice(0, random.int(1, 3))
    .map(({ id, known }) => ({ skillId: id, level: random.chance(0.08) ? null : assessedLevel(known, random) }));
}

/** writeLevels: the skills engine has assessed some people on some skills they have met; "not determined" is a level of null. */
export function writeLevels(ledger: Ledger, learner: Learner, { knows }: Outcome, when: When, random: Random): void {
  for (const { skillId, level } of assessedSkills(learner, knows, random)) {
    const assessedAt = localInstant(addDays(when.today, -random.int(1, Math.max(2, Math.min(60, learner.story.startedDaysAgo - 1)))), 780, when.timeZone);
    const acquired = level !== null && level >= 3;
    ledger.level(
      {
        userId: learner.userId, skillId, level, acquired, acquiredAt: acquired ? assessedAt : null, assessedAt,
        by: random.pick(['skills-engine', 'skills-engine', 'trainer']),
      }
    );
  }
}

/** elsewhereOf lists the skills of other tracks. */
export function elsewhereOf(learner: Learner, skillsByTrack: ReadonlyMap<string, readonly SkillPlan[]>): SkillPlan[] {
  return [...skillsByTrack].filter(([key]) => key !== learner.track.key).map(([, skills]) => at(skills, 0));
}
