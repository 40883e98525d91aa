import type { AssessmentAttempt } from '../facts/facts.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import type { Settings } from '../analytics/settings.ts';
import type { LearnerFacts } from './learner-facts.ts';
import type { Timed } from './timed-facts.ts';

/** attemptPct is the result in percent, 0..100; a score above the maximum is 100. */
export function attemptPct({ score, max }: Pick<AssessmentAttempt, 'score' | 'max'>): number {
  return Math.min(100, (100 * score) / max);
}

/** isPassed compares the published percent with the mark of the attempt, else of its course, else of the organization; equal passes. */
export function isPassed(attempt: AssessmentAttempt, courses: LearnerFacts['courses'], settings: Settings['performance']): boolean {
  const courseMark = attempt.courseId ? courses.get(attempt.courseId)?.passMark : null;
  const mark = attempt.passMark ?? courseMark ?? settings.passMark;
  return roundHalfEven(attemptPct(attempt), 1) >= mark;
}

/** countedAttempts leaves out baseline attempts: they start a gain and show a skill, but are no result. */
export function countedAttempts(attempts: readonly Timed<AssessmentAttempt>[]): Timed<AssessmentAttempt>[] {
  return attempts.filter(({ fact }) => fact.kind !== 'baseline');
}
