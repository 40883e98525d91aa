import { computeSkillGaps } from '@verdant/domain/analytics/skill-gaps';
import { buildContext, buildState } from '@verdant/domain/testing/build-state';
import { describe, expect, it } from 'vitest';
import { collectIds } from './collect-ids.ts';
import { makeCard, previousHeadline } from './make-cards.ts';

const day = (date: number, value: number | null) => ({ day: `2026-03-${String(date).padStart(2, '0')}`, value });

describe('previousHeadline', () => {
  const history = [day(1, 10), day(10, 20), day(20, 30), day(30, 40)];
  it('is the newest snapshot of the day one window ago or of the week before it', () => {
    expect(previousHeadline(history, '2026-03-31', 7)).toBe(30); // 24 March; the 20th is within the week before
    expect(previousHeadline(history, '2026-03-31', 21)).toBe(20);
    expect(previousHeadline(history, '2026-03-31', 30)).toBe(10);
  });
  it('is null where the nearest snapshot is too old, or says nothing', () => {
    expect(previousHeadline(history, '2026-03-31', 12)).toBeNull(); // 19 March; the 10th is 9 days before
    expect(previousHeadline([day(24, null)], '2026-03-31', 7)).toBeNull();
    expect(previousHeadline([], '2026-03-31', 7)).toBeNull();
  });
});

describe('makeCard', () => {
  const envelopes = { 'learning-velocity': null, mastery: null, performance: null, engagement: null, 'skill-gaps': null, 'content-effectiveness': null };
  const row = (role: 'learner' | 'trainer', value: number) => ({ type: 'mastery' as const, role, day: '2026-03-30', value, version: 'v' });

  it('of an analytic that was never calculated is empty', () => {
    expect(makeCard('mastery', { current: { stored: {}, envelopes }, history: [], today: '2026-03-31', windowOf: () => 30 }))
      .toEqual({ analytic: 'mastery', envelope: null, version: 0, history: [], previous: null, run: null });
  });

  it('takes the history of the one role it shows, never two mixed', () => {
    const history = [row('learner', 1), row('trainer', 2), { ...row('learner', 3), type: 'engagement' as const }];
    expect(makeCard('mastery', { current: { stored: {}, envelopes }, history, today: '2026-03-31',
      windowOf: () => 30 }).history).toEqual([{ day: '2026-03-30', value: 1, version: 'v' }]);
  });

  it('for named readers has no history of numbers that only the learner saw', () => {
    const envelope = computeSkillGaps(buildState({}, 3), buildContext());
    const stored = { 'skill-gaps': { envelope, version: 1, calculatedAt: envelope.computedAt, role: 'trainer' as const, run: null } };
    const gaps = (role: 'learner' | 'trainer', value: number) => ({ type: 'skill_gaps' as const, role, day: '2026-03-30', value, version: 'v' });
    const historyOf = (history: ReturnType<typeof gaps>[]) =>
      makeCard('skill-gaps', { current: { stored, envelopes }, history, today: '2026-03-31', windowOf: () => 30 }).history.map(({ value }) => value);
    expect([historyOf([gaps('learner', 2)]), historyOf([gaps('learner', 2), gaps('trainer', 1)])]).toEqual([[], [1]]);
  });
});

describe('collectIds', () => {
  it('finds ids however deep, each once, by the name of the field', () => {
    const value = { skills: [{ skillId: 'a' }, { skillId: 'a' }, { skillId: 'b' }],
      last: { assessmentId: 'c', courseId: null, deeper: [{ courseId: 'd', topicId: 'e' }] }, pathId: 'x' };
    expect(collectIds(value, null, [{ contentItemId: 'f' }])).toEqual({ skills: ['a', 'b'], courses: ['d'], assessments: ['c'], topics: ['e'],
      contentItems: ['f'] });
  });
});
