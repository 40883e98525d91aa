import { roundHalfEven } from '../stats/round-half-even.ts';
import { weighted } from '../stats/weighted.ts';
import type { CourseContentEffectiveness } from './content-effectiveness-value.ts';
import { clamp, roundOrNull } from './published.ts';

/** Parts of the index as shares; null = not known. `meanH` is the mean share that stops at a shown step. */
export type IndexInput = { classGain: number | null; cleanShare: number | null; meanDiscrimination: number | null; meanH: number | null };

const partsFrom = 3;

/** effectivenessIndex of a course's content, 0..100 with its parts, published; null under three known parts (analytic 6). */
export function effectivenessIndex({ classGain, cleanShare, meanDiscrimination, meanH }: IndexInput): CourseContentEffectiveness['index'] {
  const raw = {
    gain: classGain === null ? null : 100 * clamp(classGain / 0.7, 0, 1),
    items: cleanShare === null ? null : 100 * cleanShare,
    discrimination: meanDiscrimination === null ? null : 100 * clamp(meanDiscrimination / 0.4, 0, 1),
    dropOff: meanH === null ? null : 100 * (1 - meanH),
  };
  const known = Object.values(raw).filter((part) => part !== null).length;
  const { value, coverage } = weighted(Object.values(raw).map((part) => ({ weight: 0.25, value: part })));
  return {
    value: known < partsFrom ? null : roundOrNull(value, 1), coverage: roundHalfEven(coverage, 2),
    parts: {
      gain: roundOrNull(raw.gain, 1), items: roundOrNull(raw.items, 1), discrimination: roundOrNull(raw.discrimination, 1),
      dropOff: roundOrNull(raw.dropOff, 1),
    },
  };
}
