import { describe, expect, it } from 'vitest';
import { buildContext, buildState, D } from '../testing/build-state.ts';
import { engagement, gap, mastery, masterySkill, performance, skillGaps, velocity } from '../testing/build-values.ts';
import { addDays } from '../time/day.ts';
import { valueEnvelope } from './build-envelope.ts';
import type { LearnerAnalyticId } from './catalogue.ts';
import { computeLearner } from './compute-learner.ts';
import { formatDay } from './format.ts';
import { greetLearner } from './greeting.ts';
import { insightsFor } from './insights.ts';
import type { AnalyticValues, LearnerAnalytics } from './values.ts';
import { firstNameOf, type Speech } from './voice.ts';

const speeches: Speech[] = [{ voice: 'you' }, { voice: 'they', name: 'Maya' }, { voice: 'they', name: null }];
const nobody = () => null;

/** The insight of one rule in the three ways it can be told: to the learner, by first name, without a name. */
function tell<Id extends LearnerAnalyticId>(id: Id, value: AnalyticValues[Id], rule: string, nameOf: (id: string) => string | null = nobody) {
  return speeches.map((speech) => insightsFor(id, value, nameOf, speech).find((one) => one.rule === rule)?.text);
}

describe('insights in three voices', () => {
  it('of velocity', () => {
    expect(tell('learning-velocity', velocity({ momentum: 'finished' }), 'finished')).toEqual([
      'Every topic of your path is done. Well done.', 'Every topic of Maya’s path is done.', 'Every topic of their path is done.',
    ]);
    expect(tell('learning-velocity', velocity({ paceStatus: 'ahead' }), 'ahead-of-plan')).toEqual([
      'At 1.63 topics a week you are ahead of your plan.', 'At 1.63 topics a week Maya is ahead of their plan.',
      'At 1.63 topics a week they are ahead of their plan.',
    ]);
    expect(tell('learning-velocity', velocity({ paceStatus: 'on-track' }), 'on-track')).toEqual([
      'At 1.63 topics a week you keep to your plan.', 'At 1.63 topics a week Maya keeps to their plan.', 'At 1.63 topics a week they keep to their plan.',
    ]);
    expect(tell('learning-velocity', velocity({ paceStatus: 'behind' }), 'behind-plan')).toEqual([
      'You do 1.63 topics a week; 1.88 from now on reach your target day.', 'Maya does 1.63 topics a week; 1.88 from now on reach their target day.',
      'They do 1.63 topics a week; 1.88 from now on reach their target day.',
    ]);
    expect(tell('learning-velocity', velocity({ momentum: 'accelerating' }), 'accelerating')).toEqual([
      'This week you finished 3 topics, more than last week.', 'This week Maya finished 3 topics, more than last week.',
      'This week they finished 3 topics, more than last week.',
    ]);
    expect(tell('learning-velocity', velocity(), 'average-pace')).toEqual([
      'Over the window you finished 1.63 topics a week.', 'Over the window Maya finished 1.63 topics a week.',
      'Over the window they finished 1.63 topics a week.',
    ]);
  });

  it('with days in words: late by a week', () => {
    const late = velocity({ onTrack: false, predictedDate: '2027-01-21', targetDate: '2027-01-14' });
    expect(tell('learning-velocity', late, 'late-end')).toEqual([
      'At this pace you finish on 21 January 2027; the target is 14 January 2027.',
      'At this pace Maya finishes on 21 January 2027; the target is 14 January 2027.',
      'At this pace they finish on 21 January 2027; the target is 14 January 2027.',
    ]);
  });

  it('of performance and engagement', () => {
    expect(tell('performance', performance({ trend: 'improving', slope: 5.5 }), 'improving')).toEqual([
      'Your results are rising, about 5.5 points per attempt.', 'Maya’s results are rising, about 5.5 points per attempt.',
      'Their results are rising, about 5.5 points per attempt.',
    ]);
    expect(tell('performance', performance({ trend: 'declining' }), 'declining').map((text) => text?.split(' recent')[0])).toEqual(['Your', 'Maya’s', 'Their']);
    expect(tell('performance', performance(), 'average').map((text) => text?.split(' average')[0])).toEqual(['Your', 'Maya’s', 'Their']);
    expect(tell('engagement', engagement({ streak: 3 }), 'streak')).toEqual([
      'You have been active 3 days in a row.', 'Maya has been active 3 days in a row.', 'They have been active 3 days in a row.',
    ]);
    expect(tell('engagement', engagement({ delta: -10 }), 'delta-down').map((text) => text?.split(' engagement')[0])).toEqual(['Your', 'Maya’s', 'Their']);
  });

  it('of mastery and skill gaps', () => {
    const rising = mastery({ overallPct: 25, masteryVelocity: { slope: 0.5, lo: 0.1, hi: 1, direction: 'up' } });
    expect(tell('mastery', rising, 'mastery-rising')).toEqual([
      'You gain about 0.5 skills a week.', 'Maya gains about 0.5 skills a week.', 'They gain about 0.5 skills a week.',
    ]);
    expect(tell('mastery', rising, 'overall')).toEqual([
      'You have mastered 1 of 4 topics.', 'Maya has mastered 1 of 4 topics.', 'They have mastered 1 of 4 topics.',
    ]);
    const gaps = skillGaps({ gaps: [gap()], readinessPct: 50 });
    expect(tell('skill-gaps', gaps, 'first-gap', () => 'Go')).toEqual([
      'Close “Go” first: level 1 of 3.', 'First to close is “Go”: level 1 of 3.', 'First to close is “Go”: level 1 of 3.',
    ]);
    expect(tell('skill-gaps', gaps, 'first-gap').slice(0, 2)).toEqual([
      'Close your first gap first: level 1 of 3.', 'First to close is one gap: level 1 of 3.',
    ]);
    expect(tell('skill-gaps', gaps, 'readiness')).toEqual([
      'You reach 50 % of your assessed targets.', 'Maya reaches 50 % of their assessed targets.', 'They reach 50 % of their assessed targets.',
    ]);
  });
});

describe('greetings in three voices', () => {
  const ctx = buildContext();
  const evidence = { n: 1, coverage: 1, asOf: null, window: { from: addDays(D, -13), to: D, days: 14 } };
  const empty = computeLearner(buildState({}, 3), ctx);
  const pace = (fields: Parameters<typeof velocity>[0]) => ({ 'learning-velocity': valueEnvelope('learning-velocity', ctx, velocity(fields), evidence) });
  const results = (trend: 'declining' | 'improving') => ({ performance: valueEnvelope('performance', ctx, performance({ trend }), evidence) });
  const active = (fields: Parameters<typeof engagement>[0]) => ({ engagement: valueEnvelope('engagement', ctx, engagement(fields), evidence) });
  const greet = (analytics: Partial<LearnerAnalytics>, nameOf: (id: string) => string | null = nobody) =>
    speeches.map((speech) => greetLearner({ ...empty, ...analytics }, nameOf, speech).text);

  it('say what was done, and what would help', () => {
    expect(greet({})).toEqual([
      'Your first numbers appear after a few days of learning.', 'Maya’s first numbers appear after a few days of learning.',
      'Their first numbers appear after a few days of learning.',
    ]);
    expect(greet(pace({ momentum: 'finished' }))).toEqual([
      'You have finished every topic of your path. Congratulations.', 'Maya has finished every topic of their path.',
      'They have finished every topic of their path.',
    ]);
    expect(greet(active({ lastActiveDay: addDays(D, -9) }))).toEqual([
      'Your last activity was 9 days ago; one short topic gets you going again.', 'Maya’s last activity was 9 days ago; a kind word may help.',
      'Their last activity was 9 days ago; a kind word may help.',
    ]);
    expect(greet(pace({ paceStatus: 'behind' }))).toEqual([
      '1.88 topics a week bring you to your target day; lately it was 1.63.', '1.88 topics a week bring Maya to their target day; lately it was 1.63.',
      '1.88 topics a week bring them to their target day; lately it was 1.63.',
    ]);
    expect(greet(pace({}))).toEqual([
      'You finished 3 topics this week, 1.6 more than your plan.', 'Maya finished 3 topics this week, 1.6 more than their plan.',
      'They finished 3 topics this week, 1.6 more than their plan.',
    ]);
    expect(greet(pace({ targetPace: null }))).toEqual([
      'You finished 3 topics this week.', 'Maya finished 3 topics this week.', 'They finished 3 topics this week.',
    ]);
    expect(greet(active({ streak: 4 }))).toEqual([
      'You have been active 4 days in a row. Keep it going.', 'Maya has been active 4 days in a row.', 'They have been active 4 days in a row.',
    ]);
    expect(greet(pace({ currentPace: 0, targetPace: null }))).toEqual([
      'Here is where you stand today.', 'Here is where Maya stands today.', 'Here is where they stand today.',
    ]);
  });

  it('speak of targets, skills and results', () => {
    const overdue = { 'skill-gaps': valueEnvelope('skill-gaps', ctx, skillGaps({ gaps: [gap({ deadline: 'overdue' })] }), evidence) };
    expect(greet(overdue).map((text) => text.split(' is past')[0])).toEqual([
      'One of your skill targets', 'One of Maya’s skill targets', 'One of their skill targets',
    ]);
    expect(greet(overdue, () => 'SQL').map((text) => text.split(' is past')[0])).toEqual([
      'Your target for “SQL”', 'Maya’s target for “SQL”', 'Their target for “SQL”',
    ]);
    const fading = { mastery: valueEnvelope('mastery', ctx, mastery({ skills: [masterySkill()] }), evidence) };
    expect(greet(fading).map((text) => text.split(' is fading')[0])).toEqual(['A skill you mastered', 'A skill Maya mastered', 'A skill they mastered']);
    expect(greet(results('declining')).map((text) => text.split(' last results')[0])).toEqual(['Your', 'Maya’s', 'Their']);
    expect(greet(results('improving')).map((text) => text.split(' results')[0])).toEqual(['Your', 'Maya’s', 'Their']);
  });
});

describe('firstNameOf', () => {
  it('is the first word of a name', () => {
    expect(['Maya Lind', ' Zoë ', 'Jean-Luc de la Tour', 'O’Neil', 'Łukasz B.'].map(firstNameOf)).toEqual(['Maya', 'Zoë', 'Jean-Luc', 'O’Neil', 'Łukasz']);
  });
  it('is null for numbered people, names turned round, addresses and nothing', () => {
    expect(['Learner 17', 'Lind, Maya', 'maya@example.org', '28400', ''].map(firstNameOf)).toEqual([null, null, null, null, null]);
  });
});

describe('formatDay', () => {
  it('writes the day, the month by name and the year; leap days too', () => {
    expect(['2027-01-21', '2026-12-01', '2028-02-29', '2026-09-09'].map(formatDay)).toEqual([
      '21 January 2027', '1 December 2026', '29 February 2028', '9 September 2026',
    ]);
  });
});
