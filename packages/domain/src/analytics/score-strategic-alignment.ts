import { roundHalfEven } from '../stats/round-half-even.ts';
import { weighted } from '../stats/weighted.ts';
import type { KpiRef } from './alignment-state.ts';
import { clamp, roundOrNull } from './published.ts';
import type { Settings } from './settings.ts';
import type { AlignmentBand, KpiAchievement } from './strategic-alignment-value.ts';

/** Published parts in percent; null = not known. */
export type AlignmentParts = { kpi: number | null; coverage: number | null; compliance: number | null };

/** achievementOf says how far a key figure is reached, 0..100; a figure that should rise to 0 or less cannot be measured and gives null. */
export function achievementOf({ value, target, direction }: Pick<KpiRef, 'value' | 'target' | 'direction'>): number | null {
  if (direction === 'up') return target <= 0 ? null : clamp((100 * value) / target, 0, 100);
  if (value <= target) return 100;
  return target <= 0 ? 0 : clamp((100 * target) / value, 0, 100);
}

/** measureKpis averages the key figures by weight, 1 decimal; what cannot be measured or weighs nothing is listed but not counted. None left gives null. */
export function measureKpis(kpis: readonly KpiRef[]): { kpi: number | null; kpis: KpiAchievement[] } {
  const measured = kpis.map((kpi) => ({ id: kpi.id, weight: kpi.weight, achievement: achievementOf(kpi) }));
  const { value } = weighted(measured.map(({ weight, achievement }) => ({ weight, value: achievement })));
  return {
    kpi: roundOrNull(value, 1),
    kpis: measured.map(({ id, weight, achievement }) => ({ id, achievement: roundOrNull(achievement, 1), counted: achievement !== null && weight > 0 })),
  };
}

/** alignmentBandOf bands a published score. */
export function alignmentBandOf(score: number, { aligned, partial }: Pick<Settings['alignment'], 'aligned' | 'partial'>): AlignmentBand {
  return score >= aligned ? 'aligned' : score >= partial ? 'partial' : 'misaligned';
}

/** scoreStrategicAlignment weighs the known parts to a whole 0..100; under half of the weights the score is null (analytic 12). */
export function scoreStrategicAlignment(parts: AlignmentParts, settings: Settings['alignment']): { score: number | null; coverage: number } {
  const [kpi = 0, covered = 0, compliance = 0] = settings.weights;
  const { value, coverage } = weighted([
    { weight: kpi, value: parts.kpi }, { weight: covered, value: parts.coverage }, { weight: compliance, value: parts.compliance },
  ]);
  return { score: value === null || roundHalfEven(coverage, 2) < 0.5 ? null : roundHalfEven(value), coverage };
}
