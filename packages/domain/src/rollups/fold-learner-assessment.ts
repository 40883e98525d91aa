import { compareText } from '../stats/compare-text.ts';
import { attemptPct, countedAttempts, isPassed } from './attempt-result.ts';
import type { FoldContext, LearnerFacts } from './learner-facts.ts';
import { timeLearner } from './timed-facts.ts';
import type { TimedFacts } from './timed-facts.ts';
import type { LearnerAssessment } from './types.ts';

/** assessmentsFrom folds counted attempts, in time order, into one row per assessment, by id; `only` restricts it to some assessments. */
export function assessmentsFrom(facts: TimedFacts, { settings }: FoldContext, only?: ReadonlySet<string>): LearnerAssessment[] {
  const rows = new Map<string, LearnerAssessment>();
  for (const known of facts.base?.assessments ?? []) {
    if (only === undefined || only.has(known.assessmentId)) rows.set(known.assessmentId, { ...known });
  }
  for (const { fact } of countedAttempts(facts.attempts)) {
    const { assessmentId } = fact;
    if (only !== undefined && !only.has(assessmentId)) continue;
    const pct = attemptPct(fact);
    const passed = isPassed(fact, facts.courses, settings.performance);
    const row = rows.get(assessmentId) ?? {
      assessmentId, courseId: null, attempts: 0, firstPct: pct, bestPct: pct, latestPct: pct, firstPassed: passed, latestPassed: passed,
      firstPassPosition: null, minutesSum: 0, minutesN: 0,
    };
    rows.set(assessmentId, row);
    row.courseId = fact.courseId ?? row.courseId;
    row.attempts += 1;
    row.bestPct = Math.max(row.bestPct, pct);
    row.latestPct = pct;
    row.latestPassed = passed;
    if (passed) row.firstPassPosition ??= row.attempts;
    const durationMin = fact.durationMin ?? null;
    if (durationMin === null) continue;
    row.minutesSum += durationMin;
    row.minutesN += 1;
  }
  return [...rows.values()].sort((a, b) => compareText(a.assessmentId, b.assessmentId));
}

/** foldLearnerAssessments rebuilds assessment rows from (at least) all attempts at those assessments. */
export function foldLearnerAssessments(facts: LearnerFacts, ctx: FoldContext, only?: ReadonlySet<string>): LearnerAssessment[] {
  return assessmentsFrom(timeLearner(facts, ctx), ctx, only);
}
