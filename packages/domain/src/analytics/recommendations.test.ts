import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLearner } from '../rollups/fold-learner.ts';
import { factSets } from '../testing/arbitrary-facts.ts';
import { buildAttempt, buildCompletion, buildEvent, buildObservation, on, utc, uuid } from '../testing/build-facts.ts';
import { buildContext, buildPath, buildState, buildTarget, D } from '../testing/build-state.ts';
import { idleReasons, undeclaredNumbers, unexplainedNulls } from '../testing/check-envelope.ts';
import { addDays } from '../time/day.ts';
import { computeRecommendations } from './recommendations.ts';
import type { LearnerRecommendationState } from './recommendations-state.ts';
import type { EnrollmentRef, LearnerState, LevelRef } from './state.ts';

const topic = (n: number) => uuid('10', n);
const ago = (days: number) => addDays(D, -days);
const level = (skillId: string, value: number): LevelRef => ({ skillId, level: value, assessedAt: on('2026-03-01'), by: 'trainer', acquired: null });
const course = (topicIds: string[], fields: Partial<EnrollmentRef> = {}): EnrollmentRef =>
  ({ courseId: 'c', enrolledDay: ago(59), status: 'active', dueDay: null, topicIds, ...fields });
const teaches = (skills: Record<number, string[]>): LearnerState['topicRefs'] =>
  new Map(Object.entries(skills).map(([n, skillIds]) => [topic(Number(n)), { id: topic(Number(n)), skillIds, expectedMin: null }]));

/** Active yesterday; sql 1 of 3 with prerequisites base (not met) and shell (met), go 3 of 4, base 2 of 3. */
const learner = (fields: Partial<LearnerState> = {}) => buildState({ events: [buildEvent({ occurredAt: on(ago(1)) })] }, 60, {
  targets: [buildTarget('sql', 3, { business: 'high', marketDemand: 60, careerImpact: 8, prerequisites: ['shell', 'base'] }),
    buildTarget('go', 4, { business: 'low', prerequisites: [] }), buildTarget('base', 3, { business: 'low', due: '2026-04-14' })],
  levels: [level('sql', 1), level('go', 3), level('base', 2), level('shell', 2)],
  topicRefs: teaches({ 1: ['sql', 'go'], 2: ['go'], 3: ['go'], 4: ['go'], 5: ['other'], 6: ['base'] }),
  enrollments: [course([topic(1), topic(2), topic(3), topic(5)])],
  ...fields,
});
const state = (fields: Partial<LearnerRecommendationState> = {}): LearnerRecommendationState => ({
  learner: learner(), indexByTopic: new Map([[topic(1), 70]]), archivedTopicIds: new Set(), thumbsDown: [], practisedSinceLastAttempt: null, riskBand: null,
  ...fields,
});
const compute = (given: LearnerRecommendationState, context: Parameters<typeof buildContext>[0] = {}, limit?: number) =>
  computeRecommendations(given, buildContext(context), limit);
const itemsOf = (given: LearnerRecommendationState, limit = 10) => compute(given, {}, limit).value?.items ?? [];
const idsOf = (given: LearnerRecommendationState) => itemsOf(given).map(({ id }) => id);
const withState = (fields: Partial<LearnerState>, more: Partial<LearnerRecommendationState> = {}) => state({ learner: learner(fields), ...more });

describe('topics to recommend', () => {
  it('priority 16.7 + 22.5 + 12 + 0 + 4 = 55.2, a gap of 2 is critical; 1 of 2 met, index 70: 30.36 + 10 + 17.5 = 57.9', () => {
    const envelope = compute(state());
    expect(envelope).toMatchObject({ status: 'ok', n: 3, coverage: 1, asOf: on(ago(1)), releaseId: null, formulaVersion: 'recommendations@1.0.0/s1' });
    expect(envelope.value?.view).toBe('learner');
    expect(envelope.value?.items[0]).toEqual({
      kind: 'topic', id: topic(1), bucket: 'urgent', score: 57.9, blockedBy: ['base'], skillId: 'sql', topicId: topic(1), due: null,
      reason: { code: 'closes-gap', numbers: { current: 1, target: 3, priority: 55.2, met: 1, all: 2, index: 70 } },
    });
  });
  it('a topic reached over two paths and a course appears once, with its gap skill of highest priority', () => {
    const paths = [buildPath([topic(1)]), buildPath([topic(1), topic(2)], { id: 'other' })];
    expect(idsOf(withState({ paths })).filter((id) => id === topic(1))).toHaveLength(1);
    expect(itemsOf(withState({ paths })).find(({ id }) => id === topic(1))?.skillId).toBe('sql');
  });
  it('topics done, archived, of courses left or ahead, or without a gap are left out', () => {
    expect(idsOf(state()).sort()).toEqual([topic(1), topic(2), topic(3)]);
    expect(idsOf(state({ archivedTopicIds: new Set([topic(1)]) })).sort()).toEqual([topic(2), topic(3)]);
    const done = learner();
    expect(idsOf(state({ learner: { ...done, topics: [{ topicId: topic(2), doneDay: ago(1), touched: true, bestPct: null, practicePassed: false, minutes: 0 }] } })))
      .toEqual([topic(1), topic(3)]);
    const enrollments = [course([topic(2)]), course([topic(1)], { status: 'withdrawn' }), course([topic(3)], { enrolledDay: addDays(D, 1) })];
    expect(idsOf(withState({ enrollments, paths: [buildPath([topic(4)], { status: 'cancelled' })] }))).toEqual([topic(2)]);
  });
  it('at most two topics of one main skill are told: go has 2, 3 and 4', () => {
    const given = withState({ enrollments: [course([topic(2), topic(3), topic(4)])] });
    expect(idsOf(given)).toEqual([topic(2), topic(3)]);
    expect(compute(given)).toMatchObject({ n: 3, coverage: 1 });
  });
  it('what was thumbed down 29 days ago is left out, 30 days ago no more, and not before it was', () => {
    const thumbed = (day: string) => idsOf(state({ thumbsDown: [{ id: topic(1), day }] })).includes(topic(1));
    expect([ago(0), ago(29), ago(30), addDays(D, 1)].map(thumbed)).toEqual([false, false, true, true]);
  });
  it('buckets by gap and due day: critical or due within 7 days urgent, high or within 14 this week, else ongoing', () => {
    const bucket = (due: string | null, current = 2) => itemsOf(withState({
      targets: [buildTarget('base', 3, { business: 'low', due })], levels: [level('base', current)], enrollments: [course([topic(6)])],
    }))[0]?.bucket;
    expect([ago(3), addDays(D, 7), addDays(D, 8), addDays(D, 14), addDays(D, 15), null].map((due) => bucket(due)))
      .toEqual(['urgent', 'urgent', 'this-week', 'this-week', 'ongoing', 'ongoing']);
    expect(bucket(null, 1)).toBe('urgent');
    const high = withState({ targets: [buildTarget('base', 1, { business: 'high' })], levels: [level('base', 0.2)], enrollments: [course([topic(6)])] });
    expect(itemsOf(high)[0]?.bucket).toBe('this-week');
  });
  it('cyclic prerequisites block both sides, and both are shown with what is missing', () => {
    const targets = [buildTarget('go', 4, { prerequisites: ['base', 'base', 'go'] }), buildTarget('base', 4, { prerequisites: ['go'] })];
    const items = itemsOf(withState({ targets, enrollments: [course([topic(2), topic(6)])] }));
    expect(items.map(({ id, blockedBy }) => [id, blockedBy])).toEqual([[topic(6), ['go']], [topic(2), ['base']]]);
  });
  it('a prerequisite is met when mastered, at its own target, or at level 2 without one', () => {
    const blocked = (fields: Partial<LearnerState>) => itemsOf(withState({
      targets: [buildTarget('sql', 3, { prerequisites: ['base'] })], enrollments: [course([topic(1)])], ...fields,
    }))[0]?.blockedBy;
    const sql = level('sql', 1);
    const known = [[level('base', 2)], [level('base', 1.9)], []];
    expect(known.map((levels) => blocked({ levels: [sql, ...levels] }))).toEqual([[], ['base'], ['base']]);
    const own = [buildTarget('sql', 3, { prerequisites: ['base'] }), buildTarget('base', 1)];
    expect(blocked({ targets: own, levels: [sql, level('base', 1)] })).toEqual([]);
    expect(blocked({ levels: [sql, { ...level('base', 0), level: null, acquired: true }] })).toEqual([]);
  });
  it('without any word on prerequisites they are not judged: (.25 · 66.7 + .30 · 25)/.55 = 43.9 and (.55 · 43.9 + .25 · 70)/.8 = 52.1', () => {
    const given = withState({ targets: [buildTarget('sql', 3, { business: 'low' })], levels: [level('sql', 1)], enrollments: [course([topic(1)])] });
    const envelope = compute(given);
    expect(envelope).toMatchObject({ coverage: 0.67, nulls: { 'items[].reason.numbers.met': 'no-source' } });
    expect(envelope.value?.items[0]).toMatchObject({ score: 52.1, blockedBy: [], reason: { numbers: { priority: 43.9, met: null, all: null, index: 70 } } });
  });
});

describe('strategies to recommend', () => {
  const silent = (days: number, more: Partial<LearnerRecommendationState> = {}, fields: Partial<LearnerState> = {}) => {
    const kept = learner(fields);
    return state({ ...more, learner: { ...kept, summary: { ...kept.summary, lastActivityDay: ago(days) } } });
  };
  const strategies = (given: LearnerRecommendationState) => itemsOf(given).filter(({ kind }) => kind === 'strategy');

  it('7 idle days: resume 95, this week; urgent from a high risk on; 6 days not', () => {
    expect(strategies(silent(7))).toMatchObject([{ id: 'resume', score: 95, bucket: 'this-week', reason: { numbers: { idleDays: 7 } } }]);
    expect(strategies(silent(6))).toEqual([]);
    const buckets = (['critical', 'high', 'medium', 'low'] as const).map((riskBand) => strategies(silent(7, { riskBand }))[0]?.bucket);
    expect(buckets).toEqual(['urgent', 'urgent', 'this-week', 'this-week']);
  });
  it('nothing to resume when nothing is open, or when no source tells of activity', () => {
    const over = silent(40, {}, { enrollments: [course([topic(1)], { status: 'completed' })] });
    expect(compute(over)).toMatchObject({ status: 'insufficient', reason: 'no-data' });
    const blind = { available: { facts: new Set(['skill_targets', 'skill_levels'] as const), measures: new Set<'minutes'>() } };
    expect(compute(silent(40), blind).value?.items.some(({ id }) => id === 'resume')).toBe(false);
  });
  it('last attempt failed and no practice since: 80; with practice, passed, or not known nothing', () => {
    const told = (pct: number, practisedSinceLastAttempt: boolean | null) => {
      const { summary } = buildState({ attempts: [buildAttempt('a', on(ago(1)), 90), buildAttempt('b', on(D), pct)] }, 9);
      return strategies(withState({ summary }, { practisedSinceLastAttempt }));
    };
    expect(told(40, false)).toMatchObject([{ id: 'practise-before-retry', score: 80, bucket: 'this-week', reason: { numbers: { pct: 40 } } }]);
    expect([told(40, true), told(40, null), told(70, false)]).toEqual([[], [], []]);
  });
  it('results 90 80 70 60 50 fall by 10 an attempt: revisit 70, ongoing', () => {
    const falling = buildState({ attempts: [90, 80, 70, 60, 50].map((pct, i) => buildAttempt(`a${i}`, on(ago(9 - i)), pct)) }, 60);
    const given = state({ learner: { ...learner(), assessments: falling.assessments, summary: { ...falling.summary, lastActivityDay: D } } });
    expect(strategies(given)).toMatchObject([{ id: 'revisit', score: 70, bucket: 'ongoing', reason: { numbers: { slope: -10 } } }]);
  });
  it('behind plan by 30 %: 50 + 30/2 = 65; by 93 %: 50 + 93/2 = 96.5 is 90 at most; a passed target day asks for no pace, nor does a plan that is kept', () => {
    const paced = (targetTopicsPerWeek: number, targetDate: string) => {
      const four = ['03-18', '03-20', '03-23', '03-24'].map((day, i) => buildCompletion(topic(i + 11), on(`2026-${day}`)));
      const path = buildPath(Array.from({ length: 10 }, (_, i) => topic(i + 11)), { targetTopicsPerWeek, targetDate });
      const { targets, levels } = learner();
      const paceMaker = buildState({ completions: four }, 20, { targets, levels, paths: [path] });
      return strategies(state({ learner: paceMaker })).filter(({ id }) => id === 'raise-pace');
    };
    expect(paced(2, '2026-04-20')).toMatchObject([{ score: 65, bucket: 'this-week', reason: { numbers: { averagePace: 1.4, requiredPace: 2.1 } } }]);
    expect(paced(20, '2026-04-20')).toMatchObject([{ score: 90 }]);
    expect(paced(2, D)).toEqual([]);
    expect(paced(1, '2026-04-20')).toEqual([]);
  });
  it('five right answers in January are .3104 retained by 31 March: review at 100 · .6896 = 69', () => {
    const observations = [1, 2, 3, 4, 5].map((day) => buildObservation('old', on(`2026-01-0${day}`), 1));
    const { skills } = buildState({ observations }, 90);
    expect(strategies(withState({ skills }))).toMatchObject([
      { id: 'review:old', score: 69, bucket: 'this-week', skillId: 'old', topicId: null, reason: { numbers: { retained: 0.3104 } } },
    ]);
  });
  it('strategies stand before topics of their bucket, and can be thumbed down too', () => {
    expect(itemsOf(silent(7, { riskBand: 'high' })).map(({ id }) => id).slice(0, 2)).toEqual(['resume', topic(1)]);
    expect(strategies(silent(7, { thumbsDown: [{ id: 'resume', day: D }] }))).toEqual([]);
  });
});

describe('recommendations that cannot be given', () => {
  it('need skill gaps: their reason is passed on', () => {
    const aimless = compute(withState({ targets: [] }));
    expect(aimless).toMatchObject({ status: 'insufficient', reason: 'no-target', need: { what: 'skill targets', have: 0, required: 1 } });
    const blind = { available: { facts: new Set(['learning_events'] as const), measures: new Set<'minutes'>() } };
    expect(compute(state(), blind)).toMatchObject({ status: 'insufficient', reason: 'no-source' });
  });
  it('need a candidate: no open topic and no sign is no-data', () => {
    const content = compute(withState({ enrollments: [course([])] }));
    expect(content).toMatchObject({ status: 'insufficient', reason: 'no-data', n: 0, need: { have: 0, required: 1 } });
  });
  it('are stale from the start when the targets are', () => {
    expect(compute(state(), { sources: [{ service: 'directory', state: 'stale', fetchedAt: null }] }).status).toBe('stale');
  });
  it('follow the targets of who looks: a learner’s own target is not the trainer’s matter', () => {
    const targets = [buildTarget('go', 4, { origin: 'learner' })];
    expect(compute(withState({ targets })).status).toBe('ok');
    expect(compute(withState({ targets }), { viewer: { role: 'trainer' } })).toMatchObject({ reason: 'no-target' });
  });
});

describe('recommendations to anyone', () => {
  /** Not every recommendation is about a skill or a topic. */
  const plain = ['items[].skillId', 'items[].topicId'];
  it('are whole, five at most, in range, and the same in any order of rows', () => {
    const cases = fc.record({ facts: factSets, offset: fc.integer({ min: -5, max: 60 }), target: fc.integer({ min: 0, max: 4 }), index: fc.nat(100) });
    fc.assert(fc.property(cases, ({ facts, offset, target, index }) => {
      const folded = foldLearner(facts, utc);
      const skills = [1, 2, 3, 4].map((n) => uuid('50', n));
      const one = buildState({}, 30, {
        ...folded, targets: skills.map((skillId, i) => buildTarget(skillId, target, { prerequisites: skills.slice(i), due: addDays(D, 10 * i) })),
        topicRefs: teaches({ 1: skills.slice(0, 2), 3: skills.slice(1), 4: skills }), paths: [buildPath([topic(1), topic(3)], { targetDate: '2026-05-01' })],
        enrollments: [course([topic(4), topic(3)])],
      });
      const ctx = { now: `${addDays(D, offset)}T18:00:00.000Z` };
      const given = state({ learner: one, indexByTopic: new Map([[topic(3), index]]), practisedSinceLastAttempt: false });
      const envelope = compute(given, ctx);
      expect(JSON.parse(JSON.stringify(envelope))).toEqual(envelope);
      expect(JSON.stringify(envelope)).not.toMatch(/-0[,}\]]/);
      expect([undeclaredNumbers(envelope), unexplainedNulls(envelope, plain), idleReasons(envelope)]).toEqual([[], [], []]);
      const items = envelope.value?.items ?? [];
      expect(items.length <= 5 && items.every(({ score }) => score >= 0 && score <= 100)).toBe(true);
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
      const turned = {
        ...one, topics: [...one.topics].reverse(), skills: [...one.skills].reverse(), targets: [...one.targets].reverse(),
        enrollments: [...one.enrollments].reverse(),
      };
      expect(compute({ ...given, learner: turned }, ctx)).toEqual(envelope);
    }), { numRuns: 200 });
  });
});
