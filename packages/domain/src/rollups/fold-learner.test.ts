import { describe, expect, it } from 'vitest';
import { contentTypes } from '../facts/content-types.ts';
import type { LearningEvent } from '../facts/facts.ts';
import { buildAttempt, buildCompletion, buildEvent, buildFacts, buildObservation, buildPractice, on, utc, uuid } from '../testing/build-facts.ts';
import { foldLearner } from './fold-learner.ts';
import { foldLearnerDay } from './fold-learner-day.ts';

const topic = uuid('10', 1);
const twin = uuid('10', 2);
const skill = uuid('50', 1);
const other = uuid('50', 2);
const course = uuid('c0', 1);
const item = uuid('1e', 1);
const fold = (facts: Parameters<typeof buildFacts>[0]) => foldLearner(buildFacts(facts), utc);

describe('learner days', () => {
  it('a day of 9:00 9:04 9:20 9:50 10:21 holds 5 points, 24 minutes, 2 sessions, 4 points at nine', () => {
    const [day] = fold({ events: ['09:00', '09:04', '09:20', '09:50', '10:21'].map((time) => buildEvent({ occurredAt: on('2026-03-04', time) })) }).days;
    expect(day).toMatchObject({ day: '2026-03-04', points: 5, activeMin: 24, sessions: 2, lastAt: '2026-03-04T10:21:00.000Z' });
    expect([day?.hours[9], day?.hours[10]]).toEqual([4, 1]);
  });

  it('a sign-in alone is no activity', () => {
    expect(fold({ events: [buildEvent({ occurredAt: on('2026-03-04'), verb: 'signed-in' })] })).toMatchObject({ days: [], summary: { asOf: null } });
  });

  it('a session over midnight counts on both local days: 23:30 and 23:50 UTC are 00:30 and 00:50 in Berlin', () => {
    const events = ['22:50', '23:30', '23:50'].map((time) => buildEvent({ occurredAt: on('2026-03-04', time) }));
    const { days } = foldLearner(buildFacts({ events }), { ...utc, timeZone: 'Europe/Berlin' });
    expect(days.map(({ day, points, sessions }) => [day, points, sessions])).toEqual([['2026-03-04', 1, 1], ['2026-03-05', 2, 1]]);
  });

  it('one topic counts once as progress however it is reported; a finished assessment or practice item is none: 1 topic + 1 video = 2', () => {
    const contentItems = new Map([[item, { type: 'assessment' as const, courseId: null, topicId: null, skillIds: [] }]]);
    const topics = new Map([[twin, { canonicalId: topic, courseId: null, skillIds: [] }]]);
    const done = (object: LearningEvent['object']) => buildEvent({ occurredAt: on('2026-03-04'), verb: 'completed', object });
    const { days } = fold({
      topics, contentItems, completions: [buildCompletion(topic, on('2026-03-04'))],
      events: [
        done({ type: 'topic', id: twin }), done({ type: 'content', id: 'v', contentType: 'video' }), done({ type: 'content', id: 'v', contentType: 'video' }),
        done({ type: 'content', id: item }), done({ type: 'content', id: 'p', contentType: 'practice' }), done({ type: 'course', id: course }),
      ],
    });
    expect(days[0]).toMatchObject({ progress: 2, points: 7 });
  });

  it('counts points by content type, told by event, item, object or fact, and social acts', () => {
    const contentItems = new Map([[item, { type: 'forum' as const, courseId: null, topicId: null, skillIds: [] }]]);
    const event = (verb: 'opened' | 'shared' | 'replied' | 'mentored', object: LearningEvent['object']) =>
      buildEvent({ occurredAt: on('2026-03-04'), verb, object });
    const [day] = fold({
      contentItems, attempts: [buildAttempt('a', on('2026-03-04'), 50)], practice: [buildPractice(on('2026-03-04'), false)],
      events: [
        event('opened', { type: 'content', id: item }), event('opened', { type: 'content', id: 'unknown' }), event('shared', { type: 'assessment', id: 'a' }),
        event('replied', { type: 'practice', id: 'p' }), event('mentored', { type: 'person', id: 'x', contentType: 'other' }),
      ],
    }).days;
    expect(Object.fromEntries(contentTypes.map((type, i) => [type, day?.types[i]]))).toEqual({
      video: 0, article: 0, interactive: 0, assessment: 2, practice: 2, forum: 1, other: 1,
    });
    expect(day).toMatchObject({ shared: 1, replied: 1, mentored: 1, points: 7, assessment: 1, practice: 1, practicePassed: 0 });
  });

  it('a baseline attempt is a point and an observation, but no act and no result', () => {
    const skills = [{ skillId: skill, score: 0.4 }];
    const rows = fold({ attempts: [buildAttempt('a', on('2026-03-04'), 40, { kind: 'baseline', skills, topicId: topic })] });
    expect(rows.days[0]).toMatchObject({ points: 1, assessment: 0, pctSum: 0, pctN: 0 });
    expect(rows.skills[0]).toMatchObject({ skillId: skill, n: 1, bestPct: null, attemptN: 0 });
    expect(rows.topics[0]).toMatchObject({ touched: true, bestPct: null });
    expect([rows.assessments, rows.summary.lastAttempts]).toEqual([[], []]);
  });

  it('a day without points has no row', () => expect(foldLearnerDay([])).toBeNull());

  it('a newer version replaces a fact, whichever comes first: 80, not 50', () => {
    const first = buildAttempt('a', on('2026-03-04'), 50);
    const second = { ...first, score: 80, version: 2 };
    for (const attempts of [[first, second], [second, first]]) expect(fold({ attempts }).days[0]).toMatchObject({ pctSum: 80, pctN: 1 });
  });
});

describe('learner topics', () => {
  it('by path, course and practice is one topic, done on the earliest day', () => {
    const topics = new Map([[twin, { canonicalId: topic, courseId: null, skillIds: [] }], [topic, { canonicalId: null, courseId: null, skillIds: [] }]]);
    const { topics: rows } = fold({
      topics, completions: [buildCompletion(twin, on('2026-03-10')), buildCompletion(topic, on('2026-03-08'))],
      practice: [buildPractice(on('2026-03-05'), true, { topicId: twin }), buildPractice(on('2026-03-01'), false, { topicId: topic })],
      attempts: [buildAttempt('a', on('2026-03-02'), 85, { topicId: topic }), buildAttempt('b', on('2026-03-03'), 70, { topicId: twin })],
    });
    expect(rows).toEqual([{ topicId: topic, doneDay: '2026-03-05', touched: true, bestPct: 85, practicePassed: true, minutes: 0 }]);
  });
  it('an event on the topic or within it touches it', () => {
    const events = [
      buildEvent({ occurredAt: on('2026-03-01'), object: { type: 'topic', id: topic } }),
      buildEvent({ occurredAt: on('2026-03-01'), object: { type: 'content', id: item, topicId: twin } }),
    ];
    expect(fold({ events }).topics.map(({ topicId, touched, doneDay }) => [topicId, touched, doneDay])).toEqual([[topic, true, null], [twin, true, null]]);
  });
});

describe('learner items', () => {
  const opened = buildEvent({ occurredAt: on('2026-03-01'), object: { type: 'content', id: item } });
  const completed = buildEvent({ occurredAt: on('2026-03-02'), verb: 'completed', object: { type: 'content', id: item } });
  const contentItems = new Map([[item, { type: 'video' as const, courseId: null, topicId: topic, skillIds: [skill] }]]);
  const outcome = (attempts: ReturnType<typeof buildAttempt>[]) => fold({ events: [completed, opened], attempts, contentItems }).items[0]?.outcomePct;

  it('takes the earliest fitting attempt after completion: 70 by topic on the 5th before 90 by skill on the 6th', () => {
    expect(outcome([
      buildAttempt('a', on('2026-03-06'), 90, { skills: [{ skillId: skill, score: 1 }] }), buildAttempt('b', on('2026-03-05'), 70, { topicId: topic }),
      buildAttempt('c', on('2026-03-01'), 10, { topicId: topic }), buildAttempt('d', on('2026-03-03'), 20),
      buildAttempt('e', on('2026-03-03'), 30, { topicId: topic, kind: 'baseline' }),
    ])).toBe(70);
  });
  it('of two at one instant takes the smaller id, whichever list it stands in', () => {
    const bySkill = buildAttempt('a', on('2026-03-05'), 90, { id: uuid('f9', 1), skills: [{ skillId: skill, score: 1 }] });
    const byTopic = buildAttempt('b', on('2026-03-05'), 70, { id: uuid('f9', 2), topicId: topic });
    expect(outcome([byTopic, bySkill])).toBe(90);
    expect(outcome([{ ...byTopic, id: uuid('f8', 1) }, bySkill])).toBe(70);
  });
  it('looks 30 days ahead: 1 April is day 30, 2 April is too late', () => {
    expect(outcome([buildAttempt('a', on('2026-04-01'), 60, { topicId: topic })])).toBe(60);
    expect(outcome([buildAttempt('a', on('2026-04-02'), 60, { topicId: topic })])).toBeNull();
  });
  it('of an unknown item takes type and topic from its events; never finished has no outcome', () => {
    const events = [
      buildEvent({ occurredAt: on('2026-03-01'), object: { type: 'content', id: 'n' } }),
      buildEvent({ occurredAt: on('2026-03-02'), verb: 'completed', object: { type: 'content', id: 'n', contentType: 'article', topicId: twin } }),
      buildEvent({ occurredAt: on('2026-03-02'), object: { type: 'content', id: 'm' } }),
    ];
    expect(fold({ events, attempts: [buildAttempt('a', on('2026-03-04'), 55, { topicId: twin })] }).items).toEqual([
      { contentItemId: 'm', type: 'other', openedAt: on('2026-03-02'), completedAt: null, outcomePct: null },
      { contentItemId: 'n', type: 'article', openedAt: on('2026-03-01'), completedAt: on('2026-03-02'), outcomePct: 55 },
    ]);
  });
});

describe('learner skills', () => {
  it('answers of attempts, practice and observations fold in time order; the same origin told twice counts once', () => {
    const attempt = buildAttempt('a', on('2026-01-09'), 90, { skills: [{ skillId: skill, score: 1 }, { skillId: skill, score: 0 },
      { skillId: other, score: 0.5 }] });
    const practice = buildPractice(on('2026-01-16'), true, { skillIds: [skill, skill], score: 0.6 });
    const { skills } = fold({
      attempts: [attempt], practice: [practice, buildPractice(on('2026-02-27'), true, { skillIds: [skill] })],
      observations: [
        buildObservation(skill, on('2026-01-09'), 0, { originId: attempt.id }), buildObservation(skill, on('2026-01-16'), 0, { originId: practice.id }),
        buildObservation(skill, on('2026-01-05'), 1), buildObservation(skill, on('2026-01-30'), 1),
      ],
    });
    const row = skills.find(({ skillId }) => skillId === skill);
    expect(row).toMatchObject({ n: 5, halfLifeDays: 56, lastDay: '2026-02-27', bestPct: 90, practicePassed: true, attemptPctSum: 100, attemptN: 1 });
    expect(row?.L).toBeCloseTo(0.9925, 4);
    expect(row?.recent.map(({ day }) => day)).toEqual(['2026-01-16', '2026-01-30', '2026-02-27']);
    expect(skills.find(({ skillId }) => skillId === other)).toMatchObject({ n: 1, attemptPctSum: 50 });
  });
  it('keeps one L a day, the last of it, and a failed practice is a 0', () => {
    const [row] = fold({ practice: [buildPractice(on('2026-03-01', '08:00'), false, { skillIds: [skill] }),
      buildPractice(on('2026-03-01', '09:00'), true, { skillIds: [skill] })] }).skills;
    expect(row?.recent).toHaveLength(1);
    expect(row?.recent[0]?.L).toBe(row?.L);
    expect(row?.halfLifeDays).toBe(7);
  });
});

describe('learner assessments and summary', () => {
  it('55 then 72 at mark 70: first 55 failed, best and latest 72 passed at position 2; 80 of 200 is 40 %, above max is 100', () => {
    const { assessments, summary } = fold({
      courses: new Map([[course, { passMark: 40 }]]),
      attempts: [
        buildAttempt('a1', on('2026-03-02'), 72, { durationMin: 30 }), buildAttempt('a1', on('2026-03-01'), 55, { durationMin: 20 }),
        buildAttempt('a2', on('2026-03-03'), 80, { max: 200, courseId: course }), buildAttempt('a3', on('2026-03-04'), 120, { passMark: 100 }),
        buildAttempt('a4', on('2026-03-05'), 69, { courseId: uuid('c0', 9) }),
      ],
    });
    expect(assessments).toEqual([
      {
        assessmentId: 'a1', courseId: null, attempts: 2, firstPct: 55, bestPct: 72, latestPct: 72, firstPassed: false, latestPassed: true,
        firstPassPosition: 2, minutesSum: 50, minutesN: 2,
      },
      {
        assessmentId: 'a2', courseId: course, attempts: 1, firstPct: 40, bestPct: 40, latestPct: 40, firstPassed: true, latestPassed: true,
        firstPassPosition: 1, minutesSum: 0, minutesN: 0,
      },
      {
        assessmentId: 'a3', courseId: null, attempts: 1, firstPct: 100, bestPct: 100, latestPct: 100, firstPassed: true, latestPassed: true,
        firstPassPosition: 1, minutesSum: 0, minutesN: 0,
      },
      {
        assessmentId: 'a4', courseId: uuid('c0', 9), attempts: 1, firstPct: 69, bestPct: 69, latestPct: 69, firstPassed: false, latestPassed: false,
        firstPassPosition: null, minutesSum: 0, minutesN: 0,
      },
    ]);
    expect(summary.lastAttempts.map(({ assessmentId, pct }) => [assessmentId, pct])).toEqual([['a1', 55], ['a1', 72], ['a2', 40], ['a3', 100], ['a4', 69]]);
  });
  it('keeps the last 10 of 12 attempts, first and last day over all kinds, and the newest fact with observations', () => {
    const attempts = Array.from({ length: 12 }, (_, i) => buildAttempt(`a${i}`, on(`2026-03-${String(i + 10)}`), 50));
    const { summary } = fold({
      attempts, events: [buildEvent({ occurredAt: on('2026-03-12') })], completions: [buildCompletion(topic, on('2026-02-01'))],
      observations: [buildObservation(skill, on('2026-03-30'), 1)],
    });
    expect(summary).toMatchObject({ firstActivityDay: '2026-02-01', lastActivityDay: '2026-03-21', asOf: on('2026-03-30') });
    expect(summary.lastAttempts.map(({ assessmentId }) => assessmentId)[0]).toBe('a2');
    expect(summary.lastAttempts).toHaveLength(10);
  });
  it('of nothing but an observation has an asOf and no day', () => {
    expect(fold({ observations: [buildObservation(skill, on('2026-03-30'), 1)] }).summary).toEqual({
      firstActivityDay: null, lastActivityDay: null, asOf: on('2026-03-30'), lastAttempts: [],
    });
  });
});
