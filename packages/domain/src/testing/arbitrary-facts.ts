import fc from 'fast-check';
import { activeVerbs, contentTypes } from '../facts/facts.ts';
import type { LearnerFacts } from '../rollups/learner-facts.ts';
import { buildAttempt, buildCompletion, buildEvent, buildFacts, buildObservation, buildPractice, uuid } from './build-facts.ts';

const start = Date.parse('2026-03-20T00:00:00Z');
const instant = fc.nat(40 * 24 * 4).map((quarter) => new Date(start + quarter * 900_000).toISOString());
const id = (kind: string) => fc.integer({ min: 1, max: 4 }).map((n) => uuid(kind, n));
const score = fc.integer({ min: 0, max: 100 });

const event = fc.record({
  occurredAt: instant, verb: fc.constantFrom(...activeVerbs, 'signed-in' as const),
  object: fc.record({ type: fc.constantFrom('topic' as const, 'content' as const, 'other' as const), id: id('10'),
    contentType: fc.option(fc.constantFrom(...contentTypes)) }),
  durationMin: fc.option(fc.integer({ min: 0, max: 90 })),
}).map(buildEvent);
const onCourse = fc.record({
  occurredAt: instant, verb: fc.constantFrom('rated' as const, 'posted' as const, 'opened' as const),
  object: fc.record({ type: fc.constant('course' as const), id: id('c0') }), rating: fc.option(fc.integer({ min: 1, max: 5 })),
}).map(buildEvent);
const inCourse = fc.tuple(event, id('c0')).map(([one, courseId]) => ({ ...one, object: { ...one.object, courseId } }));
const attempt = fc.tuple(id('a5'), instant, score, id('10'), id('50'), fc.constantFrom('baseline' as const, 'other' as const))
  .map(([assessmentId, at, points, topicId, skillId, kind]) => buildAttempt(assessmentId, at, points,
    { topicId, kind, skills: [{ skillId, score: points / 100 }], durationMin: points }));
const practice = fc.tuple(instant, fc.boolean(), id('10'), id('50')).map(([at, passed, topicId, skillId]) =>
  buildPractice(at, passed, { topicId, skillIds: [skillId] }));

/** factSets draws the facts of one learner over 40 days of spring 2026, clock change included, with twins, baselines, sign-ins and courses. */
export const factSets: fc.Arbitrary<LearnerFacts> = fc.record({
  events: fc.array(fc.oneof({ weight: 6, arbitrary: event }, { weight: 1, arbitrary: inCourse }, { weight: 1, arbitrary: onCourse }), { maxLength: 25 }),
  completions: fc.array(fc.tuple(id('10'), instant).map(([topicId, at]) => buildCompletion(topicId, at)), { maxLength: 8 }),
  attempts: fc.array(attempt, { maxLength: 15 }),
  practice: fc.array(practice, { maxLength: 8 }),
  observations: fc.array(fc.tuple(id('50'), instant, score).map(([skillId, at, points]) => buildObservation(skillId, at, points / 100)), { maxLength: 12 }),
}).map((facts) => buildFacts({
  ...facts, topics: new Map([[uuid('10', 2), { canonicalId: uuid('10', 1), courseId: uuid('c0', 1), skillIds: [] }]]),
  contentItems: new Map([[uuid('10', 1), { type: 'video', courseId: uuid('c0', 2), topicId: uuid('10', 3), skillIds: [uuid('50', 1)] }]]),
}));
