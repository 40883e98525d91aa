import type { PeerBand } from '../privacy/place-among-peers.ts';
import type { SizeBand } from '../privacy/recode.ts';
import type { Quartiles } from './released.ts';

/** In the order in which ties are settled. */
export const teachingAxes = ['satisfaction', 'passing', 'completion', 'gain', 'firstTry'] as const;
export type TeachingAxis = (typeof teachingAxes)[number];
export const satisfactionTrends = ['up', 'flat', 'down'] as const;
export type SatisfactionTrend = (typeof satisfactionTrends)[number];

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
