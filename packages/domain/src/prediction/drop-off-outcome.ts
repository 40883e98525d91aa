import { addDays, type Day } from '../time/day.ts';

/** An enrollment as it ended: left = withdrawn on that day, completed = reached the end with success; both null = neither. */
export type EndedEnrollment = { enrolledDay: Day; leftDay: Day | null; completedDay: Day | null };

/** Days after the cut-off in which somebody who goes on is seen again. */
export const outcomeDays = 28;

/** isAtRisk holds for who is enrolled by the end of day D and has neither left nor completed: the others' outcome is known already. */
export function isAtRisk({ enrolledDay, leftDay, completedDay }: EndedEnrollment, D: Day): boolean {
  return enrolledDay <= D && (leftDay === null || leftDay > D) && (completedDay === null || completedDay > D);
}

/** hasDroppedOff is the outcome of an enrollment at risk on day D: withdrawn later, or no activity in the 28 days after D and not completed. */
export function hasDroppedOff({ leftDay, completedDay }: EndedEnrollment, activeDays: readonly Day[], D: Day): boolean {
  if (leftDay !== null) return true;
  const until = addDays(D, outcomeDays);
  return completedDay === null && !activeDays.some((day) => day > D && day <= until);
}
