import { z } from 'zod';
import { sampleDeviation } from '../stats/mean.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { addDays, daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import type { ReasonCode } from './envelope.ts';
import type { Confidence, ForecastDays, Outlook } from './outcome-forecast-value.ts';
import { horizonDays, predictEnd } from './pace-plan.ts';
import { clamp, roundOrNull } from './published.ts';

const z80 = 1.2816;
/** Weeks from which the pace has an interval. */
export const intervalFrom = 4;
const leastBaselineHours = 0.25;

/** A question "what if": other hours a week, weeks of break from today on. */
export const forecastScenarioSchema = z.object({ hoursPerWeek: z.number().min(0).max(168).nullish(), breakWeeks: z.number().int().min(0).max(26).nullish() });
export type ForecastScenario = z.infer<typeof forecastScenarioSchema>;

/** Topics left, published average pace in topics a week, topics of full weeks up to D oldest first; `lastDone` is the day of the newest topic. */
export type ForecastInput = { D: Day; remaining: number; pace: number; weekly: readonly number[]; targetDate: Day | null; lastDone: Day | null };
/** How the paces and the start change: factor 1 and no break is as it is. */
export type Change = { factor: number; breakWeeks: number };
/** `reasons` say why a day is null. */
export type Forecast = ForecastDays & {
  halfWidth: number | null; confidence: Confidence; outlook: Outlook | null; reasons: Record<keyof ForecastDays, ReasonCode | null>;
};

const asItIs: Change = { factor: 1, breakWeeks: 0 };
type End = { day: Day | null; reason: ReasonCode | null };

function endAt(pace: number, { D, remaining, lastDone }: ForecastInput, { factor, breakWeeks }: Change): End {
  const { predictedDate, reason } = predictEnd(remaining, pace * factor, D, lastDone);
  if (predictedDate === null || remaining === 0) return { day: predictedDate, reason };
  const day = addDays(predictedDate, 7 * breakWeeks);
  return daysBetween(D, day) > horizonDays ? { day: null, reason: 'beyond-horizon' } : { day, reason: null };
}

function confidenceOf(halfWidth: number | null, pace: number, weeks: number): Confidence {
  if (halfWidth === null || pace <= 0) return 'low';
  if (weeks >= 8 && halfWidth / pace <= 0.25) return 'high';
  return halfWidth / pace <= 0.5 ? 'medium' : 'low';
}

function outlookOf({ best, worst }: ForecastDays, { remaining, targetDate }: ForecastInput, hasInterval: boolean): Outlook | null {
  if (remaining === 0) return 'done';
  if (targetDate === null || !hasInterval) return null;
  if (worst !== null && worst <= targetDate) return 'likely';
  return best === null || best > targetDate ? 'unlikely' : 'uncertain';
}

/**
 * forecastOutcome: the day the rest is done at the published pace, and at the ends of its 80 % interval (half width 1.2816 · SD / √weeks, topics a week),
 * with confidence and outlook; no pace or more than 1,825 days is an open end (null), below four weeks there is no interval (analytic 16).
 */
export function forecastOutcome(input: ForecastInput, change: Change = asItIs): Forecast {
  const { weekly, pace } = input;
  const delta = weekly.length < intervalFrom ? null : (z80 * (sampleDeviation(weekly) ?? 0)) / Math.sqrt(weekly.length);
  const none: End = { day: null, reason: 'short-history' };
  const finished = input.remaining === 0;
  const expected = endAt(pace, input, change);
  const best = delta === null && !finished ? none : endAt(pace + (delta ?? 0), input, change);
  const worst = delta === null && !finished ? none : endAt(Math.max(0, pace - (delta ?? 0)), input, change);
  const days: ForecastDays = { expected: expected.day, best: best.day, worst: worst.day };
  const halfWidth = roundOrNull(delta, 2);
  return {
    ...days, halfWidth, confidence: confidenceOf(halfWidth, pace, weekly.length), outlook: outlookOf(days, input, delta !== null),
    reasons: { expected: expected.reason, best: best.reason, worst: worst.reason },
  };
}

/** scenarioChange turns hours a week into a factor .25..4 on the usual hours; usual hours not known or below .25 give no change but a reason. */
export function scenarioChange({ hoursPerWeek, breakWeeks }: ForecastScenario, baselineHours: number | null): Change | ReasonCode {
  const pause = breakWeeks ?? 0;
  if (hoursPerWeek === null || hoursPerWeek === undefined) return { factor: 1, breakWeeks: pause };
  if (baselineHours === null) return 'no-source';
  if (baselineHours < leastBaselineHours) return 'no-baseline';
  return { factor: clamp(hoursPerWeek / baselineHours, 0.25, 4), breakWeeks: pause };
}

/** Percent of a next result in an 80 % range. */
type Range = { expected: number; low: number; high: number };

/**
 * forecastGrade is the percent of a course, expected, low and high: results so far, and the range of the next result for each assessment still open;
 * null when something is open and no next result can be told, or there is nothing at all (analytic 16).
 */
export function forecastGrade(pcts: readonly number[], open: number, next: Range | null): Range | null {
  const all = pcts.length + open;
  if (all === 0 || (open > 0 && next === null)) return null;
  const total = [...pcts].sort((a, b) => a - b).reduce((sum, pct) => sum + pct, 0);
  const gradeAt = (x: number) => roundHalfEven((total + open * x) / all, 1);
  const { expected, low, high } = next ?? { expected: 0, low: 0, high: 0 };
  return { expected: gradeAt(expected), low: gradeAt(low), high: gradeAt(high) };
}
