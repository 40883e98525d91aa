import { rankAttention, type Attention } from '../analytics/attention.ts';
import { computeLearner } from '../analytics/compute-learner.ts';
import { computeOutlook, type LearnerOutlook, type Teaching } from '../analytics/compute-outlook.ts';
import type { Envelope } from '../analytics/envelope.ts';
import type { SkillGaps } from '../analytics/skill-gaps-value.ts';
import { computeSkillGaps } from '../analytics/skill-gaps.ts';
import type { AnalyticContext, LearnerState } from '../analytics/state.ts';
import type { LearnerAnalytics } from '../analytics/values.ts';
import { foldLearner } from '../rollups/fold-learner.ts';
import type { LearnerBase } from '../rollups/learner-base.ts';
import type { LearnerFacts, LearnerRollups } from '../rollups/learner-facts.ts';
import { dayOf, type Day } from '../time/day.ts';

/** One learner of a chunk. Facts are given when something changed since the rollups were made, with the base of those that have expired. */
export type LearnerInput = { userId: string; state: LearnerState; facts: LearnerFacts | null; base?: LearnerBase | null };

export type LearnerResult = {
  userId: string;
  /** New rollup rows; null when nothing changed. */
  rollups: LearnerRollups | null;
  analytics: LearnerAnalytics;
  /** Skill gaps as a trainer or org admin sees them: against the organization's targets only. */
  namedGaps: Envelope<SkillGaps>;
  /** Risk, forecast and recommendations. */
  outlook: LearnerOutlook;
  attention: Attention;
  lastActivityDay: Day | null;
};

export type Calculation = { results: LearnerResult[]; failures: { userId: string; reason: string }[] };
export type CalculationContext = Omit<AnalyticContext, 'viewer' | 'windowDays'> & { teaching?: Teaching };

/**
 * calculateLearners is the pure middle of the line: rollups from facts where needed, then all analytics.
 * A learner whose data breaks a formula is recorded with the reason; the others go on.
 */
export function calculateLearners(inputs: readonly LearnerInput[], ctx: CalculationContext): Calculation {
  const calculation: Calculation = { results: [], failures: [] };
  for (const input of inputs) {
    try {
      calculation.results.push(calculateLearner(input, ctx));
    } catch (error) {
      calculation.failures.push({ userId: input.userId, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return calculation;
}

/** Day rows of a learner that analytics read: as many as are loaded when nothing changed, so that both ways give one result. */
const knownDays = 180;

/** stateWith puts new rollups in the place of a state's own. */
export function stateWith(state: LearnerState, rollups: LearnerRollups): LearnerState {
  return { ...state, ...rollups, days: rollups.days.slice(-knownDays) };
}

/** calculateState makes what is kept of one learner's state: all analytics as the learner reads them, and skill gaps as named readers do. */
export function calculateState(state: LearnerState, ctx: CalculationContext): Pick<LearnerResult, 'analytics' | 'namedGaps'> {
  return {
    analytics: computeLearner(state, { ...ctx, viewer: { role: 'learner' } }),
    namedGaps: computeSkillGaps(state, { ...ctx, viewer: { role: 'trainer' } }),
  };
}

function calculateLearner({ userId, state, facts, base }: LearnerInput, ctx: CalculationContext): LearnerResult {
  const rollups = facts === null ? null : foldLearner(facts, ctx, base);
  const current: LearnerState = rollups === null ? state : stateWith(state, rollups);
  const { analytics, namedGaps } = calculateState(current, ctx);
  return {
    userId, rollups, analytics, namedGaps,
    outlook: computeOutlook(current, { ...ctx, viewer: { role: 'learner' } }, current.prediction ?? 'in', ctx.teaching),
    attention: rankAttention({ ...analytics, 'skill-gaps': namedGaps }, current.summary.lastActivityDay, dayOf(ctx.now, ctx.timeZone)),
    lastActivityDay: current.summary.lastActivityDay,
  };
}
