import { describe, expect, it } from 'vitest';
import { engagement, gap, mastery, masterySkill, performance, skillGaps, velocity } from '../testing/build-values.ts';
import { bandOf, bandsOf } from './bands.ts';
import { learnerAnalyticIds } from './catalogue.ts';
import type { CourseContentEffectiveness, LearnerContentEffectiveness } from './content-effectiveness-value.ts';
import type { Engagement } from './engagement-value.ts';
import { countOf, formatValue, formatWithUnit, noValue } from './format.ts';
import { headlineOf } from './headline.ts';
import { insightsFor } from './insights.ts';
import type { LearningVelocity } from './learning-velocity-value.ts';
import type { Performance } from './performance-value.ts';
import type { SkillGaps } from './skill-gaps-value.ts';

const outcome = (type: 'video' | 'article', meanOutcome: number, completedPct: number | null = 100) => ({
  type, meanOutcome, n: 5, opened: 5, completed: 5, completedPct,
});
const content = (fields: Partial<LearnerContentEffectiveness> = {}): LearnerContentEffectiveness => ({
  view: 'learner', byType: [outcome('video', 80), outcome('article', 50)], mostEffective: 'video', leastEffective: 'article', timeScoreR: null, ...fields,
});
const course = (fields: Partial<CourseContentEffectiveness> = {}): CourseContentEffectiveness => ({
  view: 'course', courseId: 'c', enrolled: 30, items: [], alphas: [], gain: null, dropOff: null,
  index: { value: null, parts: { gain: null, items: null, discrimination: null, dropOff: null }, coverage: 0 }, ...fields,
});
const item = (flags: CourseContentEffectiveness['items'][number]['flags']) =>
  ({ assessmentId: 'a', itemId: 'i', facility: 0.5, discrimination: 0.3, rows: 30, flags, discriminationBand: null });

describe('formatValue', () => {
  it('rounds half to even with the decimals of the unit: 86.25 is 86.2, 1.635 topics a week 1.64, .12345 is .1234', () => {
    expect([formatValue(86.25, 'score'), formatValue(1.635, 'topics/week'), formatValue(0.12345, 'share')]).toEqual(['86.2', '1.64', '0.1234']);
    expect([formatValue(3, 'topics'), formatValue(80, '%'), formatValue(0.5, 'share', 'en', 1)]).toEqual(['3', '80', '0.5']);
  });
  it('writes in the reader’s locale, and a dash for what is not known', () => {
    expect([formatValue(1234.5, 'min', 'de'), formatValue(null, '%'), formatWithUnit(null, '%')]).toEqual(['1.234,5', noValue, noValue]);
  });
  it('puts the unit beside the number, where there is one', () => {
    expect([formatWithUnit(1, 'days'), formatWithUnit(1, 'topics/week'), formatWithUnit(0, 'days'), formatWithUnit(1, 'min')]).toEqual(['1 day', '1 topic a week', '0 days', '1 min']);
    expect([formatWithUnit(80, '%'), formatWithUnit(2, 'count'), formatWithUnit(1.63, 'topics/week')]).toEqual(['80 %', '2', '1.63 topics a week']);
    expect([countOf(1, 'topic'), countOf(3, 'topic'), countOf(0, 'topic')]).toEqual(['1 topic', '3 topics', '0 topics']);
  });
});

describe('bandOf', () => {
  it('of velocity is the pace status, else the momentum, else none', () => {
    expect([velocity({ paceStatus: 'behind' }), velocity(), velocity({ momentum: null })].map((value) => bandOf('learning-velocity', value).id)).toEqual([
      'behind', 'steady', 'none',
    ]);
  });
  it('of mastery is a quarter: 75, 50, 25 belong to the upper one', () => {
    expect([75, 74.9, 50, 25, 24.9, null].map((overallPct) => bandOf('mastery', mastery({ overallPct })).id)).toEqual([
      '75-100', '50-75', '50-75', '25-50', '0-25', 'none',
    ]);
  });
  it('of performance is high from 80, medium from 60', () => {
    expect([80, 79.9, 60, 59.9].map((averagePct) => bandOf('performance', performance({ averagePct })).id)).toEqual(['high', 'medium', 'medium', 'low']);
  });
  it('of engagement is its own band, of skill gaps the worst one', () => {
    expect(bandOf('engagement', engagement()).label).toBe('Engaged');
    expect([{ critical: 1, high: 1, open: 2 }, { high: 1, open: 1 }, { open: 1 }, { achieved: 1 },
      {}].map((totals) => bandOf('skill-gaps', skillGaps({}, totals)).id))
      .toEqual(['critical', 'high', 'other', 'no-gap', 'none']);
  });
  it('of content effectiveness is the most effective type; a course has none', () => {
    expect([content(), content({ mostEffective: null }), course()].map((value) => bandOf('content-effectiveness', value).id)).toEqual([
      'video', 'none', 'none',
    ]);
  });
  it('every list names each band once', () => {
    for (const id of learnerAnalyticIds) expect(new Set(bandsOf[id].map((band) => band.id)).size).toBe(bandsOf[id].length);
  });
});

describe('headlineOf', () => {
  it('of content effectiveness is the best type’s mean with the weakest beside it', () => {
    expect(headlineOf('content-effectiveness', content())).toMatchObject({
      value: 80, unit: '%', text: 'Video', secondary: [{ label: 'Weakest: Article', value: 50 }, { value: null }],
    });
    expect(headlineOf('content-effectiveness', content({ byType: [outcome('article', 50)], mostEffective: null, leastEffective: null }))).toMatchObject({
      value: 50, text: 'Article', secondary: [{ label: 'Weakest type', value: null }, {}],
    });
    expect(headlineOf('content-effectiveness', content({ byType: [], mostEffective: null, leastEffective: null }))).toMatchObject({ value: null, text: null });
  });
  it('of a course is its index with gain and number enrolled', () => {
    const gain = { classGain: 0.5, band: 'medium' as const, meanIndividualChange: 0.49, cohenD: 2.89, pairs: 12 };
    expect(headlineOf('content-effectiveness', course({ gain }))).toMatchObject({ value: null, unit: 'score', secondary: [{ value: 0.5 }, { value: 30 }] });
    expect(headlineOf('content-effectiveness', course())).toMatchObject({ secondary: [{ value: null }, {}] });
  });
  it('of mastery counts what is due for a refresh', () => {
    expect(headlineOf('mastery', mastery({ skills: [masterySkill()] })).secondary[1]).toMatchObject({ value: 1 });
  });
});

describe('insightsFor', () => {
  const rules = (insights: { rule: string }[]) => insights.map(({ rule }) => rule);
  it('velocity: finished; behind plan with what is needed; ahead; on track; momentum; a late end', () => {
    const of = (fields: Partial<LearningVelocity>) => rules(insightsFor('learning-velocity', velocity(fields)));
    expect(of({ momentum: 'finished', onTrack: false })).toEqual(['finished']);
    expect(of({ paceStatus: 'behind', momentum: 'stalled', onTrack: false })).toEqual(['behind-plan', 'stalled', 'late-end']);
    expect(of({ paceStatus: 'ahead', momentum: 'accelerating' })).toEqual(['ahead-of-plan', 'accelerating']);
    expect(of({ paceStatus: 'on-track', momentum: 'slowing', onTrack: false, predictedDate: null })).toEqual(['on-track', 'slowing']);
    expect(of({ paceStatus: 'behind', requiredPace: null })).toEqual(['average-pace']);
    expect(insightsFor('learning-velocity', velocity({ paceStatus: 'behind' }))[0]?.text).toBe('You do 1.63 topics a week; 1.88 from now on reach your target day.');
  });
  it('performance: rising, falling, a second try that helps, the range of the next result, or the average', () => {
    const of = (fields: Partial<Performance>) => rules(insightsFor('performance', performance(fields)));
    expect(of({ trend: 'improving', slope: 5.5, retrySuccessPct: 50, nextScore: { expected: 75.7, low: 62.7, high: 88.6 } })).toEqual([
      'improving', 'retry-helps', 'next-score',
    ]);
    expect(of({ trend: 'declining', retrySuccessPct: 49.9 })).toEqual(['declining']);
    expect(of({ trend: 'stable' })).toEqual(['average']);
  });
  it('engagement: a streak, a change of 10 points, the weakest part, or a full score', () => {
    const of = (fields: Partial<Engagement>) => rules(insightsFor('engagement', engagement(fields)));
    const parts = { days: { weekly: 5, score: 90 }, minutes: null, activities: { weekly: 1, score: 10 } };
    expect(of({ streak: 3, delta: 10, parts })).toEqual(['streak', 'delta-up', 'weakest-part-activities']);
    expect(of({ delta: -10, parts: { ...parts, minutes: { weekly: 1, score: 5 } } })).toEqual(['delta-down', 'weakest-part-minutes']);
    expect(of({ delta: 9.9 })).toEqual(['full-score']);
  });
  it('mastery: what fades most first, the weakest skill, the pace, the whole', () => {
    const names = (id: string) => (id === 's' ? 'SQL' : null);
    const due = [masterySkill({ skillId: 'x', retained: null }), masterySkill()];
    const weak = [{ skillId: 's', retained: 0.2, state: 'novice' as const }];
    const rising = { slope: 0.5, lo: 0.1, hi: 1, direction: 'up' as const };
    const insights = insightsFor('mastery', mastery({ skills: due, improvements: weak, masteryVelocity: rising, overallPct: 25 }), names);
    expect(rules(insights)).toEqual(['refresh-due', 'weakest-skill', 'mastery-rising']);
    expect(insights[1]?.text).toBe('“SQL” needs the most practice.');
    expect(insightsFor('mastery', mastery({ skills: [masterySkill()], overallPct: 25 }))[0]?.text).toBe('A mastered skill would profit from a short review.');
    expect(insightsFor('mastery', mastery({ overallPct: 25 }))[0]?.text).toBe('You have mastered 1 of 4 topics.');
    expect(rules(insightsFor('mastery', mastery()))).toEqual(['skills-seen']);
    expect(rules(insightsFor('mastery', mastery({ improvements: [{ ...weak[0], skillId: 's', retained: 0.5, state: 'developing' }],
      masteryVelocity: { ...rising, direction: 'flat' } })))).toEqual(['weakest-skill']);
  });
  it('skill gaps: the first to close, what is overdue, readiness, what cannot be judged', () => {
    const of = (fields: Partial<SkillGaps>) => rules(insightsFor('skill-gaps', skillGaps(fields)));
    expect(of({ gaps: [gap({ deadline: 'overdue' })], readinessPct: 0 })).toEqual(['first-gap', 'overdue', 'readiness']);
    expect(of({ unassessed: [{ skillId: 's', target: 2, deadline: 'none', due: null }] })).toEqual(['unassessed']);
    expect(insightsFor('skill-gaps', skillGaps({ gaps: [gap({ deadline: 'overdue' }), gap({ deadline: 'overdue' })] }),
      () => 'Go').map(({ text }) => text)).toEqual([
      'Close “Go” first: level 1 of 3.', '2 gaps are past the due day.',
    ]);
  });
  it('content: the best type, time and results, what stays unfinished, or how much was seen', () => {
    const of = (fields: Partial<LearnerContentEffectiveness>) => rules(insightsFor('content-effectiveness', content(fields)));
    expect(of({ timeScoreR: 0.3, byType: [outcome('video', 80, 40), outcome('article', 50, null)] })).toEqual(['best-type', 'time-better', 'unfinished']);
    expect(of({ timeScoreR: -0.3 })).toEqual(['best-type', 'time-weaker']);
    expect(of({ mostEffective: 'video', leastEffective: 'video', timeScoreR: 0.1 })).toEqual(['results-seen']);
  });
  it('a course: key errors, a step where many stop, items that tell nothing apart, the gain, or nothing', () => {
    const step = { k: 1, reached: 60, censored: 0, risk: 60, stopped: 24, h: 0.4, lo: 0.29, hi: 0.5, shown: true, flag: true };
    const gain = { classGain: 0.5, band: 'medium' as const, meanIndividualChange: 0.49, cohenD: 2.89, pairs: 12 };
    const of = (fields: Partial<CourseContentEffectiveness>) => insightsFor('content-effectiveness', course(fields));
    expect(rules(of({ items: [item(['key-error']), item(['too-hard'])], dropOff: { steps: [step], threshold: 0.1 }, gain }))).toEqual([
      'key-error', 'drop-off-step', 'item-difficulty',
    ]);
    expect(rules(of({ gain }))).toEqual(['gain-medium']);
    expect(of({ items: [item(['key-error']), item(['key-error']), item(['too-easy']), item(['too-hard'])] }).map(({ text }) => text)).toEqual([
      '2 items may have a wrong key: strong learners miss them.', '2 items are too hard or too easy to tell learners apart.',
    ]);
    expect(rules(of({ gain: { ...gain, band: null } }))).toEqual(['nothing-flagged']);
  });
});
