import type { EmployeeCut, EnrollmentCut } from '../analytics/learner-snapshot.ts';
import { addDays } from '../time/day.ts';
import { D } from './build-state.ts';

/** buildEmployee is someone who did nothing yet. */
export function buildEmployee(userId: string, fields: Partial<EmployeeCut> = {}): EmployeeCut {
  return {
    userId, engagement: null, averagePace: null, pace28: 0, overallPct: null, averagePct: null, readinessPct: null, streak: 0, active30: false,
      departmentId: null,
    enrollments: [], assessments: { tried: 0, passed: 0 }, newSkills: 0, targets: [], sharedEvents: 0, mentored: false, ...fields,
  };
}
/** buildEnrollmentCut is an open voluntary enrollment so many days old. */
export function buildEnrollmentCut(daysOld: number, fields: Partial<EnrollmentCut> = {}): EnrollmentCut {
  return {
    courseId: 'c', enrolledDay: addDays(D, -daysOld), status: 'active', dueDay: null, mode: 'voluntary', completedDay: null, certificateDay: null,
      lastActiveDay: null,
    ...fields,
  };
}
