import { addDays, type Day } from '@verdant/domain/time/day';
import { localInstant } from '../../stores/facts/local-instant.ts';
import { at, type SkillPlan } from './curriculum.ts';
import type { Learner } from './learners.ts';
import type { Ledger } from './ledger.ts';
import type { Outcome, When } from './live-story.ts';
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

/** targetDateOf sets a date that some will reach early, some in time and some late. */
function targetDateOf(learner: Learner, topics: number, start: Day, when: When, random: Random): Day {
  if (isAccount(learner)) return addDays(when.today, 42);
  const days = Math.max(14, learner.story.startedDaysAgo);
  const pace = learner.story.share > 0.15 ? (learner.story.share * topics) / days : 1.4 / 7;
  return addDays(start, Math.max(21, Math.round(topics / (pace * random.between(0.7, 1.25)))));
}

/** writePath: the topics of one's courses in order, with a date for most and a pace for some; a few have no path at all. */
export function writePath(ledger: Ledger, learner: Learner, when: When, random: Random): void {
  if (!isAccount(learner) && random.chance(0.07)) return;
  const topicIds = learner.courses.flatMap(({ topics }) => topics.map(({ id }) => id));
  const startDate = addDays(when.today, -learner.story.startedDaysAgo);
  const targetDate = isAccount(learner) || random.chance(0.9) ? targetDateOf(learner, topicIds.length, startDate, when, random) : null;
  ledger.path({
    userId: learner.userId, templateId: `track:${learner.track.key}`, title: `${learner.track.name}: foundations`, topicIds, startDate, targetDate,
    targetTopicsPerWeek: targetDate === null || random.chance(0.25) ? random.pick([1, 1.5, 2]) : null, status: 'active',
  });
}

function writeTarget(ledger: Ledger, userId: string, skill: SkillPlan, origin: 'organization' | 'learner', today: Day, random: Random): void {
  const due = random.chance(0.6) ? addDays(today, random.pick([-20, -6, 4, 9, 30, 60, 120])) : null;
  ledger.target({
    userId, skillId: skill.id, target: random.pick([2, 2.5, 3, 3, 3.5, 4]), origin, business: random.pick(
      ['critical', 'high', 'high', 'medium', 'medium', 'low']
    ),
    prerequisites: skill.prerequisiteIds, marketDemand: skill.demand, careerImpact: random.int(0, 18), due,
  });
}

/** writeTargets: most of the own track, now and then something far off that nobody has assessed yet; a few people have none. */
export function writeTargets(ledger: Ledger, learner: Learner, elsewhere: readonly SkillPlan[], when: When, random: Random): void {
  if (!isAccount(learner) && random.chance(0.05)) return;
  const own = isAccount(learner) ? learner.track.skills : random.shuffled(learner.track.skills).slice(0, random.int(3, 6));
  for (const skill of own) writeTarget(ledger, learner.userId, skill, 'organization', when.today, random);
  if (elsewhere.length > 0 && random.chance(0.3)) writeTarget(ledger, learner.userId, random.pick(elsewhere), 'organization', when.today, random);
  if (random.chance(0.25)) writeTarget(ledger, learner.userId, random.pick(learner.track.skills), 'learner', when.today, random);
}

/** writeLevels: the skills engine has assessed some people on some skills; "not determined" is a level of null. */
export function writeLevels(ledger: Ledger, learner: Learner, when: When, random: Random): void {
  if (learner.story.share < 0.1 || !random.chance(0.4)) return;
  for (const skill of random.shuffled(learner.track.skills).slice(0, random.int(1, 3))) {
    const stuck = skill.id === learner.stuckSkillId;
    const level = random.chance(0.08) ? null : Math.max(
      0, Math.min(4, Math.round(10 * random.normal(1 + 2.4 * learner.ability * learner.story.share - (stuck ? 0.8 : 0), 0.5)) / 10)
    );
    const assessedAt = localInstant(addDays(when.today, -random.int(1, Math.max(2, Math.min(60, learner.story.startedDaysAgo - 1)))), 780, when.timeZone);
    const acquired = level !== null && level >= 3;
    ledger.level(
      {
        userId: learner.userId, skillId: skill.id, level, acquired, acquiredAt: acquired ? assessedAt : null, assessedAt,
        by: random.pick(['skills-engine', 'skills-engine', 'trainer']),
      }
    );
  }
}

/** elsewhereOf lists the skills of other tracks. */
export function elsewhereOf(learner: Learner, skillsByTrack: ReadonlyMap<string, readonly SkillPlan[]>): SkillPlan[] {
  return [...skillsByTrack].filter(([key]) => key !== learner.track.key).map(([, skills]) => at(skills, 0));
}
