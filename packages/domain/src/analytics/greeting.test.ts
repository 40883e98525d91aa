import { describe, expect, it } from 'vitest';
import { buildContext, buildState, D } from '../testing/build-state.ts';
import { engagement, gap, mastery, masterySkill, performance, skillGaps, velocity } from '../testing/build-values.ts';
import { addDays } from '../time/day.ts';
import { valueEnvelope } from './build-envelope.ts';
import { computeLearner } from './compute-learner.ts';
import { greetLearner } from './greeting.ts';
import type { LearnerAnalytics } from './values.ts';

const ctx = buildContext();
const evidence = { n: 1, coverage: 1, asOf: null, window: { from: addDays(D, -13), to: D, days: 14 } };
const empty = computeLearner(buildState({}, 3), ctx);
const greet = (analytics: Partial<LearnerAnalytics>) => greetLearner({ ...empty, ...analytics });
const pace = (fields: Parameters<typeof velocity>[0]) => ({ 'learning-velocity': valueEnvelope('learning-velocity', ctx, velocity(fields), evidence) });
const active = (fields: Parameters<typeof engagement>[0]) => ({ engagement: valueEnvelope('engagement', ctx, engagement(fields), evidence) });
const quiet = { currentPace: 0, targetPace: null };

describe('greetLearner', () => {
  it('welcomes who has no number yet', () => expect(greet({}).rule).toBe('collecting'));
  it('congratulates on a finished path', () => expect(greet(pace({ momentum: 'finished' })).rule).toBe('path-finished'));
  it('calls back after 7 idle days, not after 6', () => {
    expect(greet(active({ lastActiveDay: addDays(D, -7) }))).toEqual({
      rule: 'come-back', text: 'Your last activity was 7 days ago; one short topic gets you going again.',
    });
    expect(greet(active({ lastActiveDay: addDays(D, -6) })).rule).toBe('steady');
    expect(greet({ engagement: { ...valueEnvelope('engagement', ctx, engagement({ lastActiveDay: '2026-01-01' }), evidence),
      window: null } }).rule).toBe('steady');
  });
  it('names an overdue target', () => {
    const analytics = { 'skill-gaps': valueEnvelope('skill-gaps', ctx, skillGaps({ gaps: [gap({ deadline: 'overdue' })] }), evidence) };
    expect(greet(analytics).text).toBe('One of your skill targets is past its day; it is a good place to start.');
    expect(greetLearner({ ...empty, ...analytics }, () => 'SQL').text).toContain('“SQL”');
  });
  it('says what the plan needs when behind: 1.88 a week against 1.63', () => {
    expect(greet(pace({ paceStatus: 'behind' })).text).toBe('1.88 topics a week bring you to your target day; lately it was 1.63.');
    expect(greet(pace({ paceStatus: 'behind', requiredPace: null, ...quiet })).rule).toBe('steady');
  });
  it('3 topics this week at a plan of 1.4 are 1.6 more; 1 is not', () => {
    expect(greet(pace({})).text).toBe('You finished 3 topics this week, 1.6 more than your plan.');
    expect(greet(pace({ currentPace: 1 }))).toEqual({ rule: 'this-week', text: 'You finished 1 topic this week.' });
    expect(greet(pace(quiet)).rule).toBe('steady');
  });
  it('speaks of results that fall or rise, of a skill that fades, of a streak', () => {
    const results = (trend: 'declining' | 'improving') => ({ performance: valueEnvelope('performance', ctx, performance({ trend }), evidence) });
    const skills = [masterySkill({ skillId: 'x', retained: null }), masterySkill({ retained: 0.4 }), masterySkill({ state: 'mastered' })];
    const fading = { mastery: valueEnvelope('mastery', ctx, mastery({ skills }), evidence) };
    expect(greet(results('declining')).rule).toBe('results-falling');
    expect(greet({ ...results('improving'), ...fading }).rule).toBe('review-due');
    expect(greetLearner({ ...empty, ...fading }, (id) => (id === 'x' ? 'Go' : null)).text).toBe('“Go” is fading; a short review keeps it.');
    expect(greet(results('improving')).text).toBe('Your results are rising: the last five average 73.8 %.');
    expect(greet(active({ streak: 3 })).rule).toBe('streak');
    expect(greet(active({ streak: 2 })).rule).toBe('steady');
  });
});
