import type { Day } from '../time/day.ts';
import type { ReasonCode } from './envelope.ts';

/** Sizes of a group are only told as one of these. */
export const sizeBands = ['10-19', '20-39', '40-99', '100-299', '300+'] as const;
export type SizeBand = (typeof sizeBands)[number];

/** Released percentage, whole; an `at-most` or `at-least` says that nearly nobody or nearly everybody is meant. */
export type CodedPercent = { pct: number; bound: 'exact' | 'at-most' | 'at-least' };

/** Released scores, whole; quartiles only from 20 people. */
export type Quartiles = { median: number; p25: number | null; p75: number | null };

/**
 * One published figure about a declared cohort (section 4 of the analytics): frozen until the next release, the only form in which numbers
 * about other people reach an analytic. A hidden entry has its reason and no figure.
 */
export type ReleasedEntry = {
  cohortId: string;
  audience: 'peers' | 'admin';
  metric: string;
  kind: 'score' | 'rate' | 'count';
  sizeBand: SizeBand | null;
  /** Of a score. */
  median: number | null;
  p25: number | null;
  p75: number | null;
  /** Of a rate. */
  percent: CodedPercent | null;
  /** Of a count: sums over the people, never published as they are; null where one person contributes more than half. */
  sums: readonly (number | null)[] | null;
  frozen: boolean;
  /** Day on which the figures were cut; older than the release when they are frozen. */
  asOf: Day | null;
  hiddenBecause: ReasonCode | null;
};

/** What a release gives to one analytic: its day, which is also its id, and the entries of the cohorts that the viewer may see. */
export type Release = { releaseId: Day; entries: readonly ReleasedEntry[] };
