import { describe, expect, it } from 'vitest';
import { buildCompletion, buildEvent, on, uuid } from '../testing/build-facts.ts';
import { buildContext, buildPath, buildState, D } from '../testing/build-state.ts';
import { computeLearningVelocity } from './learning-velocity.ts';
import { momentumOf } from './learning-velocity.ts';
import { choosePath } from './velocity-scope.ts';
import type { PathRef } from './state.ts';

const topics = Array.from({ length: 20 }, (_, i) => uuid('10', i + 1));
const done = (...days: string[]) => days.map((day, i) => buildCompletion(topics[i] ?? '', on(`2026-${day}`)));
const other = uuid('10', 99);

function compute(completions: ReturnType<typeof done>, tenure: number, paths: PathRef[], context: Parameters<typeof buildContext>[0] = {}) {
  return computeLearningVelocity(buildState({ completions }, tenure, { paths }), buildContext(context));
}
const nine = done('02-05', '02-20', '03-04', '03-10', '03-19', '03-24', '03-25', '03-29', '03-31');
const twenty = buildPath(topics, { targetDate: '2026-05-11' });
const four = [...done('03-18', '03-20', '03-23', '03-24')];

describe('learning velocity', () => {
  it('9 of 20 topics, target 7·20/100 = 1.4: 7·7/30 = 1.63 is 16.4 % above, 11 left take 6.7 weeks to 18 May, late, 77/41 = 1.88 required', () => {
    const envelope = compute(nine, 60, [twenty]);
    expect(envelope).toMatchObject({
      status: 'ok', reason: null, n: 7, coverage: 1, window: { from: '2026-03-02', to: D, days: 30 }, formulaVersion: 'learning-velocity@1.0.0/s1',
      asOf: on('2026-03-31'), computedAt: `${D}T18:00:00.000Z`, releaseId: null, need: null,
    });
    expect(envelope.value).toMatchObject({
      scope: 'path', currentPace: 3, previousPace: 2, momentumPct: 50, momentum: 'accelerating', averagePace: 1.63, targetPace: 1.4, variancePct: 114.3,
      averageVariancePct: 16.4, paceStatus: 'on-track', remainingTopics: 11, totalTopics: 20, estimatedWeeks: 6.7, predictedDate: '2026-05-18', onTrack: false,
      requiredPace: 1.88, weekly: [1, 0, 1, 0, 2, 0, 2, 3], hours: 0, hoursPerTopic: 0,
      milestones: [{ share: 0.25, topics: 5, day: '2026-03-19' }, { share: 0.5, topics: 10, day: null }, { share: 0.75, topics: 15, day: null },
        { share: 1, topics: 20, day: null }],
    });
    expect(envelope.value?.weekEnds.at(-1)).toBe(D);
    expect(envelope.nulls).toEqual({});
    expect(envelope.units['averagePace']).toBe('topics/week');
  });

  it('20 days, 2 a week asked: 4·7/20 = 1.4 is 30 % below, behind; nothing this week is stalled, 6 left to 30 April need 42/20 = 2.1', () => {
    const completions = [...four, buildCompletion(other, on('2026-03-30'))];
    const path = buildPath(topics.slice(0, 10), { targetTopicsPerWeek: 2, targetDate: '2026-04-20' });
    expect(compute(completions, 20, [path]).value).toMatchObject({
      currentPace: 0, momentumPct: -100, momentum: 'stalled', averagePace: 1.4, variancePct: -100, averageVariancePct: -30, paceStatus: 'behind',
      remainingTopics: 6,
      estimatedWeeks: 4.3, predictedDate: '2026-04-30', requiredPace: 2.1,
    });
  });

  it('the same without a path counts all topics: 1 this week of 4 before is -75 %, 5·7/20 = 1.75, and every target is null with no-target', () => {
    const envelope = compute([...four, buildCompletion(other, on('2026-03-30'))], 20, []);
    expect(envelope.value).toMatchObject({
      scope: 'all', currentPace: 1, averagePace: 1.75, momentumPct: -75, momentum: 'slowing', targetPace: null, requiredPace: null, paceStatus: null,
      remainingTopics: null, predictedDate: null, onTrack: null, milestones: [],
    });
    expect(envelope).toMatchObject({ coverage: 0.25, nulls: { targetPace: 'no-target', onTrack: 'no-target', paceTrend: 'short-history' } });
  });

  it('all 4 topics done is finished on 24 March, one day late: required 0, average 4·7/30 = .93', () => {
    const envelope = compute(four, 40, [buildPath(topics.slice(0, 4), { targetDate: '2026-03-23' })]);
    expect(envelope.value).toMatchObject({
      momentum: 'finished', predictedDate: '2026-03-24', onTrack: false, requiredPace: 0, averagePace: 0.93, estimatedWeeks: 0,
    });
    expect(envelope.nulls).toMatchObject({ momentumPct: 'finished', variancePct: 'finished', paceStatus: 'finished' });
  });

  it('6 days of history are insufficient: 6 of 7', () => {
    expect(compute([], 6, [])).toMatchObject({
      status: 'insufficient', reason: 'short-history', value: null, need: { what: 'days of history', have: 6, required: 7 }, units: { hours: 'h' },
    });
  });
  it('an enrollment ahead of today has 0 days of history, not a negative number', () => {
    expect(compute([], -3, []).need).toMatchObject({ have: 0 });
  });

  it('7 days: one block, no momentum and no previous week; hours 30/60 = .5 over no topic are null', () => {
    const events = [buildEvent({ occurredAt: on('2026-03-30'), durationMin: 30 })];
    const envelope = computeLearningVelocity(buildState({ events, completions: done('03-31') }, 7), buildContext({ windowDays: 90 }));
    expect(envelope.value).toMatchObject({ currentPace: 1, averagePace: 1, momentum: null, momentumPct: null, weekly: [1], hours: 0.5, hoursPerTopic: 0.5 });
    expect(envelope).toMatchObject({ nulls: { momentum: 'short-history', momentumPct: 'short-history' }, window: { days: 7 } });
    const silent = computeLearningVelocity(buildState({ events }, 7), buildContext());
    expect(silent).toMatchObject({ value: { hours: 0.5, hoursPerTopic: null }, nulls: { hoursPerTopic: 'no-data' } });
  });

  it('no pace never ends: predicted null, zero-pace, not on track; no target date leaves onTrack null', () => {
    const late = compute([], 60, [twenty]);
    expect(late).toMatchObject({
      value: { predictedDate: null, estimatedWeeks: null, onTrack: false }, nulls: { predictedDate: 'zero-pace', estimatedWeeks: 'zero-pace' },
    });
    const open = compute([], 60, [buildPath(topics)]);
    expect(open).toMatchObject({
      value: { onTrack: null, targetPace: null, requiredPace: null },
      nulls: { onTrack: 'no-target', requiredPace: 'no-target', targetPace: 'no-target', variancePct: 'no-target', targetDate: 'no-target' },
    });
  });
  it('more than 1,825 days are beyond the horizon: 7·19/.08 = 1,662 days fit, 7·39/.08 = 3,412 do not', () => {
    const many = Array.from({ length: 40 }, (_, i) => uuid('10', i + 1));
    const slow = (ids: string[]) => compute(done('03-30'), 120, [buildPath(ids, { targetDate: '2026-05-11' })], { windowDays: 90 });
    expect(slow(topics)).toMatchObject({ value: { averagePace: 0.08, predictedDate: '2030-10-19' } });
    expect(slow(many)).toMatchObject({ value: { predictedDate: null, onTrack: false }, nulls: { predictedDate: 'beyond-horizon' } });
  });
  it('a target day of today has passed, a target before the start gives no pace, a pace of 0 no variance', () => {
    expect(compute(nine, 60, [buildPath(topics, { targetDate: D })]).nulls).toMatchObject({ requiredPace: 'target-date-passed' });
    expect(compute(nine, 60, [buildPath(topics, { targetDate: '2026-01-01' })])).toMatchObject({
      value: { targetPace: null }, nulls: { targetPace: 'no-target' },
    });
    expect(compute(nine, 60, [buildPath(topics, { targetTopicsPerWeek: 0 })])).toMatchObject({
      value: { targetPace: 0, variancePct: null }, nulls: { variancePct: 'zero-target' },
    });
  });
  it('a path without topics is finished, on no day', () => {
    expect(compute(nine, 60, [buildPath([], { targetDate: '2026-05-11' })])).toMatchObject({
      value: { momentum: 'finished', predictedDate: null, onTrack: null, milestones: [] }, nulls: { predictedDate: 'no-data', onTrack: 'no-data' },
    });
  });
  it('bands on published numbers: 20 % is on track and steady, 20.1 % ahead and accelerating', () => {
    const momentum = (momentumPct: number) => momentumOf({ currentPace: 1, previousPace: 1, momentumPct, tenure: 14, finished: false }, 20);
    expect([20, 20.1, -20, -20.1].map(momentum)).toEqual(['steady', 'accelerating', 'steady', 'slowing']);
    expect(momentumOf({ currentPace: 2, previousPace: 0, momentumPct: null, tenure: 14, finished: false }, 20)).toBe('accelerating');
    const status = (perWeek: number) => compute(done('03-28', '03-29', '03-30', '03-31'), 28,
      [buildPath(topics, { targetTopicsPerWeek: perWeek })]).value?.paceStatus;
    expect([0.83, 0.84, 1.25, 1.26].map(status)).toEqual(['ahead', 'on-track', 'on-track', 'behind']);
  });
  it('without minutes hours are null, no-source; without completions all is no-source', () => {
    expect(compute(nine, 60, [twenty], { available: { ...buildContext().available, measures: new Set() } })).toMatchObject({
      coverage: 0.75, nulls: { hours: 'no-source', hoursPerTopic: 'no-source' },
    });
    expect(compute(nine, 60, [], { available: { facts: new Set(['topics'] as const), measures: new Set() } })).toMatchObject({
      status: 'insufficient', reason: 'no-source', need: { what: 'topic completions', have: 0, required: 1 },
    });
  });
  it('takes the path asked for, else the earliest target date, none last, then the id', () => {
    const path = (id: string, targetDate: string | null, status: PathRef['status'] = 'active') => buildPath([], { id, targetDate, status });
    const paths = [path('d', null), path('c', '2026-06-01'), path('b', '2026-05-01'), path('a', '2026-05-01'), path('e', '2026-01-01', 'completed')];
    expect([choosePath(paths)?.id, choosePath(paths, 'd')?.id, choosePath(paths, 'e')?.id, choosePath([])]).toEqual(['a', 'd', 'a', null]);
  });
  it('is stale from the start when a source it needs, or one that may deliver it, is stale; another is no matter', () => {
    const status = (service: string) => compute(nine, 60, [twenty], { sources: [{ service, state: 'stale', fetchedAt: null }] }).status;
    expect([status('course-builder'), status('oulad-import'), status('devlab')]).toEqual(['stale', 'stale', 'ok']);
  });
});
