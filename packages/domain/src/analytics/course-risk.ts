import { compareText } from '../stats/compare-text.ts';
import { roundOrNull } from './published.ts';
import { daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { idleInCourse, progressOf } from './course-measures.ts';
import type { CourseRiskReason, LearnerAtRisk } from './course-performance-value.ts';
import type { CourseLearner } from './group-state.ts';

const idleAfterDays = 7;
const littleProgressPct = 30;
const littleProgressAfterDays = 14;
const lowAveragePct = 60;

/** riskReasonsOf lists why someone in progress may not get there: idle, little progress for the time, low results; all others have none. */
export function riskReasonsOf(learner: CourseLearner, { D, topics, averagePct }: { D: Day; topics: number; averagePct: number | null }): CourseRiskReason[] {
  if (learner.status !== 'active') return [];
  const reasons: CourseRiskReason[] = [];
  const progressPct = roundOrNull(progressOf(learner, topics), 1);
  if (idleInCourse(learner, D) > idleAfterDays) reasons.push('idle');
  const longEnough = daysBetween(learner.enrolledDay, D) >= littleProgressAfterDays;
  if (longEnough && progressPct !== null && progressPct < littleProgressPct) reasons.push('little-progress');
  if (averagePct !== null && averagePct < lowAveragePct) reasons.push('low-results');
  return reasons;
}

/** learnersAtRisk names who may not get there, those with most reasons first, then by id. */
export function learnersAtRisk(learners: readonly CourseLearner[], averages: ReadonlyMap<string, number>, D: Day, topics: number): LearnerAtRisk[] {
  return learners
    .map((learner) => ({ learnerId: learner.userId, reasons: riskReasonsOf(learner, { D, topics, averagePct: averages.get(learner.userId) ?? null }) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => b.reasons.length - a.reasons.length || compareText(a.learnerId, b.learnerId));
}
