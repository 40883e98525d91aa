import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLearner } from '../rollups/fold-learner.ts';
import { factSets } from '../testing/arbitrary-facts.ts';
import { utc, uuid } from '../testing/build-facts.ts';
import { buildContext, buildPath, buildState, buildTarget, D } from '../testing/build-state.ts';
import { addDays } from '../time/day.ts';
import { bandOf, bandsOf } from './bands.ts';
import { cardState } from './card-state.ts';
import { learnerAnalyticIds } from './catalogue.ts';
import type { LearnerAnalyticId } from './catalogue.ts';
import { computeLearner } from './compute-learner.ts';
import { greetLearner } from './greeting.ts';
import { headlineOf } from './headline.ts';
import { insightsFor } from './insights.ts';
import type { LearnerAnalytics } from './values.ts';

const topics = [1, 2, 3, 4].map((n) => uuid('10', n));
const context = (dayOffset: number, windowDays: number) => buildContext({ now: `${addDays(D, dayOffset)}T18:00:00.000Z`, windowDays,
  timeZone: 'Europe/Berlin' });
/** Words that only the learner may hear. */
const toTheLearner = /\byou(r|rs|rself)?\b/i;
const cases = fc.record({
  facts: factSets, tenure: fc.integer({ min: 1, max: 200 }), dayOffset: fc.integer({ min: -5, max: 60 }), windowDays: fc.constantFrom(7, 14, 30, 90),
  targetOffset: fc.integer({ min: -100, max: 400 }), pace: fc.option(fc.constantFrom(0, 0.5, 2)), hasPath: fc.boolean(), target: fc.integer({ min: 0, max: 4 }),
});
type Case = typeof cases extends fc.Arbitrary<infer C> ? C : never;

function compute({ facts, tenure, dayOffset, windowDays, targetOffset, pace, hasPath, target }: Case): LearnerAnalytics {
  const path = buildPath(topics.filter((id) => id !== uuid('10', 2)), { targetDate: addDays(D, targetOffset), targetTopicsPerWeek: pace });
  const state = buildState({}, tenure, {
    ...foldLearner(facts, { ...utc, timeZone: 'Europe/Berlin' }), paths: hasPath ? [path] : [], targets: [1, 2].map((n) => buildTarget(uuid('50', n), target)),
  });
  return computeLearner(state, context(dayOffset, windowDays));
}

function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

function describeValue<Id extends LearnerAnalyticId>(id: Id, value: NonNullable<LearnerAnalytics[Id]['value']>) {
  const toldInsights = insightsFor(id, value, () => null, { voice: 'they', name: null });
  return { band: bandOf(id, value), insights: insightsFor(id, value), toldInsights, headline: headlineOf(id, value) };
}

describe('analytics of any learner', () => {
  it('are whole: a value or a reason with its need, finite numbers, never -0, the same after a journey as JSON', () => {
    fc.assert(fc.property(cases, (one) => {
      const all = compute(one);
      for (const id of learnerAnalyticIds) {
        const envelope = all[id];
        expect(envelope.value === null).toBe(envelope.status === 'insufficient');
        expect(envelope.need === null && envelope.reason === null).toBe(envelope.status === 'ok');
        expect(numbersOf(envelope).every((number) => Number.isFinite(number) && !Object.is(number, -0))).toBe(true);
        expect(envelope.coverage).toBeGreaterThanOrEqual(0);
        expect(envelope.coverage).toBeLessThanOrEqual(1);
      }
      expect(JSON.parse(JSON.stringify(all))).toEqual(all);
    }), { numRuns: 200 });
  });

  it('stay in their ranges: scores and percents 0..100, levels 0..4, probabilities 0..1, intervals in order', () => {
    fc.assert(fc.property(cases, (one) => {
      const { engagement, mastery, performance, 'skill-gaps': gaps } = compute(one);
      const within = (value: number | null | undefined, lo: number, hi: number) => value === null || value === undefined || (value >= lo && value <= hi);
      expect(within(engagement.value?.score, 0, 100) && within(engagement.value?.diversity, 0, 1)).toBe(true);
      expect(mastery.value?.skills.every((skill) => within(skill.L, 0, 1) && within(skill.retained, 0, skill.L ?? 1) && within(skill.halfLifeDays, 3,
        274)) ?? true).toBe(true);
      expect(within(performance.value?.averagePct, performance.value?.worstPct ?? 0, performance.value?.bestPct ?? 100)).toBe(true);
      expect(within(performance.value?.nextScore?.expected, performance.value?.nextScore?.low ?? 0, performance.value?.nextScore?.high ?? 100)).toBe(true);
      expect(gaps.value?.gaps.every((gap) => within(gap.gap, 0, 4) && within(gap.priority, 0, 100)) ?? true).toBe(true);
    }), { numRuns: 200 });
  });

  it('name each null field with its reason, and no field that has a value', () => {
    fc.assert(fc.property(cases, (one) => {
      const { 'learning-velocity': velocity, performance } = compute(one);
      for (const envelope of [velocity, performance]) {
        if (envelope.value === null) continue;
        const nulls = Object.entries(envelope.value).filter(([field, value]) =>
          value === null && field !== 'pathId' && field !== 'pathTitle').map(([field]) => field);
        expect(nulls.filter((field) => envelope.nulls[field] === undefined)).toEqual([]);
        expect(Object.keys(envelope.nulls).filter((field) => !nulls.includes(field))).toEqual([]);
      }
    }), { numRuns: 200 });
  });

  it('can always be shown: a card state, a band of the list, one to three insights, a headline, a greeting, by the same rules in both voices', () => {
    fc.assert(fc.property(cases, (one) => {
      const all = compute(one);
      const told = greetLearner(all, () => null, { voice: 'they', name: 'Maya' });
      expect(told.rule).toBe(greetLearner(all).rule);
      expect(told.text).not.toMatch(toTheLearner);
      for (const id of learnerAnalyticIds) {
        const { value } = all[id];
        expect(cardState(all[id], buildContext().now).state).not.toBe('first-run');
        if (value === null) continue;
        const { band, insights, toldInsights } = describeValue(id, value);
        expect(toldInsights.map(({ rule }) => rule)).toEqual(insights.map(({ rule }) => rule));
        expect(toldInsights.map(({ text }) => text).join(' ')).not.toMatch(toTheLearner);
        expect(bandsOf[id].map((known) => known.id)).toContain(band.id);
        expect(insights.length).toBeGreaterThanOrEqual(1);
        expect(insights.length).toBeLessThanOrEqual(3);
      }
    }), { numRuns: 200 });
  });
});
