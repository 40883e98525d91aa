import { describe, expect, it } from 'vitest';
import { rankAttention } from '../analytics/attention.ts';
import { computeLearner } from '../analytics/compute-learner.ts';
import type { LearnerState } from '../analytics/state.ts';
import { foldLearner } from '../rollups/fold-learner.ts';
import type { LearnerFacts } from '../rollups/learner-facts.ts';
import { buildAttempt, buildCompletion, buildEvent, buildFacts, on, utc, uuid } from '../testing/build-facts.ts';
import { buildContext, buildState, buildTarget, D } from '../testing/build-state.ts';
import { addDays } from '../time/day.ts';
import { calculateLearners, type CalculationContext, type LearnerInput } from './calculate.ts';

const { viewer: _viewer, windowDays: _windowDays, ...ctx } = buildContext();
const learner = { ...ctx, viewer: { role: 'learner' } } as const;
const attempts = (...scores: number[]) => scores.map((score, i) => buildAttempt(uuid('a5', i), on('2026-03-20', `1${i}:00`), score));
const known = { attempts: attempts(60, 80, 100), completions: [buildCompletion(uuid('10', 1), on('2026-03-28'))] };
const changed = buildFacts({ attempts: attempts(20, 40, 60), completions: [buildCompletion(uuid('10', 2), on('2026-03-30'))] });
const state = buildState(known, 40);

function calculateOne(input: Partial<LearnerInput>, context: CalculationContext = ctx) {
  const { results, failures } = calculateLearners([{ userId: uuid('aa', 1), state, facts: null, ...input }], context);
  expect(failures).toEqual([]);
  const [result] = results;
  if (result === undefined) throw new Error('no result');
  return result;
}

function broken(thrown: unknown): LearnerFacts {
  return { ...buildFacts(), get events(): never { throw thrown; } };
}

describe('calculateLearners', () => {
  it('without facts keeps the rollups that are stored: (60 + 80 + 100) / 3 = 80, and writes none', () => {
    const result = calculateOne({});
    expect(result.rollups).toBeNull();
    expect(result.analytics).toEqual(computeLearner(state, learner));
    expect(result.analytics.performance.value?.averagePct).toBe(80);
    expect(result.lastActivityDay).toBe('2026-03-28');
  });

  it('with facts folds them anew and leaves nothing of the old rollups: (20 + 40 + 60) / 3 = 40', () => {
    const result = calculateOne({ facts: changed });
    expect(result.rollups).toEqual(foldLearner(changed, utc));
    expect(result.analytics).toEqual(computeLearner({ ...state, ...foldLearner(changed, utc) }, learner));
    expect(result.analytics.performance.value?.averagePct).toBe(40);
    expect(result.lastActivityDay).toBe('2026-03-30');
    expect(state.summary.lastActivityDay).toBe('2026-03-28');
  });

  it('facts that are all gone empty the rollups instead of keeping the old', () => {
    const { rollups, analytics, lastActivityDay } = calculateOne({ facts: buildFacts() });
    expect(rollups).toMatchObject({ days: [], topics: [], items: [], skills: [], assessments: [], summary: { lastActivityDay: null, lastAttempts: [] } });
    expect([analytics.performance.status, lastActivityDay]).toEqual(['insufficient', null]);
  });

  it('the facts of a learner give the same result once stored as rollups', () => {
    const fresh = calculateOne({ facts: changed });
    const { rollups: _rollups, ...stored } = calculateOne({ state: { ...state, ...foldLearner(changed, utc) } });
    expect(fresh).toMatchObject(stored);
  });

  it('counts a streak of 200 days the same from fresh facts and from the newest 180 stored days', () => {
    const events = Array.from({ length: 200 }, (_, ago) => buildEvent({ occurredAt: on(addDays(D, -ago)), verb: 'read' }));
    const rollups = foldLearner(buildFacts({ events }), utc);
    expect(rollups.days).toHaveLength(200);
    const fresh = calculateOne({ facts: buildFacts({ events }) });
    const stored = calculateOne({ state: { ...state, ...rollups, days: rollups.days.slice(-180) } });
    expect(fresh.rollups).toEqual(rollups);
    expect(fresh.analytics).toEqual(stored.analytics);
    expect(fresh.analytics.engagement.value?.streak).toBe(180);
  });

  it('reports a learner whose data breaks a formula with the reason, in order, and goes on with the others', () => {
    const input = (n: number, facts: LearnerFacts | null): LearnerInput => ({ userId: uuid('aa', n), state, facts });
    const inputs = [input(1, null), input(2, broken(new Error('damaged row'))), input(3, changed), input(4, broken('bare text'))];
    const { results, failures } = calculateLearners(inputs, ctx);
    expect(results.map(({ userId }) => userId)).toEqual([uuid('aa', 1), uuid('aa', 3)]);
    expect(failures).toEqual([{ userId: uuid('aa', 2), reason: 'damaged row' }, { userId: uuid('aa', 4), reason: 'bare text' }]);
    expect(calculateLearners([], ctx)).toEqual({ results: [], failures: [] });
  });

  it('named gaps know the organization\'s targets only; the learner\'s own view puts their own target in its place', () => {
    const [shared, own, secret] = [uuid('50', 1), uuid('50', 2), uuid('50', 3)];
    const targets = [buildTarget(shared, 2), buildTarget(shared, 4, { origin: 'learner' }), buildTarget(own, 3), buildTarget(secret, 3, { origin: 'learner' })];
    const { analytics, namedGaps } = calculateOne({ state: { ...state, targets } });
    const targetsIn = (gaps: typeof namedGaps) => gaps.value?.unassessed.map(({ skillId, target }) => [skillId, target]);
    expect(targetsIn(namedGaps)).toEqual([[shared, 2], [own, 3]]);
    expect(targetsIn(analytics['skill-gaps'])).toEqual([[shared, 4], [own, 3], [secret, 3]]);
    expect(JSON.stringify(namedGaps)).not.toContain(secret);
  });

  it('a learner who has only targets of their own has none by name', () => {
    const { namedGaps } = calculateOne({ state: { ...state, targets: [buildTarget(uuid('50', 3), 3, { origin: 'learner' })] } });
    expect(namedGaps).toMatchObject({ status: 'insufficient', reason: 'no-target', value: null });
  });

  it('attention is that of the new analytics, silence counted to the organization\'s own day', () => {
    const silent: LearnerState = { ...state, summary: { ...state.summary, lastActivityDay: '2026-03-25' } };
    const { analytics, attention } = calculateOne({ state: silent });
    expect(attention).toEqual(rankAttention(analytics, '2026-03-25', D));
    expect(attention.reasons).not.toContainEqual(expect.objectContaining({ code: 'inactive' }));
    // 18:00 UTC on the 31st is the 1st of April in Tongatapu: seven days.
    expect(calculateOne({ state: silent }, { ...ctx, timeZone: 'Pacific/Tongatapu' }).attention.reasons)
      .toContainEqual({ code: 'inactive', text: 'No activity for 7 days' });
  });
});
