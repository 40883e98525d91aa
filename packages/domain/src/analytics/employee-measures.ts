import { addDays, daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { shareOf } from './course-measures.ts';
import { paceLevelOf } from './distribute-pace.ts';
import type { EmployeeCut, EnrollmentCut } from './learner-snapshot.ts';
import { paceLevels } from './org-learning-velocity-value.ts';
import type { Settings } from './settings.ts';

const yearDays = 365;

function within(day: Day | null, D: Day, days: number): boolean {
  return day !== null && day > addDays(D, -days) && day <= D;
}

const asRate = (holds: boolean): 0 | 1 => (holds ? 1 : 0);
/** 1 for a person who has any, and how many. */
const asContribution = (n: number): [number, number] => [n > 0 ? 1 : 0, n];

/** hasCompleted tells whether an enrollment of the last 365 days was completed; someone without one has no value (analytic 11). */
export function hasCompleted({ enrollments }: EmployeeCut, D: Day): 0 | 1 | null {
  const recent = enrollments.filter(({ enrolledDay }) => within(enrolledDay, D, yearDays));
  return recent.length === 0 ? null : asRate(recent.some(({ status }) => status === 'completed'));
}

/** paceOneHot is 1 in the place of the person's level of pace, in the order of `paceLevels` (analytic 11). */
export function paceOneHot({ pace28 }: EmployeeCut, settings: Settings['orgPace']): number[] {
  const own = paceLevelOf(pace28, settings);
  return paceLevels.map((level) => asRate(level === own));
}

/** countAcquired counts certificates or completions of 28 days. */
export function countAcquired({ enrollments }: EmployeeCut, field: 'certificateDay' | 'completedDay', D: Day): [number, number] {
  return asContribution(enrollments.filter((enrollment) => within(enrollment[field], D, 28)).length);
}

/** countNewSkills counts skills newly mastered in 28 days. */
export function countNewSkills({ newSkills }: EmployeeCut): [number, number] {
  return asContribution(newSkills);
}

/** completionOf is the share completed (%) of enrollments of the last 365 days that are older than 30 days; none gives null (analytic 13). */
export function completionOf({ enrollments }: EmployeeCut, D: Day): number | null {
  const older = enrollments.filter(({ enrolledDay }) => within(enrolledDay, D, yearDays) && daysBetween(enrolledDay, D) > 30);
  return shareOf(older.filter(({ status }) => status === 'completed').length, older.length);
}

/** passingOf is the share passed (%) of the assessments tried; none gives null (analytic 13). */
export function passingOf({ assessments }: EmployeeCut): number | null {
  return shareOf(assessments.passed, assessments.tried);
}

/** learnsVoluntarily tells whether a voluntary enrollment was made, or there was activity in its course, in the last 30 days (analytic 14). */
export function learnsVoluntarily({ enrollments }: EmployeeCut, D: Day): 0 | 1 {
  const voluntary = enrollments.filter(({ mode }) => mode === 'voluntary');
  return asRate(voluntary.some(({ enrolledDay, lastActiveDay }) => within(enrolledDay, D, 30) || within(lastActiveDay, D, 30)));
}

/** countVoluntary counts voluntary enrollments made 30 to 180 days ago: completed, made; someone without one has no value (analytic 14). */
export function countVoluntary({ enrollments }: EmployeeCut, D: Day): [number, number] | null {
  const made = enrollments.filter(({ mode, enrolledDay }) => mode === 'voluntary' && daysBetween(enrolledDay, D) >= 30 && daysBetween(enrolledDay, D) <= 180);
  return made.length === 0 ? null : [made.filter(({ status }) => status === 'completed').length, made.length];
}

/** countTargets counts organization targets: met, with a known level, all; someone without one has no value (analytic 12). */
export function countTargets({ targets }: EmployeeCut): [number, number, number] | null {
  const met = targets.filter((target) => target.met === true).length;
  return targets.length === 0 ? null : [met, targets.filter((target) => target.met !== null).length, targets.length];
}

function isOverdue({ mode, status, dueDay }: EnrollmentCut, D: Day): boolean {
  return mode === 'mandatory' && status !== 'completed' && dueDay !== null && dueDay < D;
}

/** countMandatory counts mandatory enrollments: completed, and completed or due before D; someone without one has no value (analytic 12). */
export function countMandatory({ enrollments }: EmployeeCut, D: Day): [number, number] | null {
  const completed = enrollments.filter(({ mode, status }) => mode === 'mandatory' && status === 'completed').length;
  const counted = completed + enrollments.filter((enrollment) => isOverdue(enrollment, D)).length;
  return counted === 0 ? null : [completed, counted];
}

/** countOverdue counts the people with a mandatory enrollment that was due before D and is not completed (analytic 12). */
export function countOverdue(employees: readonly EmployeeCut[], D: Day): number {
  return employees.filter(({ enrollments }) => enrollments.some((enrollment) => isOverdue(enrollment, D))).length;
}
