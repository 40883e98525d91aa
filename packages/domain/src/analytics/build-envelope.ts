import type { FactKind } from '../facts/facts.ts';
import type { Day, Instant } from '../time/day.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { catalogue, staleAfterHours, unitsOf } from './catalogue.ts';
import type { AnalyticId } from './catalogue.ts';
import type { Envelope, ReasonCode } from './envelope.ts';
import { usesStaleSource } from './services.ts';
import type { AnalyticContext } from './state.ts';

type Need = { what: string; have: number; required: number };
export type Window = { from: Day; to: Day; days: number };
export type Nulls = Partial<Record<string, ReasonCode>>;
/** Evidence an analytic reports beside its value; a released one names its release. */
export type Evidence = { window?: Window | null; n: number; coverage: number; asOf: Instant | null; releaseId?: string | null };

function frame(id: AnalyticId, ctx: AnalyticContext, evidence: Evidence) {
  return {
    analytic: id, units: unitsOf(id), window: evidence.window ?? null, n: evidence.n, coverage: roundHalfEven(evidence.coverage, 2),
    computedAt: ctx.now, asOf: evidence.asOf, formulaVersion: `${id}@${catalogue[id].formulaVersion}/s${ctx.settingsVersion}`,
    releaseId: evidence.releaseId ?? null, sources: ctx.sources,
  };
}

/** valueEnvelope wraps a value; it is `stale` from the start when a source it needs is stale. */
export function valueEnvelope<V>(id: AnalyticId, ctx: AnalyticContext, value: V, evidence: Evidence, nulls: Nulls = {}): Envelope<V> {
  return { ...frame(id, ctx, evidence), status: usesStaleSource(id, ctx.sources) ? 'stale' : 'ok', reason: null, value, nulls, need: null };
}

/** insufficientEnvelope says what is missing instead of guessing. */
export function insufficientEnvelope(id: AnalyticId, ctx: AnalyticContext, reason: ReasonCode, need: Need, evidence: Evidence): Envelope<never> {
  return { ...frame(id, ctx, evidence), status: 'insufficient', reason, value: null, nulls: {}, need };
}

/** suppressedEnvelope withholds a value for privacy or because the person declined it; only the reason is told. */
export function suppressedEnvelope(id: AnalyticId, ctx: AnalyticContext, reason: ReasonCode, evidence: Evidence): Envelope<never> {
  return { ...frame(id, ctx, evidence), status: 'suppressed', reason, value: null, nulls: {}, need: null };
}

const factWords: Partial<Record<FactKind, string>> = {
  topic_completions: 'topic completions', topics: 'topics', learning_events: 'learning events', assessment_attempts: 'assessment attempts',
  practice_results: 'practice results', skill_observations: 'skill observations', skill_levels: 'skill levels', skill_targets: 'skill targets',
  enrollments: 'enrollments', courses: 'courses',
};

/** missingSource is the `no-source` envelope when a required kind of fact is delivered by nobody, else null. */
export function missingSource(
  id: AnalyticId, ctx: AnalyticContext, required: readonly (readonly FactKind[])[] = catalogue[id].required,
): Envelope<never> | null {
  const missing = required.find((group) => !group.some((kind) => ctx.available.facts.has(kind)));
  if (missing === undefined) return null;
  const what = missing.map((kind) => factWords[kind] ?? kind).join(' or ');
  return insufficientEnvelope(id, ctx, 'no-source', { what, have: 0, required: 1 }, { n: 0, coverage: 0, asOf: null });
}

/** envelopeAt is an envelope as of a later reading: `ok` turns `stale` once its class's hours have passed; what comes from a release has a release's. */
export function envelopeAt<V>(envelope: Envelope<V>, now: Instant): Envelope<V> {
  const ageHours = (Date.parse(now) - Date.parse(envelope.computedAt)) / 3_600_000;
  const freshness = envelope.releaseId === null ? catalogue[envelope.analytic].freshness : 'release';
  const late = envelope.status === 'ok' && ageHours > staleAfterHours[freshness];
  return late ? { ...envelope, status: 'stale' } : envelope;
}
