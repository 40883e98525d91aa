import { describe, expect, it } from 'vitest';
import { buildAttempt, buildCompletion, buildEvent, buildObservation, on, uuid } from '../testing/build-facts.ts';
import { buildContext, buildPath, buildState, buildTarget, D } from '../testing/build-state.ts';
import { addDays } from '../time/day.ts';
import { envelopeAt } from './build-envelope.ts';
import {
  analyticIdOf, analyticIds, analyticTypeOf, catalogue, fieldOf, isAnalyticId, isLearnerAnalyticId, learnerAnalyticIds, unitsOf,
} from './catalogue.ts';
import { computeLearner } from './compute-learner.ts';
import { headlineOf } from './headline.ts';
import { daysWithin } from './learner-time.ts';

const topic = (n: number) => uuid('10', n);
const skill = uuid('50', 1);

/** A learner with something in every analytic. */
const rich = () => {
  const days = Array.from({ length: 12 }, (_, i) => addDays(D, -5 * i));
  const item = (day: string, i: number) => ({
    occurredAt: on(day), verb: 'completed' as const, durationMin: 25,
    object: { type: 'content' as const, id: uuid('1e', i + 1), contentType: i % 2 === 0 ? 'video' as const : 'article' as const, topicId: topic(1) },
  });
  return buildState({
    events: days.map((day, i) => buildEvent(item(day, i))), completions: days.map((day, i) => buildCompletion(topic(i + 1), on(day))),
    attempts: days.map((day, i) => buildAttempt(`a${i % 6}`, on(day, '20:00'), 60 + 3 * i,
      { topicId: topic(1), durationMin: 12, skills: [{ skillId: skill, score: 0.9 }] })),
    observations: [buildObservation(uuid('50', 2), on(D), 1)],
  }, 80, {
    paths: [buildPath([topic(1), topic(2), topic(30)], { targetDate: '2026-06-01' })],
    topicRefs: new Map([[topic(1), { id: topic(1), skillIds: [skill], expectedMin: 30 }]]),
    targets: [buildTarget(skill, 4, { business: 'high', marketDemand: 40, prerequisites: [skill], careerImpact: 3, due: '2026-04-05' })],
  });
};

function numericPaths(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return [path];
  if (Array.isArray(value)) return value.flatMap((one) => numericPaths(one, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => numericPaths(one, path === '' ? key : `${path}.${key}`));
}

describe('catalogue', () => {
  it('knows every analytic by id and by stored type', () => {
    for (const id of analyticIds) {
      expect(catalogue[id].id).toBe(id);
      expect(analyticTypeOf(id)).toBe(id.replaceAll('-', '_'));
      expect(analyticIdOf(analyticTypeOf(id))).toBe(id);
      expect(isAnalyticId(id)).toBe(true);
      expect(fieldOf(id, catalogue[id].headline.path)?.unit).toBe(unitsOf(id)[catalogue[id].headline.path]);
      expect(new Set(catalogue[id].fields.map(({ path }) => path)).size).toBe(catalogue[id].fields.length);
    }
    expect(isAnalyticId('nothing')).toBe(false);
    expect(fieldOf('mastery', 'nothing')).toBeNull();
    expect(analyticIds.map((id) => catalogue[id].number)).toEqual(Array.from({ length: 19 }, (_, i) => i + 1));
    expect(analyticIds.filter(isLearnerAnalyticId)).toEqual(analyticIds.slice(0, 6));
    expect([...learnerAnalyticIds].sort()).toEqual(analyticIds.slice(0, 6).sort());
  });
});

describe('all analytics of one learner', () => {
  const all = computeLearner(rich(), buildContext());
  it('have a value where the evidence is there, each in its own envelope', () => {
    expect(learnerAnalyticIds.map((id) => [id, all[id].status, all[id].analytic])).toEqual(learnerAnalyticIds.map((id) => [id, 'ok', id]));
  });
  it('declare a unit for every number they publish, round it to its decimals, and never write -0, NaN or Infinity', () => {
    for (const id of learnerAnalyticIds) {
      for (const path of new Set(numericPaths(all[id].value))) {
        const field = fieldOf(id, path);
        expect(`${id} ${path} ${field === null ? 'undeclared' : 'declared'}`).toBe(`${id} ${path} declared`);
      }
      expect(JSON.stringify(all[id])).not.toMatch(/-0[,}\]]/);
      const check = (value: unknown): void => {
        if (typeof value === 'number') expect(Number.isFinite(value) && !Object.is(value, -0)).toBe(true);
        else if (typeof value === 'object' && value !== null) Object.values(value).forEach(check);
      };
      check(all[id]);
    }
  });
  it('survive a journey as JSON unchanged', () => expect(JSON.parse(JSON.stringify(all))).toEqual(all));
  it('have one headline with a unit and two figures beside it', () => {
    for (const id of learnerAnalyticIds) {
      const { value } = all[id];
      if (value === null) throw new Error(`${id} has no value`);
      const headline = headlineOf(id, value);
      expect(typeof headline.value).toBe('number');
      expect(headline.secondary).toHaveLength(2);
    }
    expect(all['content-effectiveness'].value).toMatchObject({ mostEffective: 'article' });
  });
  it('a value turns stale once the hours of its class have passed: live after 6, nightly after 30', () => {
    const later = (hours: number) => new Date(Date.parse(buildContext().now) + hours * 3_600_000).toISOString();
    expect([envelopeAt(all.engagement, later(6)).status, envelopeAt(all.engagement, later(6.1)).status]).toEqual(['ok', 'stale']);
    expect([envelopeAt(all['content-effectiveness'], later(30)).status, envelopeAt(all['content-effectiveness'], later(31)).status]).toEqual(['ok', 'stale']);
  });
  it('without an enrollment or activity the first day is the day of joining', () => {
    const state = buildState({}, 1, { enrollments: [], joinedDay: addDays(D, -2) });
    expect(computeLearner(state, buildContext()).engagement.need).toMatchObject({ have: 3 });
    expect(daysWithin([], D, D)).toEqual([]);
  });
});
