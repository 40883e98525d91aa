import { sum } from '../stats/mean.ts';
import type { Day } from '../time/day.ts';
import { insufficientEnvelope, missingSource, suppressedEnvelope, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import type { Envelope, ReasonCode } from './envelope.ts';
import { daysWithin, deliversMinutes, lastDays, tenureOf, today, withoutChoices } from './learner-time.ts';
import { computeLearningVelocity } from './learning-velocity.ts';
import type { PredictionChoice } from './model-card.ts';
import { forecastGrade, forecastOutcome, scenarioChange } from './outcome-forecast-days.ts';
import type { ForecastInput, ForecastScenario } from './outcome-forecast-days.ts';
import { chooseForecastScope } from './outcome-forecast-scope.ts';
import type { ForecastScope } from './outcome-forecast-scope.ts';
import type { OutcomeForecast } from './outcome-forecast-value.ts';
import { computePerformance, policyResult } from './performance.ts';
import { roundOrNull } from './published.ts';
import type { AnalyticContext, LearnerState } from './state.ts';

export type { OutcomeForecast } from './outcome-forecast-value.ts';
export { forecastGrade, forecastOutcome } from './outcome-forecast-days.ts';

const id = 'outcome-forecast';
const minimumTenure = 14;
const minimumTopics = 3;
const longestBlocks = 12;
const none = { n: 0, coverage: 0, asOf: null };

/** What is asked: a course instead of the path, a scenario. `prediction` is the person's choice, `courseAssessments` what the course counts (no baseline). */
export type ForecastRequest = {
  prediction: PredictionChoice;
  courseId?: string;
  courseAssessments?: readonly string[];
  scenario?: ForecastScenario;
};

/** usualHours are the mean activity hours a week of the last full weeks up to D; null where no source delivers minutes. */
function usualHours(state: LearnerState, ctx: AnalyticContext, D: Day, weeks: number): number | null {
  if (!deliversMinutes(ctx) || weeks === 0) return null;
  const minutes = sum(daysWithin(state.days, lastDays(D, 7 * weeks).from, D).map(({ activeMin }) => activeMin));
  return minutes / 60 / weeks;
}

type Reasons = Partial<Record<string, ReasonCode | null>>;
type Scenario = { value: OutcomeForecast['scenario']; reasons: Reasons };

function scenarioOf(input: ForecastInput, scenario: ForecastScenario | undefined, baselineHours: number | null): Scenario {
  if (scenario === undefined) return { value: null, reasons: { scenario: 'no-data' } };
  const change = scenarioChange(scenario, baselineHours);
  if (typeof change === 'string') return { value: null, reasons: { scenario: change } };
  const { expected, best, worst, reasons } = forecastOutcome(input, change);
  return {
    value: { expected, best, worst, hoursPerWeek: roundOrNull(scenario.hoursPerWeek ?? null, 1), breakWeeks: change.breakWeeks },
    reasons: { 'scenario.expected': reasons.expected, 'scenario.best': reasons.best, 'scenario.worst': reasons.worst },
  };
}

type Grade = { value: OutcomeForecast['grade']; reason: ReasonCode | null };

function gradeOf(state: LearnerState, ctx: AnalyticContext, scope: ForecastScope, courseAssessments: readonly string[] | undefined): Grade {
  if (scope.kind === 'path') return { value: null, reason: 'no-data' };
  if (courseAssessments === undefined) return { value: null, reason: 'no-source' };
  const done = state.assessments.filter(({ courseId }) => courseId === scope.path.id);
  const tried = new Set(done.map(({ assessmentId }) => assessmentId));
  const open = new Set(courseAssessments.filter((assessmentId) => !tried.has(assessmentId))).size;
  const next = computePerformance(state, ctx).value?.nextScore ?? null;
  const value = forecastGrade(done.map((row) => policyResult(row, ctx.settings.performance.policy).pct), open, next);
  return { value, reason: value !== null ? null : open > 0 ? 'too-few-observations' : 'no-data' };
}

/**
 * computeOutcomeForecast: when the path or course will be done, and between which days (analytic 16); insufficient below 14 days or 3 topics,
 * suppressed for who opted out.
 */
export function computeOutcomeForecast(state: LearnerState, ctx: AnalyticContext, request: ForecastRequest): Envelope<OutcomeForecast> {
  if (request.prediction === 'out') return suppressedEnvelope(id, ctx, 'opted-out', none);
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const D = today(ctx);
  const { asOf } = state.summary;
  const scope = chooseForecastScope(state, D, { pathId: ctx.pathId, courseId: request.courseId });
  if (scope === null) {
    return insufficientEnvelope(id, ctx, 'nothing-open', { what: 'paths, or courses with topics', have: 0, required: 1 }, { ...none, asOf });
  }
  const m = tenureOf(state, D);
  const own = withoutChoices(ctx);
  const velocity = computeLearningVelocity({ ...state, paths: [{ ...scope.path, status: 'active' }] }, own).value;
  if (velocity === null || m < minimumTenure) {
    const need = { what: 'days of history', have: Math.max(0, m), required: minimumTenure };
    return insufficientEnvelope(id, ctx, 'short-history', need, { ...none, asOf });
  }
  const weekly = velocity.weekly.slice(-longestBlocks);
  const window = lastDays(D, 7 * weekly.length);
  const remaining = velocity.remainingTopics ?? 0;
  const topicsDone = (velocity.totalTopics ?? 0) - remaining;
  const used = [scope.path.targetDate !== null, deliversMinutes(ctx), state.assessments.length > 0];
  const evidence = { window, n: sum(weekly), coverage: used.filter(Boolean).length / used.length, asOf };
  if (topicsDone < minimumTopics) {
    const need = { what: 'topics done', have: topicsDone, required: minimumTopics };
    return insufficientEnvelope(id, ctx, 'too-few-observations', need, evidence);
  }
  const input: ForecastInput = {
    D, remaining, pace: velocity.averagePace, weekly, targetDate: scope.path.targetDate, lastDone: remaining === 0 ? velocity.predictedDate : null,
  };
  const { reasons, ...forecast } = forecastOutcome(input);
  const scenario = scenarioOf(input, request.scenario, usualHours(state, ctx, D, weekly.length));
  const grade = gradeOf(state, own, scope, request.courseAssessments);
  const value: OutcomeForecast = {
    scope: scope.kind, scopeId: scope.path.id, remainingTopics: remaining, pace: velocity.averagePace, targetDate: scope.path.targetDate,
    ...forecast, scenario: scenario.value, grade: grade.value,
  };
  return valueEnvelope(id, ctx, value, evidence, nullsOf(value, { ...reasons, ...scenario.reasons, grade: grade.reason }));
}

function nullsOf(value: OutcomeForecast, reasons: Reasons): Nulls {
  const nulls: Nulls = {};
  for (const [field, reason] of Object.entries(reasons)) if (reason !== null && reason !== undefined) nulls[field] = reason;
  if (value.targetDate === null) nulls['targetDate'] = 'no-target';
  if (value.halfWidth === null) nulls['halfWidth'] = 'short-history';
  if (value.outlook === null) nulls['outlook'] = value.targetDate === null ? 'no-target' : 'short-history';
  return nulls;
}
