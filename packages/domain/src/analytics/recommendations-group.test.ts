import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildContext } from '../testing/build-state.ts';
import { idleReasons, undeclaredNumbers, unexplainedNulls } from '../testing/check-envelope.ts';
import type { CourseContentEffectiveness, ItemResult } from './content-effectiveness-value.ts';
import { computeCourseRecommendations, computeOrganizationRecommendations } from './recommendations.ts';
import type { BorichPair, CourseRecommendationState, OrganizationRecommendationState } from './recommendations-state.ts';
import { wordRecommendation } from './recommendations-words.ts';

const itemResult = (itemId: string | null, rows: number, flags: ItemResult['flags'], fields: Partial<ItemResult> = {}): ItemResult => ({
  assessmentId: 'quiz', itemId, facility: 0.5, discrimination: 0.3, rows, flags, discriminationBand: null, ...fields,
});
const step = (k: number, stopped: number, h: number | null, flag: boolean | null) =>
  ({ k, reached: 60, censored: 0, risk: 60, stopped, h, lo: 0.1, hi: 0.5, shown: true, flag });
const content = (fields: Partial<CourseContentEffectiveness> = {}): CourseContentEffectiveness => ({
  view: 'course', courseId: 'c', enrolled: 66, items: [], alphas: [], gain: null, dropOff: null,
  index: { value: null, parts: { gain: null, items: null, discrimination: null, dropOff: null }, coverage: 0 }, ...fields,
});
const course = (fields: Partial<CourseRecommendationState> = {}): CourseRecommendationState => ({
  courseId: 'c', enrolled: 80, topicIds: ['t1', 't2', 't3'], content: content(), atRisk: [], asOf: null, ...fields,
});
/** Not every recommendation is about a skill or a topic. */
const plain = ['items[].skillId', 'items[].topicId'];
const trainer = buildContext({ viewer: { role: 'trainer' } });
const admin = buildContext({ viewer: { role: 'org_admin' } });

describe('recommendations for a course', () => {
  const items = [itemResult('q1', 40, ['too-hard'], { facility: 0.1 }), itemResult('q2', 40, ['key-error'], { discrimination: -0.2 }),
    itemResult('q3', 60, []), itemResult(null, 50, ['too-easy'], { facility: 0.97 })];
  const full = course({
    content: content({ items, dropOff: { threshold: 0.14, steps: [step(0, 2, 0.0333, false), step(1, 24, 0.4, true), step(2, 3, null, null)] } }),
    atRisk: ['a', 'b', 'c'].map((learnerId) => ({ learnerId, reasons: ['idle'] })),
  });

  it('most affected learners first, then id: 50 too easy, 40 key error before 40 too hard, 24 stopped, 3 at risk; 50 of 80 is 62.5', () => {
    const envelope = computeCourseRecommendations(full, trainer);
    expect(envelope).toMatchObject({ status: 'ok', n: 5, coverage: 1, value: { view: 'course' } });
    expect(envelope.value?.items.map(({ id, score }) => [id, score])).toEqual([
      ['too-easy:quiz', 62.5], ['key-error:quiz:q2', 50], ['too-hard:quiz:q1', 50], ['drop-off-step:1', 30], ['at-risk', 3.8],
    ]);
    expect([undeclaredNumbers(envelope), unexplainedNulls(envelope, plain), idleReasons(envelope)]).toEqual([[], [], []]);
    expect(envelope.value?.items[3]).toEqual({
      kind: 'course-action', id: 'drop-off-step:1', bucket: 'ongoing', score: 30, blockedBy: [], skillId: null, topicId: 't2', due: null,
      reason: { code: 'drop-off-step', numbers: { position: 1, h: 0.4, learners: 24 } },
    });
    expect(envelope.value?.items.map((item) => wordRecommendation(item))).toEqual([
      'Too easy: facility 0.97, 50 learners', 'Check the key of an item: discrimination -0.2, 40 learners', 'Too hard: facility 0.1, 40 learners',
      '24 learners stopped after topic 1, 40 % of those who reached it', '3 learners at risk: see who, and why',
    ]);
  });
  it('nothing flagged and nobody at risk is no-data; what is not known lowers the coverage', () => {
    expect(computeCourseRecommendations(course(), trainer)).toMatchObject({ status: 'insufficient', reason: 'no-data', n: 0, coverage: 1 });
    expect(computeCourseRecommendations(course({ content: null, atRisk: null }), trainer)).toMatchObject({ reason: 'no-data', coverage: 0 });
    const one = computeCourseRecommendations(course({ content: null, enrolled: 0, atRisk: [{ learnerId: 'a', reasons: ['idle'] }] }), trainer);
    expect(one).toMatchObject({ status: 'ok', coverage: 0.5, value: { items: [{ id: 'at-risk', score: 0 }] } });
  });
  it('do not depend on the order of items and learners', () => {
    const turned = { ...full, content: content({ ...full.content, items: [...items].reverse() }) };
    expect(computeCourseRecommendations(turned, trainer)).toEqual(computeCourseRecommendations(full, trainer));
  });
});

describe('recommendations for an organization', () => {
  const pairs = (n: number, pair: BorichPair) => Array.from({ length: n }, () => pair);
  const state = (skills: OrganizationRecommendationState['skills']): OrganizationRecommendationState => ({ releaseId: '2026-03-30', asOf: null, skills });
  const compute = (skills: OrganizationRecommendationState['skills']) => computeOrganizationRecommendations(state(skills), admin);

  it('10 learners: sql 2 levels · 3 = 6, 37.5 of 100; go -1 · 2 = -2 is 0; 9 learners of ts are left out', () => {
    const envelope = compute([
      { skillId: 'go', pairs: pairs(10, { target: 2, current: 3, importance: 2 }) },
      { skillId: 'ts', pairs: pairs(9, { target: 4, current: 0, importance: 4 }) },
      { skillId: 'sql', pairs: pairs(10, { target: 3, current: 1, importance: 3 }) },
    ]);
    expect(envelope).toMatchObject({ status: 'ok', n: 2, coverage: 0.67, releaseId: '2026-03-30', value: { view: 'organization' } });
    expect(envelope.value?.items).toMatchObject([
      { kind: 'skill', id: 'sql', skillId: 'sql', score: 37.5, reason: { code: 'borich', numbers: { borich: 6 } } },
      { id: 'go', score: 0, reason: { numbers: { borich: -2 } } },
    ]);
    expect(envelope.value?.items.map((item) => wordRecommendation(item, (id) => id.toUpperCase()))[0]).toBe('Weighted need for SQL: 6');
    expect([undeclaredNumbers(envelope), unexplainedNulls(envelope, plain), idleReasons(envelope)]).toEqual([[], [], []]);
  });
  it('equal needs go by id', () => {
    const same = pairs(10, { target: 3, current: 1, importance: 3 });
    expect(compute([{ skillId: 'b', pairs: same }, { skillId: 'a', pairs: same }]).value?.items.map(({ id }) => id)).toEqual(['a', 'b']);
  });
  it('no skill with 10 learners is suppressed, too few; none of known importance too; no targets at all are insufficient', () => {
    expect(compute([{ skillId: 'ts', pairs: pairs(9, { target: 4, current: 0, importance: 4 }) }])).toMatchObject({
      status: 'suppressed', reason: 'too-few', value: null, n: 0, releaseId: '2026-03-30',
    });
    expect(compute([{ skillId: 'ts', pairs: pairs(10, { target: 4, current: 0, importance: null }) }])).toMatchObject({ status: 'suppressed' });
    expect(compute([])).toMatchObject({ status: 'insufficient', reason: 'no-data' });
  });
  it('a higher k hides more: 10 learners under k 11', () => {
    const settings = { ...admin.settings, privacyK: 11 };
    const skills = [{ skillId: 'sql', pairs: pairs(10, { target: 3, current: 1, importance: 3 }) }];
    expect(computeOrganizationRecommendations(state(skills), { ...admin, settings })).toMatchObject({ status: 'suppressed', reason: 'too-few' });
  });
  it('never show a skill below k, in any order of skills and people', () => {
    const pair = fc.record({ target: fc.nat(4), current: fc.nat(4), importance: fc.option(fc.integer({ min: 1, max: 4 })) });
    const skill = fc.record({ skillId: fc.string({ maxLength: 3 }), pairs: fc.array(pair, { maxLength: 14 }) });
    const skills = fc.uniqueArray(skill, { selector: ({ skillId }) => skillId });
    fc.assert(fc.property(skills, (given) => {
      const envelope = compute(given);
      const small = new Set(given.filter((one) => one.pairs.length < 10).map(({ skillId }) => skillId));
      expect(envelope.value?.items.some(({ id }) => small.has(id)) ?? false).toBe(false);
      expect(compute([...given].reverse().map((one) => ({ ...one, pairs: [...one.pairs].reverse() })))).toEqual(envelope);
    }), { numRuns: 200 });
  });
});

describe('wordRecommendation', () => {
  const word = (reason: Parameters<typeof wordRecommendation>[0]['reason'], skillId: string | null = null) =>
    wordRecommendation({ reason, skillId }, (id) => (id === 'sql' ? 'SQL' : null));
  it('says why, with the name of the skill where it is known', () => {
    const numbers = { current: 1, target: 3, priority: 61.2, met: 1, all: 2, index: 70 };
    expect(word({ code: 'closes-gap', numbers }, 'sql')).toBe('Closes SQL: level 1 of 3, priority 61.2; 1 of 2 prerequisites met; content index 70');
    expect(word({ code: 'closes-gap', numbers: { ...numbers, met: null, all: null, index: null } }, 'x')).toBe('Closes a skill: level 1 of 3, priority 61.2');
  });
  it.each([
    [{ code: 'resume', numbers: { idleDays: 9 } }, 'No activity for 9 days: start again with one short lesson'],
    [{ code: 'practise-before-retry', numbers: { pct: 40 } }, 'Last result 40 %, not passed: practise before the next try'],
    [{ code: 'revisit', numbers: { slope: -3.5 } }, 'Results fall by 3.5 points an attempt: go back over the last topics'],
    [{ code: 'raise-pace', numbers: { averagePace: 1.4, requiredPace: 2.1 } }, '1.4 topics a week so far, 2.1 reach the target day'],
    [{ code: 'review', numbers: { retained: 0.3104 } }, 'Review SQL: 31 % retained'],
  ] as const)('%j', (reason, text) => expect(word(reason, 'sql')).toBe(text));
});
