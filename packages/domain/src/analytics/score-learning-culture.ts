import { roundHalfEven } from '../stats/round-half-even.ts';
import { weighted } from '../stats/weighted.ts';
import { cultureParts } from './learning-culture-value.ts';
import type { CultureBand, CulturePart, LearningCulture } from './learning-culture-value.ts';
import { clamp } from './published.ts';
import type { Settings } from './settings.ts';

/** Released figures, whole: percentages, and sharing in events of 30 days per 100 people; null = not known. */
export type CultureInput = Record<CulturePart, number | null>;
export type CultureScore = { score: number | null; band: CultureBand | null; parts: LearningCulture['parts']; coverage: number };

/** cultureBandOf bands a published score. */
export function cultureBandOf(score: number, { thriving, growing }: Pick<Settings['culture'], 'thriving' | 'growing'>): CultureBand {
  return score >= thriving ? 'thriving' : score >= growing ? 'growing' : 'emerging';
}

/** scoreLearningCulture weighs five figures to a whole 0..100; under half of the weights the score is null (analytic 14). */
export function scoreLearningCulture(input: CultureInput, settings: Settings['culture']): CultureScore {
  const parts: LearningCulture['parts'] = { participation: null, completion: null, sharing: null, mentoring: null, streak: null };
  for (const part of cultureParts) {
    const value = input[part];
    if (value === null) continue;
    const score = part === 'sharing' ? (100 * value) / settings.sharingTarget : value;
    parts[part] = { value, score: roundHalfEven(clamp(score, 0, 100), 1) };
  }
  const { value, coverage } = weighted(cultureParts.map((part, i) => ({ weight: settings.weights[i] ?? 0, value: parts[part]?.score ?? null })));
  const score = value === null || roundHalfEven(coverage, 2) < 0.5 ? null : roundHalfEven(value);
  return { score, band: score === null ? null : cultureBandOf(score, settings), parts, coverage };
}
