import { ageSeconds } from '../recalculation/freshness.ts';
import type { Instant } from '../time/day.ts';
import { catalogue } from './catalogue.ts';
import type { FreshnessClass } from './catalogue.ts';
import type { Envelope, ReasonCode } from './envelope.ts';

/** A card that shows a value, with its age; `partial` marks a value made of less than 80 % of its inputs. */
type ValueState = { computedAt: Instant; ageSeconds: number; coverage: number; partial: boolean };

/** What a card shows, decided by envelope and age alone; network and demo marks are the page's own. */
export type CardState =
  | { state: 'first-run' }
  | { state: 'insufficient'; computedAt: Instant; reason: ReasonCode; need: { what: string; have: number; required: number } | null }
  | { state: 'empty'; computedAt: Instant; reason: ReasonCode }
  | { state: 'not-available'; computedAt: Instant; missing: string | null }
  | { state: 'suppressed'; computedAt: Instant; reason: ReasonCode }
  | { state: 'opted-out'; computedAt: Instant }
  | ({ state: 'low-coverage'; age: 'fresh' | 'ageing'; missing: string[] } & ValueState)
  | ({ state: 'fresh' } & ValueState)
  | ({ state: 'ageing' } & ValueState)
  /** `source` = an input is stale although the calculation may be new. */
  | ({ state: 'stale'; cause: 'age' | 'source' } & ValueState);
export type CardStateName = CardState['state'];

const partialBelow = 0.8;
const hour = 3600;

/** ageOf names the age of a value: live ones age at 6 h and are stale after 24 h, nightly ones turn at 30 h. */
export function ageOf(seconds: number, freshness: FreshnessClass): 'fresh' | 'ageing' | 'stale' {
  if (freshness === 'nightly' || freshness === 'release') return seconds <= 30 * hour ? 'fresh' : 'stale';
  if (seconds < 6 * hour) return 'fresh';
  return seconds <= 24 * hour ? 'ageing' : 'stale';
}

/** cardState decides what stands in the card of an analytic; null = never calculated. */
export function cardState(envelope: Envelope<unknown> | null, now: Instant): CardState {
  if (envelope === null) return { state: 'first-run' };
  if (envelope.status === 'suppressed') return suppressedState(envelope);
  if (envelope.status === 'insufficient') return insufficientState(envelope);
  return valueState(envelope, now);
}

function suppressedState({ computedAt, reason }: Envelope<unknown>): CardState {
  return reason === 'opted-out' ? { state: 'opted-out', computedAt } : { state: 'suppressed', computedAt, reason: reason ?? 'too-few' };
}

function insufficientState({ computedAt, reason, need }: Envelope<unknown>): CardState {
  if (reason === 'no-source') return { state: 'not-available', computedAt, missing: need === null ? null : need.what };
  if (reason === 'no-target' || reason === 'no-data') return { state: 'empty', computedAt, reason };
  return { state: 'insufficient', computedAt, reason: reason ?? 'no-data', need };
}

function valueState(envelope: Envelope<unknown>, now: Instant): CardState {
  const { analytic, computedAt, coverage, status } = envelope;
  const seconds = ageSeconds(computedAt, now);
  const shared = { computedAt, ageSeconds: seconds, coverage, partial: coverage < partialBelow };
  const age = ageOf(seconds, catalogue[analytic].freshness);
  const staleSources = envelope.sources.some((source) => source.state === 'stale');
  if (age === 'stale') return { state: 'stale', cause: 'age', ...shared };
  if (status === 'stale' && staleSources) return { state: 'stale', cause: 'source', ...shared };
  if (!shared.partial) return { state: age, ...shared };
  const missing = Object.entries(envelope.nulls).filter(([, reason]) => reason === 'no-source').map(([field]) => field);
  return { state: 'low-coverage', age, missing, ...shared };
}
