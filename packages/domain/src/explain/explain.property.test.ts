import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue, fieldOf, learnerAnalyticIds } from '../analytics/catalogue.ts';
import type { AnalyticId } from '../analytics/catalogue.ts';
import { computeLearner } from '../analytics/compute-learner.ts';
import { computeDropOffRisk } from '../analytics/drop-off-risk.ts';
import { dropOffFeatureNames } from '../analytics/drop-off-risk-model-features.ts';
import { headlineOf } from '../analytics/headline.ts';
import { computeOutcomeForecast } from '../analytics/outcome-forecast.ts';
import type { LearnerState } from '../analytics/state.ts';
import { foldLearner } from '../rollups/fold-learner.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { factSets } from '../testing/arbitrary-facts.ts';
import { utc, uuid } from '../testing/build-facts.ts';
import { buildModelCard } from '../testing/build-model-card.ts';
import { buildContext, buildPath, buildState, buildTarget, D } from '../testing/build-state.ts';
import { addDays } from '../time/day.ts';
import { explain } from './explain.ts';

const topics = [1, 3, 4].map((n) => uuid('10', n));
const states = fc.record({
  facts: factSets, tenure: fc.integer({ min: 1, max: 120 }), hasPath: fc.boolean(), target: fc.integer({ min: 0, max: 4 }),
  targetOffset: fc.integer({ min: -40, max: 200 }), windowDays: fc.constantFrom(7, 14, 30, 90), dayOffset: fc.integer({ min: 0, max: 40 }),
  business: fc.constantFrom(null, 'critical' as const, 'low' as const), withMinutes: fc.boolean(),
}).map(({ facts, tenure, hasPath, target, targetOffset, windowDays, dayOffset, business, withMinutes }) => {
  const state: LearnerState = buildState({}, tenure, {
    ...foldLearner(facts, utc), paths: hasPath ? [buildPath(topics, { targetDate: addDays(D, targetOffset) })] : [],
    targets: [1, 2, 3].map((n) => buildTarget(uuid('50', n), target, { business, prerequisites: [uuid('50', 1)] })),
    topicRefs: new Map(topics.map((id) => [id, { id, skillIds: [uuid('50', 1)], expectedMin: 30 }])),
  });
  const measures = new Set(withMinutes ? ['time-of-day', 'minutes'] as const : []);
  const { available } = buildContext();
  return { state, ctx: buildContext({ now: `${addDays(D, dayOffset)}T18:00:00.000Z`, windowDays, available: { ...available, measures } }) };
});

function publishedLast(id: AnalyticId, value: number | string | null | undefined): number | string | null | undefined {
  return typeof value === 'number' ? roundHalfEven(value, fieldOf(id, catalogue[id].headline.path)?.decimals ?? 0) : value;
}

const choices = {
  prediction: 'in' as const, card: buildModelCard({ features: dropOffFeatureNames.map((name) => ({ name, b: 0.5, mean: 3, sd: 2 })) }),
};

describe('explain', () => {
  it('ends with the published headline of the six: its last step, rounded, for any learner', () => {
    fc.assert(fc.property(states, ({ state, ctx }) => {
      const all = computeLearner(state, ctx);
      for (const id of learnerAnalyticIds) {
        const { value } = all[id];
        const last = explain(id, { kind: 'learner', learner: state }, ctx).steps.at(-1);
        expect(publishedLast(id, last?.value), id).toBe(value === null ? null : headlineOf(id, value as never).value);
      }
    }), { numRuns: 150 });
  });

  it('ends with the published risk and the topics left, and shows the probability of a model that passes', () => {
    fc.assert(fc.property(states, ({ state, ctx }) => {
      const risk = computeDropOffRisk(state, ctx, choices).value;
      const riskSteps = explain('drop-off-risk', { kind: 'learner', learner: state, choices }, ctx).steps;
      expect(publishedLast('drop-off-risk', riskSteps.at(-1)?.value)).toBe(risk?.score ?? null);
      expect(riskSteps.find(({ label }) => label === 'probability of the model')?.value).toBe(risk?.probability ?? undefined);
      const forecast = computeOutcomeForecast(state, ctx, { prediction: 'in' }).value;
      const steps = explain('outcome-forecast', { kind: 'learner', learner: state }, ctx).steps;
      expect(publishedLast('outcome-forecast', steps.at(-1)?.value)).toBe(forecast?.remainingTopics ?? null);
      if (forecast !== null) expect(steps[0]?.value).toBe(forecast.expected);
    }), { numRuns: 150 });
  });

  it('is whole for any learner: finite numbers, the same after a journey as JSON, nothing asked for is left out', () => {
    fc.assert(fc.property(states, ({ state, ctx }) => {
      for (const id of learnerAnalyticIds) {
        const explanation = explain(id, { kind: 'learner', learner: state }, ctx);
        expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
        expect(explanation.formula.source).not.toBe('');
        expect(explanation.steps.length).toBeGreaterThan(0);
        expect(explanation.steps.every(({ expression }) => !/NaN|Infinity|undefined/.test(expression))).toBe(true);
      }
    }), { numRuns: 100 });
  });

  it('refuses what is explained from its envelope only', () => {
    expect(() => explain('course-health', { kind: 'learner', learner: buildState({}, 10) }, buildContext())).toThrow(RangeError);
  });
});
