import { describe, expect, it } from 'vitest';
import { buildAttempt, buildCompletion, buildEvent, buildFacts, buildObservation, buildPractice, on, utc, uuid } from '../testing/build-facts.ts';
import { addDays } from '../time/day.ts';
import { foldLearner } from './fold-learner.ts';
import { learnerBaseSchema } from './learner-base.ts';
import { makeLearnerBase } from './make-learner-base.ts';

type Facts = Parameters<typeof buildFacts>[0];
const topic = uuid('10', 1);
const twin = uuid('10', 2);
const skill = uuid('50', 1);
const item = uuid('1e', 1);
const cut = '2026-04-01';

/** Two heaps of facts: one goes into a base cut on 1 April, the other is folded onto it. */
const foldParted = (old: Facts, kept: Facts, rest: Facts = {}) =>
  foldLearner(buildFacts({ ...rest, ...kept }), utc, makeLearnerBase(buildFacts({ ...rest, ...old }), utc, cut));
const onItem = (day: string, verb: 'opened' | 'completed' = 'opened', fields: { topicId?: string; contentType?: 'article' | 'video' } = {}) =>
  buildEvent({ occurredAt: on(day), verb, object: { type: 'content', id: item, ...fields } });

describe('an item over a cut', () => {
  const catalogue: Facts = { contentItems: new Map([[item, { type: 'video', courseId: null, topicId: topic, skillIds: [skill] }]]) };
  const outcome = (old: Facts, kept: Facts, rest: Facts = catalogue) => foldParted(old, kept, rest).items[0]?.outcomePct;

  it('completed on 10 March takes its outcome from the 9th of April, day 30, and not from the 10th', () => {
    const events = [onItem('2026-03-10', 'completed')];
    expect(outcome({ events }, { attempts: [buildAttempt('a', on('2026-04-09'), 60, { topicId: topic })] })).toBe(60);
    expect(outcome({ events }, { attempts: [buildAttempt('a', on('2026-04-10'), 60, { topicId: topic })] })).toBeNull();
  });
  it('keeps the outcome of 30 March whatever comes after, even a newer completion', () => {
    const old = { events: [onItem('2026-03-10', 'completed')], attempts: [buildAttempt('a', on('2026-03-30'), 40, { topicId: topic })] };
    const kept = { events: [onItem('2026-04-02', 'completed')], attempts: [buildAttempt('a', on('2026-04-03'), 90, { topicId: topic })] };
    const [row] = foldParted(old, kept, catalogue).items;
    expect(row).toEqual({ contentItemId: item, type: 'video', openedAt: on('2026-03-10'), completedAt: on('2026-03-10'), outcomePct: 40 });
  });
  it('opened before and completed after the cut keeps both instants, type and topic told by the old event alone', () => {
    const kept = { events: [onItem('2026-04-03', 'completed')], attempts: [buildAttempt('a', on('2026-04-04'), 70, { topicId: twin })] };
    const [row] = foldParted({ events: [onItem('2026-03-02', 'opened', { topicId: twin, contentType: 'article' })] }, kept).items;
    expect(row).toEqual({ contentItemId: item, type: 'article', openedAt: on('2026-03-02'), completedAt: on('2026-04-03'), outcomePct: 70 });
  });
  it('whose topic is told only after the cut finds the attempt from before it: 35 on 20 March, the first on the topic', () => {
    const old = {
      events: [onItem('2026-03-10', 'completed')],
      attempts: [buildAttempt('a', on('2026-03-20'), 35, { topicId: topic }), buildAttempt('a', on('2026-03-25'), 80, { topicId: topic }),
        buildAttempt('b', on('2026-03-15'), 95, { topicId: twin }), buildAttempt('a', on('2026-03-09'), 5, { topicId: topic })],
    };
    expect(outcome(old, { events: [onItem('2026-04-20', 'opened', { topicId: topic })] }, {})).toBe(35);
    expect(makeLearnerBase(buildFacts(old), utc, cut).openAttempts.map(({ pct }) => pct)).toEqual([95, 35]);
    expect(makeLearnerBase(buildFacts({ ...old, ...catalogue }), utc, cut).openAttempts).toEqual([]);
  });
  it('whose topic is told after the cut, and found equal to another by then, finds the attempt on that other: 95, and 35 while they differ', () => {
    const attempts = [buildAttempt('b', on('2026-03-15'), 95, { topicId: twin }), buildAttempt('a', on('2026-03-20'), 35, { topicId: topic })];
    const base = makeLearnerBase(buildFacts({ events: [onItem('2026-03-10', 'completed')], attempts }), utc, cut);
    const outcomeWith = (canonicalId: string | null) => foldLearner(
      buildFacts({ events: [onItem('2026-04-20', 'opened', { topicId: topic })], topics: new Map([[twin, { canonicalId, courseId: null, skillIds: [] }]]) }), utc, base,
    ).items[0]?.outcomePct;
    expect([outcomeWith(topic), outcomeWith(null)]).toEqual([95, 35]);
  });
  it('whose topic is told after the cut has lost no twin that was equal before it and differs now: 35 of its own topic', () => {
    const attempts = [buildAttempt('b', on('2026-03-15'), 95, { topicId: twin }), buildAttempt('a', on('2026-03-20'), 35, { topicId: topic })];
    const topics = new Map([[twin, { canonicalId: topic, courseId: null, skillIds: [] }]]);
    const base = makeLearnerBase(buildFacts({ events: [onItem('2026-03-10', 'completed')], attempts, topics }), utc, cut);
    expect(foldLearner(buildFacts({ events: [onItem('2026-04-20', 'opened', { topicId: topic })] }), utc, base).items[0]?.outcomePct).toBe(35);
  });
  it('of a skill but no topic: 50 by skill on the 12th yields to 20 by topic on the 11th when the topic is told later, and stands before the 13th', () => {
    const rest: Facts = { contentItems: new Map([[item, { type: 'video', courseId: null, topicId: null, skillIds: [skill] }]]) };
    const bySkill = buildAttempt('a', on('2026-03-12'), 50, { skills: [{ skillId: skill, score: 1 }] });
    const old = (day: string) => ({ events: [onItem('2026-03-10', 'completed')], attempts: [bySkill, buildAttempt('b', on(day), 20, { topicId: topic })] });
    const kept = { events: [onItem('2026-04-20', 'opened', { topicId: topic })] };
    expect(outcome(old('2026-03-11'), kept, rest)).toBe(20);
    expect(outcome(old('2026-03-13'), kept, rest)).toBe(50);
  });
});

describe('a topic over a cut', () => {
  it('is done on its earliest day and keeps the best of 85 before and 60 after', () => {
    const rows = foldParted(
      { completions: [buildCompletion(topic, on('2026-03-08'))], attempts: [buildAttempt('a', on('2026-03-09'), 85, { topicId: topic })] },
      { completions: [buildCompletion(topic, on('2026-04-08'))], attempts: [buildAttempt('a', on('2026-04-09'), 60, { topicId: topic })] },
    );
    expect(rows.topics).toEqual([{ topicId: topic, doneDay: '2026-03-08', touched: true, bestPct: 85, practicePassed: false, minutes: 0 }]);
    expect(rows.days.map(({ day }) => day)).toEqual(['2026-04-08', '2026-04-09']);
  });
  it('found equal to another after the cut is one row then: done on the 5th of the twin, best 85, practice passed', () => {
    const old = {
      completions: [buildCompletion(twin, on('2026-03-05')), buildCompletion(topic, on('2026-03-08'))],
      attempts: [buildAttempt('a', on('2026-03-09'), 85, { topicId: topic }), buildAttempt('a', on('2026-03-09'), 70, { topicId: twin })],
      practice: [buildPractice(on('2026-03-12'), true, { topicId: twin })],
    };
    const base = makeLearnerBase(buildFacts(old), utc, cut);
    expect(foldLearner(buildFacts(), utc, base).topics).toHaveLength(2);
    const found = buildFacts({ topics: new Map([[twin, { canonicalId: topic, courseId: null, skillIds: [] }]]) });
    expect(foldLearner(found, utc, base).topics).toEqual([{ topicId: topic, doneDay: '2026-03-05', touched: true, bestPct: 85, practicePassed: true, minutes: 0 }]);
  });
});

describe('a skill over a cut', () => {
  const attemptOn = (day: string) => buildAttempt('a', on(day), 90, { skills: [{ skillId: skill, score: 1 }] });
  const told = (originId: string, day: string) => ({ observations: [buildObservation(skill, on(day), 0, { originId })] });

  it('goes on from L and half-life: five answers of the vector, two of them before the cut, 1 of 8 January settled', () => {
    const days = ['2026-01-08', '2026-03-20', '2026-04-02', '2026-04-03', '2026-04-04'];
    const observations = [1, 0, 1, 1, 1].map((score, i) => buildObservation(skill, on(days[i] ?? ''), score));
    const base = makeLearnerBase(buildFacts({ observations: observations.slice(0, 2) }), utc, cut);
    expect(base.skills[0]?.settled).toMatchObject({ n: 1, halfLifeDays: 14, lastDay: '2026-01-08' });
    expect(base.skills[0]?.settled?.L).toBeCloseTo(0.692683, 6);
    const [row] = foldLearner(buildFacts({ observations: observations.slice(2) }), utc, base).skills;
    expect(row?.L).toBeCloseTo(0.982598, 6);
    expect(row).toMatchObject({ n: 5, lastDay: '2026-04-04' });
    expect(row?.recent.map(({ day }) => day)).toEqual(['2026-01-08', ...days.slice(1)]);
  });
  it('told again on 19 May, 60 days after the attempt of 20 March, counts once; on 19 June, 91 days after one of 20 March cut out of sight, again', () => {
    const attempt = attemptOn('2026-03-20');
    const n = (cutDay: string, day: string) =>
      foldLearner(buildFacts(told(attempt.id, day)), utc, makeLearnerBase(buildFacts({ attempts: [attempt] }), utc, cutDay)).skills[0]?.n;
    expect([n(cut, '2026-05-19'), n('2026-05-19', '2026-05-19'), n('2026-05-20', '2026-06-19')]).toEqual([1, 1, 2]);
  });
  it('observed before the cut and told by its attempt after it counts as the attempt: a 1, not a 0', () => {
    const attempt = attemptOn('2026-04-01');
    const rows = foldParted(told(attempt.id, '2026-03-31'), { attempts: [attempt] }).skills;
    expect(rows).toEqual(foldLearner(buildFacts({ attempts: [attempt] }), utc).skills);
  });
  it('keeps best result, passed practice and the sum of percents: 100 before and 50 after are 150 of 2', () => {
    const half = buildAttempt('a', on('2026-04-02'), 60, { skills: [{ skillId: skill, score: 0.5 }] });
    const [row] = foldParted({ attempts: [attemptOn('2026-01-20')], practice: [buildPractice(on('2026-01-02'), true, { skillIds: [skill] })] },
      { attempts: [half] }).skills;
    expect(row).toMatchObject({ n: 3, bestPct: 90, practicePassed: true, attemptPctSum: 150, attemptN: 2 });
  });
});

describe('assessments and summary over a cut', () => {
  it('40 and 50 before, 80 after at mark 70: first 40, best 80, passed at position 3, 30 + 20 minutes of 2', () => {
    const old = [buildAttempt('a', on('2026-03-01'), 40, { durationMin: 30 }), buildAttempt('a', on('2026-03-02'), 50)];
    expect(foldParted({ attempts: old }, { attempts: [buildAttempt('a', on('2026-04-01', '00:00'), 80, { durationMin: 20 })] }).assessments).toEqual([{
      assessmentId: 'a', courseId: null, attempts: 3, firstPct: 40, bestPct: 80, latestPct: 80, firstPassed: false, latestPassed: true,
      firstPassPosition: 3, minutesSum: 50, minutesN: 2,
    }]);
  });
  it('the last 10 of 8 attempts before and 4 after are 6 and 4; first day and newest fact are those of all facts', () => {
    const attempts = (month: string, n: number) => Array.from({ length: n }, (_, i) => buildAttempt(`${month}-${i}`, on(`2026-${month}-1${i}`), 50));
    const { summary } = foldParted({ attempts: attempts('03', 8) }, { attempts: attempts('04', 4) });
    const last = [2, 3, 4, 5, 6, 7].map((i) => `03-${i}`).concat([0, 1, 2, 3].map((i) => `04-${i}`));
    expect(summary.lastAttempts.map(({ assessmentId }) => assessmentId)).toEqual(last);
    expect(summary).toMatchObject({ firstActivityDay: '2026-03-10', lastActivityDay: '2026-04-13', asOf: on('2026-04-13') });
  });
  it('without any fact after the cut all rows but days stand as they were', () => {
    const facts = buildFacts({ attempts: [buildAttempt('a', on('2026-03-01'), 40)], events: [onItem('2026-03-05')] });
    expect(foldLearner(buildFacts(), utc, makeLearnerBase(facts, utc, cut))).toEqual({ ...foldLearner(facts, utc), days: [] });
  });
});

describe('a cut', () => {
  it('puts a fact whose newer version lies after it on that side alone, whichever version comes first', () => {
    const first = buildAttempt('a', on('2026-03-30'), 40);
    const moved = { ...first, version: 2, occurredAt: on('2026-04-02'), score: 80 };
    for (const attempts of [[first, moved], [moved, first]]) {
      const base = makeLearnerBase(buildFacts({ attempts }), utc, cut);
      expect(base.assessments).toEqual([]);
      expect(foldLearner(buildFacts({ attempts }), utc, base).assessments[0]).toMatchObject({ attempts: 1, firstPct: 80 });
    }
  });
  it('lies at local midnight: 22:30 UTC of 31 March is 1 April in Berlin and stays', () => {
    const attempts = ['21:30', '22:30'].map((time) => buildAttempt('a', on('2026-03-31', time), 50));
    const base = makeLearnerBase(buildFacts({ attempts }), { ...utc, timeZone: 'Europe/Berlin' }, cut);
    expect(base).toMatchObject({ cutDay: cut, cutAt: '2026-03-31T22:00:00.000Z', assessments: [{ attempts: 1 }] });
  });
  it('that reaches no further than the one before gives the same base', () => {
    const base = makeLearnerBase(buildFacts(), utc, cut);
    expect([makeLearnerBase(buildFacts(), utc, cut, base), makeLearnerBase(buildFacts(), utc, '2026-03-01', base)]).toEqual([base, base]);
  });
});

describe('learnerBaseSchema', () => {
  const base = makeLearnerBase(buildFacts({ attempts: [buildAttempt('a', on('2026-03-01'), 40)] }), utc, cut);
  it('refuses another format, an instant that is none and a percent beyond 100', () => {
    const [row] = base.assessments;
    expect(learnerBaseSchema.safeParse(base).success).toBe(true);
    for (const wrong of [{ format: 2 }, { cutAt: 'soon' }, { cutDay: '2026-02-30' }, { assessments: [{ ...row, bestPct: 101 }] }, { skills: null }]) {
      expect(learnerBaseSchema.safeParse({ ...base, ...wrong }).success).toBe(false);
    }
  });
  it('holds 400 answers and attempts of a year ago in less than 5,000 characters', () => {
    const days = Array.from({ length: 400 }, (_, i) => on(addDays('2024-06-01', i % 200)));
    const attempts = days.map((at) => buildAttempt('a', at, 50, { topicId: topic, skills: [{ skillId: skill, score: 0.5 }] }));
    const text = JSON.stringify(makeLearnerBase(buildFacts({ attempts, observations: days.map((at) => buildObservation(skill, at, 1)) }), utc, cut));
    expect(text.length).toBeLessThan(5000);
  });
});
