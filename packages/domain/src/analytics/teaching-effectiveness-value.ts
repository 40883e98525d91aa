import type { Quartiles, SizeBand } from './released-entry.ts';

/** In the order in which ties are settled. */
export const teachingAxes = ['satisfaction', 'passing', 'completion', 'gain', 'firstTry'] as const;
export type TeachingAxis = (typeof teachingAxes)[number];
export const satisfactionTrends = ['up', 'flat', 'down'] as const;
export type SatisfactionTrend = (typeof satisfactionTrends)[number];
/** Place among other trainers: a quarter where quartiles are released, else a half. */
export type PeerBand = 'q1' | 'q2' | 'q3' | 'q4' | 'upper-half' | 'lower-half';

/** A trainer's own teaching over 365 days. */
export type OwnTeaching = {
  view: 'own';
  learners: number;
  overall: number;
  axes: Record<TeachingAxis, number | null>;
  ratingMean: number | null;
  satisfactionTrend: SatisfactionTrend | null;
  satisfactionDelta: number | null;
  cohenD: number | null;
  attemptsToPass: number | null;
  peers: Record<TeachingAxis, PeerBand | null>;
  bestAxis: TeachingAxis;
  weakestAxis: TeachingAxis;
};

/** Teaching across the organization's trainers, released, nobody named. */
export type ReleasedTeaching = { view: 'released'; sizeBand: SizeBand; axes: Record<TeachingAxis, Quartiles | null> };

export type TeachingEffectiveness = OwnTeaching | ReleasedTeaching;
