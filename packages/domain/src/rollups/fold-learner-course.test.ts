import { describe, expect, it } from 'vitest';
import type { LearningEvent } from '../facts/facts.ts';
import { buildAttempt, buildCompletion, buildEnrollment, buildEvent, buildFacts, buildPractice, on, utc, uuid } from '../testing/build-facts.ts';
import { foldLearner } from './fold-learner.ts';
import { makeLearnerBase } from './make-learner-base.ts';

const [one, two, three, four] = [uuid('c0', 1), uuid('c0', 2), uuid('c0', 3), uuid('c0', 4)];
const [topic, twin, lone] = [uuid('10', 1), uuid('10', 2), uuid('10', 3)];
const item = uuid('1e', 1);
const itemOfTopic = uuid('1e', 2);
const catalogue: Parameters<typeof buildFacts>[0] = {
  topics: new Map([
    [topic, { canonicalId: null, courseId: one, skillIds: [] }], [twin, { canonicalId: topic, courseId: null, skillIds: [] }],
    [lone, { canonicalId: null, courseId: null, skillIds: [] }],
  ]),
  contentItems: new Map([
    [item, { type: 'video', courseId: two, topicId: topic, skillIds: [] }], [itemOfTopic, { type: 'video', courseId: null, topicId: topic, skillIds: [] }],
  ]),
  assessments: new Map([['of three', { courseId: three }], ['of none', { courseId: null }]]),
};
const fold = (facts: Parameters<typeof buildFacts>[0]) => foldLearner(buildFacts({ ...catalogue, ...facts }), utc);
const courseOf = (object: LearningEvent['object']) => fold({ events: [buildEvent({ occurredAt: on('2026-03-01'), object })] }).courses[0]?.courseId ?? null;
const rate = (day: string, rating: number | null, fields: Partial<LearningEvent> = {}) =>
  buildEvent({ occurredAt: on(day), verb: 'rated', object: { type: 'course', id: one }, rating, ...fields });

describe('the course of what was done', () => {
  it('an event: the course it names, the course it is about, that of its topic, of its item, of the topic of the item, of its assessment', () => {
    expect(courseOf({ type: 'topic', id: topic, courseId: four })).toBe(four);
    expect(courseOf({ type: 'course', id: two })).toBe(two);
    expect(courseOf({ type: 'topic', id: topic })).toBe(one);
    expect(courseOf({ type: 'topic', id: twin })).toBe(one); // of the topic that is equal to it
    expect(courseOf({ type: 'content', id: item })).toBe(two);
    expect(courseOf({ type: 'content', id: item, topicId: topic })).toBe(one); // the event's own word comes first
    expect(courseOf({ type: 'content', id: itemOfTopic })).toBe(one);
    expect(courseOf({ type: 'assessment', id: 'of three' })).toBe(three);
    expect([courseOf({ type: 'topic', id: lone }), courseOf({ type: 'content', id: 'x' }), courseOf({ type: 'person', id: 'x' })]).toEqual([null, null, null]);
  });
  it('a completion, attempts and practice: by name, by assessment, by topic', () => {
    const { courses } = fold({
      completions: [buildCompletion(twin, on('2026-03-01')), buildCompletion(lone, on('2026-03-09'))],
      attempts: [buildAttempt('of three', on('2026-03-02'), 50, { kind: 'baseline' }), buildAttempt('of none', on('2026-03-03'), 50, { topicId: topic }),
        buildAttempt('of three', on('2026-03-04'), 50, { courseId: two })],
      practice: [buildPractice(on('2026-03-05'), false, { courseId: four, topicId: topic })],
    });
    expect(courses.map(({ courseId, lastActiveDay }) => [courseId, lastActiveDay]))
      .toEqual([[one, '2026-03-03'], [two, '2026-03-04'], [three, '2026-03-02'], [four, '2026-03-05']]);
  });
});

describe('learner courses', () => {
  it('an enrollment without a single act is a row without a day; its newest version tells the course', () => {
    const enrollment = buildEnrollment(one, on('2026-03-01'));
    expect(fold({ enrollments: [{ ...enrollment, courseId: two, version: 2 }, enrollment] }).courses)
      .toEqual([{ courseId: two, lastActiveDay: null, rating: null, ratingDay: null }]);
  });
  it('4 on the 3rd after 2 on the 1st is a 4; what is no rating, or of something else, does not count', () => {
    const { courses } = fold({
      events: [
        rate('2026-03-03', 4), rate('2026-03-01', 2), rate('2026-03-05', null), rate('2026-03-06', 1, { verb: 'opened' }),
        rate('2026-03-07', 1, { object: { type: 'topic', id: topic, courseId: one } }),
      ],
    });
    expect(courses).toEqual([{ courseId: one, lastActiveDay: '2026-03-07', rating: 4, ratingDay: '2026-03-03' }]);
  });
  it('of two ratings at one instant the larger id is the later', () => {
    const at = (id: number, rating: number) => rate('2026-03-03', rating, { id: uuid('f9', id) });
    expect(fold({ events: [at(2, 5), at(1, 1)] }).courses[0]?.rating).toBe(5);
  });
  it('keep rating and day of before a cut until a later one comes', () => {
    const base = makeLearnerBase(buildFacts({ ...catalogue, events: [rate('2026-03-03', 2)], enrollments: [buildEnrollment(two, on('2026-03-01'))] }), utc, '2026-04-01');
    const after = (events: LearningEvent[]) => foldLearner(buildFacts({ ...catalogue, events }), utc, base).courses;
    expect(after([])).toEqual([{ courseId: one, lastActiveDay: '2026-03-03', rating: 2, ratingDay: '2026-03-03' }]);
    expect(after([rate('2026-04-03', null)])).toEqual([{ courseId: one, lastActiveDay: '2026-04-03', rating: 2, ratingDay: '2026-03-03' }]);
    expect(after([rate('2026-04-03', 5)])).toEqual([{ courseId: one, lastActiveDay: '2026-04-03', rating: 5, ratingDay: '2026-04-03' }]);
  });
});

describe('learner course days', () => {
  it('9:00 and 9:10 in one course, 9:05 in another: 10 minutes of one session and none of one, though the day has 10 of one', () => {
    const act = (time: string, id: string, verb: LearningEvent['verb'] = 'opened') =>
      buildEvent({ occurredAt: on('2026-03-01', time), verb, object: { type: 'course', id } });
    const { days, courseDays } = fold({ events: [act('09:00', one), act('09:05', two, 'replied'), act('09:10', one, 'posted'), act('10:30', one)] });
    const hours = (counts: Record<number, number>) => Array.from({ length: 24 }, (_, hour) => counts[hour] ?? 0);
    expect(courseDays).toEqual([
      { courseId: one, day: '2026-03-01', points: 3, activeMin: 10, sessions: 2, hours: hours({ 9: 2, 10: 1 }), posts: 1 },
      { courseId: two, day: '2026-03-01', points: 1, activeMin: 0, sessions: 1, hours: hours({ 9: 1 }), posts: 0 },
    ]);
    expect(days).toMatchObject([{ points: 4, activeMin: 10, sessions: 2 }]);
  });
  it('leave out what belongs to no course', () => {
    expect(fold({ events: [buildEvent({ occurredAt: on('2026-03-01') })] })).toMatchObject({ days: [{ points: 1 }], courses: [], courseDays: [] });
  });
});

describe('minutes on a topic', () => {
  it('20 of an event, 30 of an attempt and 5 of a failed practice are 55; those of a baseline do not count', () => {
    const { topics } = fold({
      events: [buildEvent({ occurredAt: on('2026-03-01'), object: { type: 'content', id: 'x', topicId: twin }, durationMin: 20 })],
      attempts: [buildAttempt('a', on('2026-03-01'), 50, { topicId: topic, durationMin: 30 }),
        buildAttempt('a', on('2026-03-01'), 50, { topicId: topic, durationMin: 7, kind: 'baseline' })],
      practice: [buildPractice(on('2026-03-01'), false, { topicId: topic, durationMin: 5 })],
    });
    expect(topics).toMatchObject([{ topicId: topic, minutes: 55 }]);
  });
});
