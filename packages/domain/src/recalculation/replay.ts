import type { EnrollmentRef, LearnerState } from '../analytics/state.ts';
import { foldLearner } from '../rollups/fold-learner.ts';
import type { LearnerBase } from '../rollups/learner-base.ts';
import type { LearnerFacts } from '../rollups/learner-facts.ts';
import { compareText } from '../stats/compare-text.ts';
import { dayOf, type Day, type Instant } from '../time/day.ts';
import { localClock } from '../time/local-clock.ts';
import { calculateState, stateWith, type CalculationContext, type LearnerResult } from './calculate.ts';

/** One earlier day of a learner, as the learner and named readers would have read it. */
export type ReplayedDay = { day: Day } & Pick<LearnerResult, 'analytics' | 'namedGaps'>;

/**
 * replayLearner calculates a learner's analytics as they would have stood at the end of earlier days, from the facts of those days alone:
 * whole days, nothing from later. Days whose facts have expired cannot be replayed and are left out.
 */
export function replayLearner(
  state: LearnerState, facts: LearnerFacts, days: readonly Day[], ctx: CalculationContext, base: LearnerBase | null = null,
): ReplayedDay[] {
  const until = untilDay(facts, ctx.timeZone);
  return days.filter((day) => base === null || day >= base.cutDay).map((day) => {
    const rollups = foldLearner(until(day), ctx, base);
    const past: LearnerState = {
      ...stateWith(state, rollups),
      paths: state.paths.filter((path) => path.startDate <= day),
      enrollments: state.enrollments.flatMap((latest) => enrolledOn(day, latest, facts.enrollments, ctx.timeZone) ?? []),
      levels: state.levels.filter((level) => dayOf(level.assessedAt, ctx.timeZone) <= day),
    };
    return { day, ...calculateState(past, { ...ctx, now: middayOf(day, ctx.timeZone) }) };
  });
}

/** middayOf gives an instant on a local day: noon UTC, or midnight UTC in zones so far east that noon is tomorrow already. */
function middayOf(day: Day, timeZone: string): Instant {
  const noon = `${day}T12:00:00.000Z`;
  return dayOf(noon, timeZone) === day ? noon : `${day}T00:00:00.000Z`;
}

/** enrolledOn gives the enrollment in a course as it stood on a day: the latest one begun by then, and active still when it ended later. Null = not yet. */
function enrolledOn(day: Day, latest: EnrollmentRef, facts: LearnerFacts['enrollments'], timeZone: string): EnrollmentRef | null {
  const ofCourse = facts.filter(({ courseId }) => courseId === latest.courseId);
  if (ofCourse.length === 0) return latest.enrolledDay <= day ? latest : null;
  const begun = ofCourse.filter(({ enrolledAt }) => dayOf(enrolledAt, timeZone) <= day)
    .sort((a, b) => Date.parse(b.enrolledAt) - Date.parse(a.enrolledAt) || compareText(b.id, a.id));
  const [enrollment] = begun;
  if (enrollment === undefined) return null;
  const { enrolledAt, status, dueAt } = enrollment;
  const endedAt = (status === 'withdrawn' ? enrollment.withdrawnAt : enrollment.completedAt) ?? null;
  return {
    ...latest, enrolledDay: dayOf(enrolledAt, timeZone), dueDay: dueAt ? dayOf(dueAt, timeZone) : null,
    status: endedAt !== null && dayOf(endedAt, timeZone) > day ? 'active' : status,
  };
}

function untilDay(facts: LearnerFacts, timeZone: string): (day: Day) => LearnerFacts {
  const clock = localClock(timeZone);
  const dated = <F extends { occurredAt: string }>(list: readonly F[]) => list.map((fact) => ({ fact, day: clock(Date.parse(fact.occurredAt)).day }));
  const [events, completions, attempts, practice, observations] = [
    dated(facts.events), dated(facts.completions), dated(facts.attempts), dated(facts.practice), dated(facts.observations),
  ];
  const keep = <F>(list: { fact: F; day: Day }[], last: Day) => list.filter(({ day }) => day <= last).map(({ fact }) => fact);
  return (day) => ({
    ...facts, events: keep(events, day), completions: keep(completions, day), attempts: keep(attempts, day),
    practice: keep(practice, day), observations: keep(observations, day),
  });
}
