import { describe, expect, it } from 'vitest';
import { buildContext } from '../testing/build-state.ts';
import { insufficientEnvelope, valueEnvelope } from './build-envelope.ts';
import { ageOf, cardState } from './card-state.ts';
import type { Envelope, ReasonCode } from './envelope.ts';

const ctx = buildContext();
const need = { what: 'answers on one skill', have: 2, required: 3 };
const evidence = { n: 1, coverage: 1, asOf: null };
const value = (fields: Partial<Envelope<unknown>> = {}): Envelope<unknown> => ({ ...valueEnvelope('mastery', ctx, {}, evidence), ...fields });
const after = (hours: number) => new Date(Date.parse(ctx.now) + hours * 3_600_000).toISOString();
const insufficient = (reason: ReasonCode) => cardState(insufficientEnvelope('mastery', ctx, reason, need, evidence), ctx.now);

describe('cardState', () => {
  it('never calculated is the first run', () => expect(cardState(null, ctx.now)).toEqual({ state: 'first-run' }));
  it('below its evidence says 2 of 3; a true zero is empty; a missing source is not available', () => {
    expect(insufficient('too-few-observations')).toEqual({ state: 'insufficient', computedAt: ctx.now, reason: 'too-few-observations', need });
    expect([insufficient('no-target').state, insufficient('no-data').state]).toEqual(['empty', 'empty']);
    expect(insufficient('no-source')).toEqual({ state: 'not-available', computedAt: ctx.now, missing: 'answers on one skill' });
    const bare = (reason: ReasonCode | null) => cardState(value({ status: 'insufficient', value: null, reason, need: null }), ctx.now);
    expect(bare('no-source')).toMatchObject({ missing: null });
    expect(bare(null)).toMatchObject({ state: 'insufficient', reason: 'no-data' });
  });
  it('hidden by the group rule is suppressed, switched off is opted out', () => {
    const hidden = (reason: ReasonCode | null) => cardState(value({ status: 'suppressed', value: null, reason }), ctx.now);
    expect([hidden('differencing'), hidden(null), hidden('opted-out')]).toEqual([
      {
        state: 'suppressed', computedAt: ctx.now, reason: 'differencing' }, { state: 'suppressed', computedAt: ctx.now,
        reason: 'too-few' }, { state: 'opted-out', computedAt: ctx.now,
      },
    ]);
  });
  it('is fresh below 6 h, ageing to 24 h, stale beyond', () => {
    expect([0, 5.99, 6, 24, 24.01].map((hours) => cardState(value(), after(hours)).state)).toEqual(['fresh', 'fresh', 'ageing', 'ageing', 'stale']);
    expect(cardState(value(), after(2))).toMatchObject({ ageSeconds: 7200, partial: false, coverage: 1 });
    expect(cardState(value({ status: 'stale' }), after(7)).state).toBe('ageing');
  });
  it('of a stale source is stale at once', () => {
    const sources = [{ service: 'assessment', state: 'stale' as const, fetchedAt: null }];
    expect(cardState(value({ status: 'stale', sources }), ctx.now)).toMatchObject({ state: 'stale', cause: 'source' });
    expect(cardState(value({ sources }), ctx.now)).toMatchObject({ state: 'fresh' });
  });
  it('made of less than 80 % of its inputs is partial, and keeps its age; 80 % is whole', () => {
    const nulls = { hours: 'no-source', momentum: 'short-history' } as const;
    expect(cardState(value({ coverage: 0.79, nulls }), after(7))).toMatchObject({ state: 'low-coverage', age: 'ageing', missing: ['hours'], partial: true });
    expect(cardState(value({ coverage: 0.8 }), ctx.now).state).toBe('fresh');
    expect(cardState(value({ coverage: 0.5 }), after(25))).toMatchObject({ state: 'stale', cause: 'age', partial: true });
  });
  it('nightly analytics turn from fresh to stale at 30 h', () => {
    expect([30 * 3600, 30 * 3600 + 1].map((seconds) => ageOf(seconds, 'nightly'))).toEqual(['fresh', 'stale']);
    expect(ageOf(0, 'release')).toBe('fresh');
  });
});
