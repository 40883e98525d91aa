import { computeLearner } from '../analytics/compute-learner.ts';
import type { LearnerState } from '../analytics/state.ts';
import type { LearnerAnalytics } from '../analytics/values.ts';
import { foldLearner } from '../rollups/fold-learner.ts';
import type { LearnerFacts } from '../rollups/learner-facts.ts';
import { localClock } from '../time/local-clock.ts';
import { dayOf, type Day, type Instant } from '../time/day.ts';
import type { CalculationContext } from './calculate.ts';

/** replayLearner calculates a learner's analytics as they would have stood at the end of earlier days, from the facts of those days alone: whole days, nothing from later. */
export function replayLearner(
  state: LearnerState, facts: LearnerFacts, days: readonly Day[], ctx: CalculationContext,
): { day: Day; analytics: LearnerAnalytics }[] {
  const until = untilDay(facts, ctx.timeZone);
  return days.map((day) => {
    const rollups = foldLearner(until(day), ctx);
    const past: LearnerState = {
      ...state, ...rollups,
      paths: state.paths.filter((path) => path.startDate <= day),
      enrollments: state.enrollments.filter((enrollment) => enrollment.enrolledDay <= day),
      levels: state.levels.filter((level) => dayOf(level.assessedAt, ctx.timeZone) <= day),
    };
    return { day, analytics: computeLearner(past, { ...ctx, now: middayOf(day, ctx.timeZone), viewer: { role: 'learner' } }) };
  });
}

/** middayOf gives an instant on a local day: noon UTC, or midnight UTC in zones so far east that noon is tomorrow already. */
function middayOf(day: Day, timeZone: string): Instant {
  const noon = `${day}T12:00:00.000Z`;
  return dayOf(noon, timeZone) === day ? noon : `${day}T00:00:00.000Z`;
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
