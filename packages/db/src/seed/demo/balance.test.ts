import { bandOf } from '@verdant/domain/analytics/bands';
import type { LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { median } from '@verdant/domain/stats/quantile';
import { describe, expect, it } from 'vitest';
import { generateDemo } from './generate.ts';
import { demoPlan } from './organizations.ts';
import { computeDemo, type ComputedLearner } from './testing/compute-demo.ts';

const days = ['2026-03-31T16:00:00.000Z', '2026-08-02T09:00:00.000Z', '2026-05-14T12:00:00.000Z'];
const demos = days.map((now) => [now, computeDemo(generateDemo(demoPlan, now), now)] as const);

/** Percent of the learners with a value whose band is one of these. */
function sharePct(learners: readonly ComputedLearner[], analytic: LearnerAnalyticId, ...bands: string[]): number {
  const found = learners.flatMap(({ analytics }) => {
    const { value } = analytics[analytic];
    return value === null ? [] : [bandOf(analytic, value).id];
  });
  return (100 * found.filter((band) => bands.includes(band)).length) / found.length;
}

/** Percent of the learners with a plan that are finished, ahead, on track or behind. */
function pacePct(learners: readonly ComputedLearner[], status: 'finished' | 'ahead' | 'on-track' | 'behind'): number {
  const found = learners.flatMap(({ analytics }) => {
    const { value } = analytics['learning-velocity'];
    if (value === null) return [];
    if (value.momentum === 'finished') return ['finished'];
    return value.paceStatus === null ? [] : [value.paceStatus];
  });
  return (100 * found.filter((one) => one === status).length) / found.length;
}

function medianOutcomes(learners: readonly ComputedLearner[]): Map<string, number> {
  const byType = new Map<string, number[]>();
  for (const { analytics } of learners) {
    const { value } = analytics['content-effectiveness'];
    if (value?.view !== 'learner') continue;
    for (const { type, meanOutcome } of value.byType) byType.set(type, [...(byType.get(type) ?? []), meanOutcome]);
  }
  return new Map([...byType].map(([type, means]) => [type, median(means) ?? Number.NaN]));
}

function expectBetween(value: number, low: number, high: number): void {
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
}

const skillsOf = (learners: readonly ComputedLearner[]) => learners.flatMap(({ learner, analytics }) =>
  (analytics.mastery.value?.skills ?? []).map((skill) => ({ ...skill, account: learner.externalId.startsWith('account-') })));

describe.each(demos)('the demonstration organization on %s', (_now, learners) => {
  const sql = learners.filter(({ learner }) => learner.courses.some(({ key }) => key === 'sql'));

  it.each([['everyone', learners, 0], ['the first course of the trainer account', sql, 8]] as const)('is healthy but imperfect: %s', (_who, group, slack) => {
    expectBetween(sharePct(group, 'engagement', 'highly-engaged'), 25 - slack, 40 + slack);
    expectBetween(sharePct(group, 'engagement', 'engaged'), 32 - slack, 48 + slack);
    expectBetween(sharePct(group, 'engagement', 'at-risk'), 18 - slack, 32 + slack);
    expectBetween(pacePct(group, 'finished'), 9 - slack, 16 + slack);
    expectBetween(pacePct(group, 'ahead'), 10 - slack, 21 + slack);
    expectBetween(pacePct(group, 'on-track'), 35 - slack, 47 + slack);
    expectBetween(pacePct(group, 'behind'), 18 - slack, 30 + slack);
    expectBetween(sharePct(group, 'skill-gaps', 'critical'), 23 - slack, 36 + slack);
    expectBetween(sharePct(group, 'skill-gaps', 'no-gap'), 10 - slack, 22 + slack);
    expectBetween(sharePct(group, 'performance', 'low'), 7 - slack, 20 + slack);
    expectBetween(median(group.flatMap(({ analytics }) => analytics.performance.value?.averagePct ?? [])) ?? 0, 74, 82);
    expectBetween(median(group.flatMap(({ analytics }) => analytics['learning-velocity'].value?.averagePace ?? [])) ?? 0, 0.7, 1.3);
  });

  it('keeps every state: too new, never started, without targets or a path, of each level of mastery', () => {
    const reasons = (analytic: LearnerAnalyticId) => new Set(learners.map(({ analytics }) => analytics[analytic].reason));
    expect(reasons('engagement')).toContain('short-history');
    expect(reasons('skill-gaps')).toContain('no-target');
    for (const analytic of ['performance', 'mastery', 'content-effectiveness'] as const) expect(reasons(analytic)).toContain('too-few-observations');
    const velocities = learners.flatMap(({ analytics }) => analytics['learning-velocity'].value ?? []);
    expect(new Set(velocities.map(({ scope }) => scope))).toEqual(new Set(['path', 'all']));
    expect(new Set(velocities.flatMap(({ momentum }) => momentum ?? []))).toEqual(new Set(['finished', 'stalled', 'accelerating', 'steady', 'slowing']));
    const trends = learners.flatMap(({ analytics }) => analytics.performance.value?.trend ?? []);
    expect(new Set(trends)).toEqual(new Set(['improving', 'stable', 'declining']));
    expect(new Set(skillsOf(learners).map(({ state }) => state)))
      .toEqual(new Set(['mastered', 'refresh-due', 'proficient', 'developing', 'novice', 'unassessed']));
  });

  it('lets the model stand behind most mastered skills, and a few contradict it, none of the accounts', () => {
    const mastered = skillsOf(learners).filter(({ provenance }) => provenance.length > 0);
    expect(mastered.filter(({ provenance }) => provenance.includes('model')).length / mastered.length).toBeGreaterThan(0.6);
    const conflicts = mastered.filter(({ conflict }) => conflict);
    expect(conflicts.length).toBeGreaterThan(0);
    expect(conflicts.length / mastered.length).toBeLessThan(0.1);
    expect(conflicts.filter(({ account }) => account)).toEqual([]);
  });

  it('shows clearly which types of content work', () => {
    const outcomes = [...medianOutcomes(learners)].sort(([, a], [, b]) => b - a);
    expect((outcomes[0]?.[1] ?? 0) - (outcomes.at(-1)?.[1] ?? 0)).toBeGreaterThanOrEqual(8);
    expect(['interactive', 'practice']).toContain(outcomes[0]?.[0]);
    expect(outcomes.at(-1)?.[0]).toBe('other');
  });

  it('gives the learner account a rich, coherent page', () => {
    const account = learners.find(({ learner }) => learner.externalId === 'account-learner');
    if (account === undefined) throw new Error('There is no learner account.');
    const { engagement, performance, mastery, 'learning-velocity': velocity, 'skill-gaps': gaps, 'content-effectiveness': content } = account.analytics;
    expect(['engaged', 'highly-engaged']).toContain(engagement.value?.band);
    expect(velocity.value?.paceStatus).toBe('on-track');
    expect(velocity.value?.remainingTopics).toBeGreaterThan(3);
    expectBetween(gaps.value?.totals.open ?? 0, 2, 4);
    expect(gaps.value?.gaps.filter(({ severity }) => severity === 'critical').map(({ skillId }) => skillId)).toEqual([account.learner.stuckSkillId]);
    expect(['improving', 'stable']).toContain(performance.value?.trend);
    expectBetween(performance.value?.averagePct ?? 0, 75, 92);
    const last = performance.value?.last10.map(({ pct }) => pct) ?? [];
    expect(new Set(last).size).toBeGreaterThan(4);
    expect(Math.min(...last)).toBeGreaterThan(35);
    const stuck = mastery.value?.skills.find(({ skillId }) => skillId === account.learner.stuckSkillId);
    expect(stuck).toMatchObject({ provenance: [], conflict: false });
    expect(['novice', 'developing']).toContain(stuck?.state);
    for (const { state, retained } of mastery.value?.skills ?? []) if (state === 'mastered') expect(retained).toBeGreaterThan(0.5);
    expect(content.value?.view === 'learner' ? content.value.byType.length : 0).toBeGreaterThanOrEqual(4);
  });
});
