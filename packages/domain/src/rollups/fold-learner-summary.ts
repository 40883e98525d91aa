import type { Day } from '../time/day.ts';
import { attemptPct, countedAttempts, isPassed } from './attempt-result.ts';
import type { FoldContext, LearnerFacts } from './learner-facts.ts';
import { timeLearner } from './timed-facts.ts';
import type { Timed, TimedFacts } from './timed-facts.ts';
import type { LearnerSummary, RecentAttempt } from './types.ts';

const lastAttempts = 10;

function recentAttempts(facts: TimedFacts, { settings }: FoldContext): RecentAttempt[] {
  const attempts = countedAttempts(facts.attempts).slice(-lastAttempts).map(({ fact, ms }) => ({
    id: fact.id, assessmentId: fact.assessmentId, courseId: fact.courseId ?? null, occurredAt: new Date(ms).toISOString(), pct: attemptPct(fact),
    passed: isPassed(fact, facts.courses, settings.performance), durationMin: fact.durationMin ?? null,
  }));
  return facts.base === null ? attempts : [...facts.base.summary.lastAttempts, ...attempts].slice(-lastAttempts);
}

/** summaryFrom gives first and last activity day, the newest fact used and the last ten counted attempts, oldest first. */
export function summaryFrom(facts: TimedFacts, ctx: FoldContext): LearnerSummary {
  const known = facts.base?.summary ?? null;
  let firstActivityDay: Day | null = known?.firstActivityDay ?? null;
  let lastActivityDay: Day | null = known?.lastActivityDay ?? null;
  let asOfMs: number | null = known === null || known.asOf === null ? null : Date.parse(known.asOf);
  const kinds: readonly (readonly Timed<unknown>[])[] = [facts.events, facts.completions, facts.attempts, facts.practice];
  for (const points of kinds) {
    const first = points[0];
    const last = points.at(-1);
    if (first === undefined || last === undefined) continue;
    if (firstActivityDay === null || first.day < firstActivityDay) firstActivityDay = first.day;
    if (lastActivityDay === null || last.day > lastActivityDay) lastActivityDay = last.day;
    asOfMs = Math.max(asOfMs ?? last.ms, last.ms);
  }
  const observed = facts.observations.at(-1);
  if (observed !== undefined) asOfMs = Math.max(asOfMs ?? observed.ms, observed.ms);
  return {
    firstActivityDay, lastActivityDay, asOf: asOfMs === null ? null : new Date(asOfMs).toISOString(), lastAttempts: recentAttempts(facts, ctx),
  };
}

/** foldLearnerSummary rebuilds a learner's summary row from all their facts. */
export function foldLearnerSummary(facts: LearnerFacts, ctx: FoldContext): LearnerSummary {
  return summaryFrom(timeLearner(facts, ctx), ctx);
}
