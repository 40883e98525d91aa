import type { Day, Instant } from '../time/day.ts';
import type { AnalyticId } from './catalogue.ts';

export type Unit =
  | 'score' | '%' | 'level' | 'topics/week' | 'topics' | 'min' | 'h' | 'days' | 'count' | 'points' | 'probability' | 'share' | 'rating';

export type Status = 'ok' | 'insufficient' | 'suppressed' | 'stale';

export const reasonCodes = [
  'no-source', 'no-target', 'no-data', 'short-history', 'too-few-observations', 'too-few-learners', 'nothing-open', 'finished',
  'zero-target', 'zero-pace', 'zero-variance', 'beyond-horizon', 'target-date-passed', 'no-baseline', 'unassessed', 'opted-out',
  'not-opted-in', 'too-few', 'homogeneous', 'dominated', 'differencing', 'complementary', 'reset', 'model-gates',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** What delivers facts; `sample` states exist only in a demonstration organization. */
export type SourceUse = { service: string; state: 'live' | 'cached' | 'stale' | 'sample'; fetchedAt: Instant | null };

/** Envelope around every number: what it is, how sure it is, and what it was made from. `value` is null when insufficient or suppressed. */
export type Envelope<V> = {
  analytic: AnalyticId;
  status: Status;
  reason: ReasonCode | null;
  value: V | null;
  units: Record<string, Unit>;
  nulls: Partial<Record<string, ReasonCode>>;
  need: { what: string; have: number; required: number } | null;
  window: { from: Day; to: Day; days: number } | null;
  n: number;
  coverage: number;
  computedAt: Instant;
  asOf: Instant | null;
  formulaVersion: string;
  releaseId: string | null;
  sources: SourceUse[];
};
