import { at } from '../stats/at.ts';
import { mean, sampleDeviation, sum } from '../stats/mean.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { theilSen } from '../stats/theil-sen.ts';
import { wilson } from '../stats/wilson.ts';
import type { LearnerAssessment, LearnerSkill } from '../rollups/types.ts';
import { insufficientEnvelope, missingSource, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import type { Envelope } from './envelope.ts';
import { latestInstant } from './learner-time.ts';
import type { Performance, PerformanceTrend, Standing } from './performance-value.ts';
import { clamp, roundOrNull } from './published.ts';
import type { Settings } from './settings.ts';
import { bySkillId } from './skill-mastery.ts';
import { withStandings } from './standing.ts';
import type { AnalyticContext, LearnerState } from './state.ts';

export type { Performance } from './performance-value.ts';
export { placeInCourse } from './standing.ts';

const id = 'performance';
const rateFrom = 5;
const nextFrom = 3;
const z80 = 1.2816;

type Trend = Pick<Performance, 'trend' | 'slope' | 'slopeInterval'>;

/** policyResult is the one result of an assessment under the organization's policy: percent and passed (best: by any attempt). */
export function policyResult(row: LearnerAssessment, policy: Settings['performance']['policy']): { pct: number; passed: boolean } {
  if (policy === 'first') return { pct: row.firstPct, passed: row.firstPassed };
  if (policy === 'latest') return { pct: row.latestPct, passed: row.latestPassed };
  return { pct: row.bestPct, passed: row.firstPassPosition !== null };
}

/** trendOf bands the published robust slope (points per attempt) of attempts in time order; below four attempts null. */
export function trendOf(pcts: readonly number[], limit: number): Trend {
  const fit = theilSen(pcts.map((y, i) => ({ t: i + 1, y })), 4, 0);
  if (fit === null) return { trend: null, slope: null, slopeInterval: null };
  const slope = roundHalfEven(fit.slope, 2);
  const lo = roundHalfEven(fit.lo, 2);
  const hi = roundHalfEven(fit.hi, 2);
  const trend: PerformanceTrend = slope > limit && lo > 0 ? 'improving' : slope < -limit && hi < 0 ? 'declining' : 'stable';
  return { trend, slope, slopeInterval: [lo, hi] };
}

/** predictNext is the next percent in an 80 % range, from the last ten attempts in time order; below three attempts null. */
export function predictNext(pcts: readonly number[], trend: PerformanceTrend | null): Performance['nextScore'] {
  const recent = mean(pcts.slice(-nextFrom));
  if (pcts.length < nextFrom || recent === null) return null;
  const drift = trend === 'improving' ? 5 : trend === 'declining' ? -5 : 0;
  const expected = clamp(recent + drift, 0, 100);
  const half = Math.max(5, z80 * (sampleDeviation(pcts) ?? 0));
  return {
    expected: roundHalfEven(expected, 1), low: roundHalfEven(clamp(expected - half, 0, 100), 1), high: roundHalfEven(clamp(expected + half, 0, 100), 1),
  };
}

type Retries = Pick<Performance, 'retryRatePct' | 'retrySuccessPct' | 'attemptsToPass' | 'meanMin'>;

/** retriesOf: how often assessments are repeated, whether that helps, and how many attempts a pass takes; what has no case is null. */
export function retriesOf(rows: readonly LearnerAssessment[]): Retries {
  const retried = rows.filter((row) => row.attempts > 1);
  const failedFirst = retried.filter((row) => !row.firstPassed);
  const passedLater = failedFirst.filter((row) => row.firstPassPosition !== null).length;
  const positions = rows.flatMap((row) => (row.firstPassPosition === null ? [] : [row.firstPassPosition]));
  const minutesN = sum(rows.map((row) => row.minutesN));
  return {
    retryRatePct: roundHalfEven((100 * retried.length) / rows.length, 1),
    retrySuccessPct: failedFirst.length === 0 ? null : roundHalfEven((100 * passedLater) / failedFirst.length, 1),
    attemptsToPass: roundOrNull(mean(positions), 2),
    meanMin: minutesN === 0 ? null : roundHalfEven(sum(rows.map((row) => row.minutesSum)) / minutesN, 1),
  };
}

function meansBySkill(skills: readonly LearnerSkill[]): Performance['bySkill'] {
  return skills
    .filter((skill) => skill.attemptN > 0)
    .map(({ skillId, attemptPctSum, attemptN }) => ({ skillId, meanPct: roundHalfEven(attemptPctSum / attemptN, 1), n: attemptN }))
    .sort((a, b) => b.meanPct - a.meanPct || bySkillId(a, b));
}

function passRates(passed: number, assessments: number): Pick<Performance, 'passRatePct' | 'passRateInterval'> {
  const interval = wilson(passed, assessments) ?? { lo: 0, hi: 1 };
  return {
    passRatePct: assessments < rateFrom ? null : roundHalfEven((100 * passed) / assessments, 1),
    passRateInterval: [roundHalfEven(100 * interval.lo, 1), roundHalfEven(100 * interval.hi, 1)],
  };
}

function nullsOf(value: Performance): Nulls {
  const nulls: Nulls = {};
  if (value.passRatePct === null) nulls['passRatePct'] = 'too-few-observations';
  if (value.trend === null) for (const field of ['trend', 'slope', 'slopeInterval']) nulls[field] = 'too-few-observations';
  if (value.nextScore === null) nulls['nextScore'] = 'too-few-observations';
  for (const field of ['retrySuccessPct', 'attemptsToPass', 'meanMin'] as const) if (value[field] === null) nulls[field] = 'no-data';
  return nulls;
}

/** computePerformance: results, trend and range of the next result (analytic 5); insufficient without an attempt. Standings are for named readers only. */
export function computePerformance(state: LearnerState, ctx: AnalyticContext, standings: readonly Standing[] = []): Envelope<Performance> {
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const rows = state.assessments;
  const attempts = sum(rows.map((row) => row.attempts));
  const asOf = latestInstant(state.summary.lastAttempts.map((attempt) => attempt.occurredAt));
  if (rows.length === 0) {
    return insufficientEnvelope(id, ctx, 'too-few-observations', { what: 'attempts', have: 0, required: 1 }, { n: 0, coverage: 0, asOf: null });
  }
  const results = rows.map((row) => policyResult(row, ctx.settings.performance.policy));
  const pcts = results.map(({ pct }) => pct).sort((a, b) => a - b);
  const passed = results.filter((result) => result.passed).length;
  const last = state.summary.lastAttempts.map((attempt) => attempt.pct);
  const trend = trendOf(last, ctx.settings.performance.trendSlope);
  const bySkill = meansBySkill(state.skills);
  const value: Performance = {
    attempts, assessments: rows.length, averagePct: roundHalfEven(sum(pcts) / pcts.length, 1),
    recentMeanPct: roundHalfEven(mean(last.slice(-5)) ?? sum(pcts) / pcts.length, 1),
    bestPct: roundHalfEven(at(pcts, pcts.length - 1), 1), worstPct: roundHalfEven(at(pcts, 0), 1), passed,
    ...passRates(passed, rows.length), ...trend, ...retriesOf(rows), nextScore: predictNext(last, trend.trend),
    last10: state.summary.lastAttempts.map((one) => ({ ...one, pct: roundHalfEven(one.pct, 1), durationMin: roundOrNull(one.durationMin, 1) })),
    bySkill, standing: [],
  };
  const used = [value.meanMin !== null, bySkill.length > 0];
  const own = valueEnvelope(id, ctx, value, { n: attempts, coverage: used.filter(Boolean).length / used.length, asOf }, nullsOf(value));
  return ctx.viewer.role === 'learner' ? own : withStandings(own, standings);
}
