import type { SizeBand } from '../privacy/recode.ts';

export const cultureBands = ['thriving', 'growing', 'emerging'] as const;
export type CultureBand = (typeof cultureBands)[number];
export const cultureParts = ['participation', 'completion', 'sharing', 'mentoring', 'streak'] as const;
export type CulturePart = (typeof cultureParts)[number];

/** `value` is the released figure (percent; sharing in events per 100 people), `score` what it counts, 0..100. */
export type CultureFigure = { value: number; score: number };

export type LearningCulture = {
  score: number;
  band: CultureBand;
  sizeBand: SizeBand | null;
  parts: Record<CulturePart, CultureFigure | null>;
};
