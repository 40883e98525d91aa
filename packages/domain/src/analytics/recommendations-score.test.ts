import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { borich, compareRecommendations, orderRecommendations, scoreRecommendation } from './recommendations-score.ts';
import { importanceOf } from './recommendations-state.ts';
import type { BorichPair } from './recommendations-state.ts';
import { recommendationBuckets } from './recommendations-value.ts';
import type { Recommendation } from './recommendations-value.ts';
import { defaultSettings } from './settings.ts';

const { recommend } = defaultSettings;
const item = (fields: Partial<Recommendation>): Recommendation => ({
  kind: 'topic', id: 't', bucket: 'ongoing', score: 50, reason: { code: 'borich', numbers: { borich: 0 } }, blockedBy: [], skillId: null, topicId: null,
  due: null, ...fields,
});
const idsOf = (items: readonly Recommendation[]) => items.map(({ id }) => id);

describe('scoreRecommendation', () => {
  it('priority 61.2, 1 of 2 met, index 70: 33.66 + 10 + 17.5 = 61.2', () => {
    expect(scoreRecommendation({ priority: 61.2, readiness: 0.5, index: 70 }, recommend)).toEqual({ score: 61.2, coverage: 1 });
  });
  it('the same without an index: 43.66/.75 = 58.2, coverage .75', () => {
    expect(scoreRecommendation({ priority: 61.2, readiness: 0.5, index: null }, recommend)).toEqual({ score: 58.2, coverage: 0.75 });
  });
  it('priority 40, no prerequisites, index 90: 22 + 20 + 22.5 = 64.5', () => {
    expect(scoreRecommendation({ priority: 40, readiness: 1, index: 90 }, recommend)).toEqual({ score: 64.5, coverage: 1 });
  });
  it('priority alone is the score: coverage .55', () => {
    const { score, coverage } = scoreRecommendation({ priority: 33.3, readiness: null, index: null }, recommend);
    expect(score).toBe(33.3);
    expect(coverage).toBeCloseTo(0.55, 12);
  });
  it('stays within 0..100 and never falls when a part rises', () => {
    const part = fc.option(fc.nat(100));
    fc.assert(fc.property(fc.nat(100), part, part, fc.nat(50), (priority, readiness, index, more) => {
      const upTo100 = (x: number | null) => (x === null ? null : Math.min(100, x));
      const of = (p: number, r: number | null, e: number | null) =>
        scoreRecommendation({ priority: Math.min(100, p), readiness: r === null ? null : Math.min(1, r / 100), index: upTo100(e) }, recommend).score;
      const score = of(priority, readiness, index);
      expect(score >= 0 && score <= 100 && !Object.is(score, -0)).toBe(true);
      expect(of(priority + more, readiness, index)).toBeGreaterThanOrEqual(score);
      if (readiness !== null) expect(of(priority, readiness + more, index)).toBeGreaterThanOrEqual(score);
      if (index !== null) expect(of(priority, readiness, index + more)).toBeGreaterThanOrEqual(score);
    }), { numRuns: 300 });
  });
});

describe('orderRecommendations', () => {
  it('bucket, then strategies, then unblocked, then score, then due with none last, then id', () => {
    const ordered = [
      item({ id: 'a', bucket: 'urgent', score: 1, blockedBy: ['x'] }), item({ id: 'b', bucket: 'this-week', kind: 'strategy', score: 1 }),
      item({ id: 'c', bucket: 'this-week', score: 9 }), item({ id: 'd', bucket: 'this-week', score: 8, due: '2026-04-01' }),
      item({ id: 'e', bucket: 'this-week', score: 8, due: '2026-05-01' }), item({ id: 'f', bucket: 'this-week', score: 8 }),
      item({ id: 'g', bucket: 'this-week', score: 8 }), item({ id: 'h', bucket: 'this-week', score: 99, blockedBy: ['x'] }),
      item({ id: 'i', kind: 'strategy', score: 100 }), item({ id: 'j', score: 100 }),
    ];
    expect(idsOf(orderRecommendations([...ordered].reverse(), 10))).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']);
  });
  it('keeps five, or as many as asked from 1 to 10, and two topics of one main skill', () => {
    const many = Array.from({ length: 12 }, (_, i) => item({ id: String.fromCharCode(97 + i), score: 50 - i }));
    expect([undefined, 3, 0, -5, 99].map((limit) => orderRecommendations(many, limit).length)).toEqual([5, 3, 1, 1, 10]);
    const ofOneSkill = many.slice(0, 4).map((one) => ({ ...one, skillId: 's' }));
    const same = [item({ id: 'r', kind: 'strategy', skillId: 's' }), ...ofOneSkill, item({ id: 'z', score: 1, skillId: 'u' })];
    expect(idsOf(orderRecommendations(same))).toEqual(['r', 'a', 'b', 'z']);
  });
  it('does not depend on the order it is given, and its order is total', () => {
    const any = fc.record({
      kind: fc.constantFrom('strategy' as const, 'topic' as const), id: fc.string({ maxLength: 4 }), bucket: fc.constantFrom(...recommendationBuckets),
      score: fc.nat(3), blockedBy: fc.subarray(['x']), skillId: fc.constantFrom('s', 'u', null), due: fc.constantFrom(null, '2026-04-01', '2026-04-02'),
    }).map(item);
    fc.assert(fc.property(fc.uniqueArray(any, { selector: ({ id }) => id, maxLength: 20 }), (items) => {
      const ordered = orderRecommendations(items, 10);
      expect(orderRecommendations([...items].reverse(), 10)).toEqual(ordered);
      ordered.slice(1).forEach((one, i) => expect(compareRecommendations(ordered[i] ?? one, one)).toBeLessThan(0));
    }), { numRuns: 300 });
  });
});

describe('borich', () => {
  const pair = (target: number, current: number, importance: number | null): BorichPair => ({ target, current, importance });
  it('(3,1,3) (2,2,2) (4,3,4): mean gap (2 + 0 + 1)/3 = 1, mean importance 9/3 = 3, need 3', () => {
    expect(borich([pair(3, 1, 3), pair(2, 2, 2), pair(4, 3, 4)])).toBe(3);
  });
  it('more than asked counts against the need: (1 - 3)/1 · 4 = -8; 2/3 · 1 = .67', () => {
    expect(borich([pair(1, 3, 4)])).toBe(-8);
    expect(borich([pair(2, 1, 1), pair(2, 1, 1), pair(2, 2, 1)])).toBe(0.67);
  });
  it('unknown importance is left out of its mean, all unknown or nobody is null', () => {
    expect(borich([pair(3, 1, 4), pair(3, 1, null)])).toBe(8);
    expect([borich([pair(3, 1, null)]), borich([])]).toEqual([null, null]);
    expect((['critical', 'high', 'medium', 'low', null] as const).map(importanceOf)).toEqual([4, 3, 2, 1, null]);
  });
  it('lies within -16..16 and does not depend on the order', () => {
    const level = fc.integer({ min: 0, max: 400 }).map((x) => x / 100);
    const any = fc.record({ target: level, current: level, importance: fc.option(fc.integer({ min: 1, max: 4 })) });
    fc.assert(fc.property(fc.array(any, { maxLength: 30 }), (pairs) => {
      const need = borich(pairs);
      expect(borich([...pairs].reverse())).toBe(need);
      if (need !== null) expect(Math.abs(need) <= 16 && !Object.is(need, -0)).toBe(true);
    }), { numRuns: 300 });
  });
});
