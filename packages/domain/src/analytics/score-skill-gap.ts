import { roundHalfEven } from '../stats/round-half-even.ts';
import { weighted } from '../stats/weighted.ts';
import type { Deadline, GapParts, GapSeverity } from './skill-gaps-value.ts';
import { daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import type { Settings } from './settings.ts';
import type { TargetRef } from './state.ts';

const businessScore = { critical: 100, high: 75, medium: 50, low: 25 } as const;
const soonDays = 14;

/** Inputs of one gap; levels 0..4, null = not known. `unlocks` counts other open targets that need this skill. */
export type GapInput = Pick<TargetRef, 'target' | 'business' | 'marketDemand' | 'careerImpact'> & { current: number; unlocks: number | null };
export type GapScore = { gap: number; gapPct: number; priority: number | null; parts: GapParts; severity: GapSeverity | 'achieved'; coverage: number };

/** scoreSkillGap: gap in levels, its percent of the target, and a priority 0..100 over the parts that are known, published; achieved has none (analytic 2). */
export function scoreSkillGap(input: GapInput, settings: Settings['gaps']): GapScore {
  const gap = roundHalfEven(Math.max(0, input.target - input.current), 2);
  const gapPct = input.target === 0 ? 0 : (100 * gap) / input.target;
  const parts: GapParts = {
    gap: gapPct,
    business: input.business === null ? null : businessScore[input.business],
    market: input.marketDemand,
    prerequisites: input.unlocks === null ? null : Math.min(100, 20 * input.unlocks),
    career: input.careerImpact === null ? null : Math.min(100, 5 * input.careerImpact),
  };
  const [gapWeight = 0, business = 0, market = 0, prerequisites = 0, career = 0] = settings.weights;
  const scored = weighted([
    { weight: gapWeight, value: parts.gap }, { weight: business, value: parts.business }, { weight: market, value: parts.market },
    { weight: prerequisites, value: parts.prerequisites }, { weight: career, value: parts.career },
  ]);
  const priority = gap === 0 ? null : roundHalfEven(scored.value ?? 0, 1);
  return {
    gap, gapPct: roundHalfEven(gapPct, 1), priority, parts: { ...parts, gap: roundHalfEven(gapPct, 1) },
    severity: severityOf(gap, priority, input.business, settings), coverage: scored.coverage,
  };
}

function severityOf(gap: number, priority: number | null, business: TargetRef['business'], settings: Settings['gaps']): GapSeverity | 'achieved' {
  if (priority === null) return 'achieved';
  const urgent = gap >= 1 && (business === 'critical' || business === 'high');
  if (gap >= settings.criticalGap || priority >= settings.critical || urgent) return 'critical';
  if (priority >= settings.high) return 'high';
  return priority >= settings.medium ? 'medium' : 'low';
}

/** deadlineOf bands a due day: before D, within 14 days, later, or none. */
export function deadlineOf(due: Day | null, D: Day): Deadline {
  if (due === null) return 'none';
  const days = daysBetween(D, due);
  if (days < 0) return 'overdue';
  return days <= soonDays ? 'soon' : 'later';
}
