import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLearner } from '../rollups/fold-learner.ts';
import { factSets } from '../testing/arbitrary-facts.ts';
import { buildAttempt, buildCompletion, buildEvent, buildPractice, on, utc, uuid } from '../testing/build-facts.ts';
import { buildModelCard } from '../testing/build-model-card.ts';
import { buildContext, buildPath, buildState, D } from '../testing/build-state.ts';
import { idleReasons, undeclaredNumbers, unexplainedNulls } from '../testing/check-envelope.ts';
import { addDays } from '../time/day.ts';
import { computeDropOffRisk, dropOffForLearner } from './drop-off-risk.ts';
import type { DropOffChoices } from './drop-off-risk.ts';
import type { EnrollmentRef, LearnerState } from './state.ts';

const choices: DropOffChoices = { prediction: 'in', card: null };
const topics = Array.from({ length: 10 }, (_, i) => uuid('10', i + 1));
const ago = (days: number) => addDays(D, -days);
const completions = (...days: number[]) => days.map((day, i) => buildCompletion(topics[i] ?? '', on(ago(day))));
const trainer = (fields: Parameters<typeof buildContext>[0] = {}) => buildContext({ viewer: { role: 'trainer' }, ...fields });
const compute = (state: LearnerState, given: Partial<DropOffChoices> = {}, context: Parameters<typeof buildContext>[0] = {}) =>
  computeDropOffRisk(state, trainer(context), { ...choices, ...given });
const available = (...kinds: ('learning_events' | 'topic_completions' | 'topics' | 'enrollments' | 'learning_paths' | 'practice_results')[]) =>
  ({ available: { facts: new Set(kinds), measures: new Set<'minutes'>() } });
const course = (fields: Partial<EnrollmentRef> = {}): EnrollmentRef =>
  ({ courseId: 'c', enrolledDay: ago(59), status: 'active', dueDay: null, topicIds: topics, ...fields });

describe('drop-off risk', () => {
  it('7·(2+2)/21 = 1.33 days and topics a week: engagement .35 · 26.7 + .40 · 13.3 = 14.7; 1 topic after 2 is -50 %: 40 + 30 = 70 high', () => {
    const envelope = compute(buildState({ completions: completions(13, 12, 0) }, 60));
    expect(envelope).toMatchObject({
      status: 'ok', n: 3, coverage: 1, window: { from: '2026-03-04', to: D, days: 28 }, asOf: on(D), formulaVersion: 'drop-off-risk@1.0.0/s1',
      nulls: { probability: 'model-gates', modelId: 'model-gates' }, units: { score: 'score' },
    });
    expect(envelope.value).toMatchObject({
      score: 70, band: 'high', probability: null, modelId: null, actions: [{ code: 'contact', text: 'Contact them in person', courseIds: [] }],
      reasons: [
        { code: 'low-engagement', text: 'Engagement is 14.7 of 100', numbers: { engagement: 14.7 } },
        { code: 'pace-decline', text: '1 topic this week after 2 the week before', numbers: { currentPace: 1, previousPace: 2, changePct: -50 } },
      ],
    });
  });
  it('20 days of silence: 40 + 30 of no progress = 70 high, a message instead of the reminder', () => {
    const { value } = compute(buildState({ completions: completions(20) }, 60));
    expect(value).toMatchObject({ score: 70, reasons: [{ numbers: { engagement: 0 } }, { text: 'Nothing finished in the last 20 days' }] });
    expect(value?.actions.map(({ code }) => code)).toEqual(['re-engage', 'contact']);
  });
  it('idle 14 and 8 days are reminded, 7 days are not, 15 get the message', () => {
    const codes = (days: number) => compute(buildState({ completions: completions(days) }, 60)).value?.actions.map(({ code }) => code);
    expect([15, 14, 8, 7].map(codes)).toEqual([['re-engage', 'contact'], ['remind', 'contact'], ['remind', 'contact'], ['contact']]);
  });
  it('results under 60 % ask for tutoring, under 30 % of a course after 14 days for a check-in, of two courses for one', () => {
    const attempts = [buildAttempt('a', on(D), 59.9)];
    const facts = { attempts, completions: completions(1, 2) };
    const enrollments = [course({ courseId: 'b', enrolledDay: ago(14) }), course(), course({ courseId: 'new', enrolledDay: ago(13) }),
      course({ courseId: 'on', topicIds: topics.slice(0, 6) })];
    const { value } = compute(buildState(facts, 60, { enrollments }));
    expect(value?.actions).toEqual([
      { code: 'tutor', text: 'Offer tutoring: results average 59.9 %', courseIds: [] },
      { code: 'check-in', text: 'Check in: less than 30 % of 2 courses done two weeks after the start', courseIds: ['b', 'c'] },
    ]);
    expect(compute(buildState({ attempts: [buildAttempt('a', on(D), 60)] }, 60)).value?.actions.map(({ code }) => code)).toEqual(['contact']);
    expect(compute(buildState(facts, 60, { enrollments: [course()] })).value?.actions.at(-1)?.text)
      .toBe('Check in: less than 30 % of a course done two weeks after the start');
  });
  it('a passed practice is progress, a failed one is not: 40 of 100 medium, 40 + 30 high', () => {
    const practised = (passed: boolean) => compute(buildState({ practice: [buildPractice(on(ago(3)), passed)] }, 60)).value;
    expect([practised(true)?.score, practised(true)?.band, practised(false)?.score]).toEqual([40, 'medium', 70]);
    expect(practised(false)?.reasons.at(-1)?.text).toBe('Nothing finished in the last 60 days');
  });
  it('where older days are not kept, only the kept days are said to be without progress', () => {
    const state = buildState({ events: [buildEvent({ occurredAt: on(ago(200)) }), buildEvent({ occurredAt: on(ago(20)) })] }, 300);
    const kept = { ...state, days: state.days.slice(1) };
    expect(compute(kept).value?.reasons.at(-1)?.text).toBe('Nothing finished in the last 21 days');
  });
  it('13 days of history know no decline of the pace: 40 + 30 of 70 = 100 critical, coverage .7', () => {
    expect(compute(buildState({}, 13))).toMatchObject({ status: 'ok', coverage: 0.7, value: { score: 100, band: 'critical' }, window: { days: 13 } });
  });
  it('without events engagement is unknown: 0 after 1 topic and 9 days are 60 of 60 = 100 critical, coverage .6', () => {
    const state = buildState({ completions: completions(9) }, 60);
    expect(compute(state, {}, available('topic_completions', 'topics', 'enrollments'))).toMatchObject({
      coverage: 0.6, value: { score: 100, band: 'critical', reasons: [{ code: 'pace-decline' }, { code: 'no-progress' }] },
    });
  });
  it('the paces are of all topics, whatever path is asked for', () => {
    const state = buildState({ completions: completions(13, 12, 0) }, 60, { paths: [buildPath(topics.slice(5))] });
    expect(compute(state, {}, { pathId: 'path', windowDays: 90 }).value).toEqual(compute(state).value);
    expect(compute(state).value?.reasons[1]).toMatchObject({ numbers: { currentPace: 1, previousPace: 2 } });
  });
  it('shows the probability of a card that passes its gates, beside the same score: 3 active days, z (3 - 5)/2 = -1, σ(-1 · -1) = .7311', () => {
    const card = buildModelCard({ features: [{ name: 'activityDays28', b: -1, mean: 5, sd: 2 }] });
    const state = buildState({ completions: completions(13, 12, 0) }, 60);
    expect(compute(state, { card })).toMatchObject({ nulls: {}, value: { score: 70, probability: 0.7311, modelId: 'm1' } });
    const refused = compute(state, { card: { ...card, auc50: 0.74 } });
    expect(refused).toMatchObject({ nulls: { probability: 'model-gates' }, value: { score: 70, probability: null } });
  });
});

describe('drop-off risk that is not told', () => {
  it('who opts out is suppressed, whatever the facts say', () => {
    const declined = compute(buildState({}, 3), { prediction: 'out' });
    expect(declined).toMatchObject({ status: 'suppressed', reason: 'opted-out', value: null, n: 0, need: null, asOf: null });
  });
  it('a finished learner has no risk: all topics of the course and the path done, courses completed or left', () => {
    const done = { completions: completions(9, 8, 7) };
    const state = (fields: Partial<LearnerState>) => compute(buildState(done, 60, fields));
    const three = topics.slice(0, 3);
    const nothing = { status: 'insufficient', reason: 'nothing-open', need: { have: 0, required: 1 } };
    expect(state({ enrollments: [course({ topicIds: three })], paths: [buildPath(three)] })).toMatchObject(nothing);
    expect(state({ enrollments: [course({ status: 'completed' }), course({ status: 'withdrawn' })] })).toMatchObject(nothing);
    expect(state({ enrollments: [], paths: [buildPath(topics, { status: 'cancelled' }), buildPath([])] })).toMatchObject(nothing);
    expect(state({ enrollments: [course({ enrolledDay: addDays(D, 1) })] })).toMatchObject(nothing);
    expect(state({ enrollments: [], paths: [buildPath(topics)] }).status).toBe('ok');
    expect(state({ enrollments: [course({ topicIds: [] })] }).status).toBe('ok');
  });
  it('6 days of history are too short: 6 of 7', () => {
    expect(compute(buildState({}, 6))).toMatchObject({ status: 'insufficient', reason: 'short-history', need: { have: 6, required: 7 } });
  });
  it('40 of 100 points need more days when the pace alone is missing, else more sources', () => {
    const risk = { ...trainer().settings.risk, points: [20, 60, 20] };
    const settings = { ...trainer().settings, risk };
    expect(compute(buildState({}, 13), {}, { settings })).toMatchObject({
      status: 'insufficient', reason: 'short-history', coverage: 0.4, need: { what: 'days of history', have: 13, required: 14 },
    });
    expect(compute(buildState({}, 60), {}, { settings, ...available('learning_events', 'enrollments') })).toMatchObject({
      status: 'insufficient', reason: 'no-source', coverage: 0.4, need: { what: 'points of the rule', have: 40, required: 50 },
    });
  });
  it('needs a source of activity and one of courses or paths', () => {
    const without = (kind: 'enrollments' | 'learning_events') => compute(buildState({}, 60), {}, available(kind));
    expect(without('enrollments')).toMatchObject({ reason: 'no-source', need: { what: 'learning events or topic completions' } });
    expect(without('learning_events')).toMatchObject({ reason: 'no-source', need: { have: 0, required: 1 } });
  });
  it('is stale from the start when a source of activity is', () => {
    expect(compute(buildState({}, 60), {}, { sources: [{ service: 'ingestion', state: 'stale', fetchedAt: null }] })).toMatchObject({
      status: 'stale', value: { score: 70 },
    });
  });
});

describe('dropOffForLearner', () => {
  const card = buildModelCard();
  const facts = { completions: completions(20), attempts: [buildAttempt('a', on(ago(20)), 40)] };
  const full = () => compute(buildState(facts, 60, { enrollments: [course()] }), { card });

  it('tells reasons and next steps, neither score, band, probability nor what the trainer does', () => {
    const own = dropOffForLearner(full());
    expect(full().value?.actions.map(({ code }) => code)).toEqual(['re-engage', 'tutor', 'check-in', 'contact']);
    expect(own.value).toEqual({
      reasons: [
        { code: 'low-engagement', text: 'Your engagement is 0 of 100', numbers: { engagement: 0 } },
        { code: 'no-progress', text: 'You finished nothing in the last 20 days', numbers: { days: 20 } },
      ],
      steps: [
        { code: 're-engage', text: 'Come back with one short lesson; what you have done is kept', courseIds: [] },
        { code: 'tutor', text: 'Ask for tutoring on the topics of your last results', courseIds: [] },
        { code: 'check-in', text: 'Talk to your trainer about how to get going', courseIds: ['c'] },
      ],
    });
    expect(JSON.stringify(own)).not.toMatch(/"score":|band|probability|modelId|contact|critical|high/);
  });
  it('says a falling pace to the learner', () => {
    expect(dropOffForLearner(compute(buildState({ completions: completions(13, 12, 0) }, 60))).value?.reasons[1]?.text)
      .toBe('You finished 1 topic this week after 2 the week before');
  });
  it('keeps why there is nothing to tell', () => {
    expect(dropOffForLearner(compute(buildState({}, 6)))).toMatchObject({ status: 'insufficient', reason: 'short-history', value: null, need: { have: 6 } });
    expect(dropOffForLearner(compute(buildState({}, 6), { prediction: 'out' }))).toMatchObject({ status: 'suppressed', reason: 'opted-out', value: null });
  });
});

describe('drop-off risk of anyone', () => {
  it('is whole, in range, the same after a journey as JSON and whatever the order of rows', () => {
    const cases = fc.record({ facts: factSets, tenure: fc.integer({ min: 1, max: 120 }), offset: fc.integer({ min: -5, max: 40 }) });
    fc.assert(fc.property(cases, ({ facts, tenure, offset }) => {
      const enrollments = [course({ topicIds: topics.slice(0, 4), enrolledDay: ago(tenure - 1) })];
      const state = buildState({}, tenure, { ...foldLearner(facts, utc), enrollments });
      const ctx = { now: `${addDays(D, offset)}T18:00:00.000Z` };
      const envelope = compute(state, {}, ctx);
      expect(JSON.parse(JSON.stringify(envelope))).toEqual(envelope);
      expect(JSON.stringify(envelope)).not.toMatch(/-0[,}\]]/);
      expect([undeclaredNumbers(envelope), unexplainedNulls(envelope), idleReasons(envelope)]).toEqual([[], [], []]);
      if (envelope.value !== null) expect(envelope.value.score >= 0 && envelope.value.score <= 100 && Number.isInteger(envelope.value.score)).toBe(true);
      const shuffled = { ...state, topics: [...state.topics].reverse(), assessments: [...state.assessments].reverse(), skills: [...state.skills].reverse() };
      expect(compute(shuffled, {}, ctx)).toEqual(envelope);
    }), { numRuns: 200 });
  });
});
