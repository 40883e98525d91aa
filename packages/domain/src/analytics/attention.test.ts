import { describe, expect, it } from 'vitest';
import { buildContext } from '../testing/build-state.ts';
import { engagement, performance, skillGaps, velocity } from '../testing/build-values.ts';
import { addDays } from '../time/day.ts';
import { rankAttention } from './attention.ts';
import { insufficientEnvelope, valueEnvelope } from './build-envelope.ts';
import type { Envelope } from './envelope.ts';
import type { Performance } from './performance-value.ts';
import type { LearnerAnalyticId } from './catalogue.ts';
import type { AnalyticValues, LearnerAnalytics } from './values.ts';

const ctx = buildContext();
const today = '2026-03-31';
const ago = (days: number) => addDays(today, -days);
const evidence = { n: 0, coverage: 0, asOf: null };

function envelopeOf<Id extends LearnerAnalyticId>(id: Id, value: AnalyticValues[Id] | undefined): Envelope<AnalyticValues[Id]> {
  const need = { what: 'days of history', have: 0, required: 7 };
  return value === undefined ? insufficientEnvelope(id, ctx, 'short-history', need, evidence) : valueEnvelope(id, ctx, value, evidence);
}

function analyticsOf(values: Partial<AnalyticValues>): LearnerAnalytics {
  return {
    'learning-velocity': envelopeOf('learning-velocity', values['learning-velocity']), mastery: envelopeOf('mastery', values.mastery),
    performance: envelopeOf('performance', values.performance), engagement: envelopeOf('engagement', values.engagement),
    'skill-gaps': envelopeOf('skill-gaps', values['skill-gaps']), 'content-effectiveness': envelopeOf('content-effectiveness', values['content-effectiveness']),
  };
}

const rank = (values: Partial<AnalyticValues>, lastActivityDay: string | null = today) => rankAttention(analyticsOf(values), lastActivityDay, today);
const attempt = (pct: number, passed: boolean): Performance['last10'][number] =>
  ({ id: 'a', assessmentId: 'x', courseId: null, occurredAt: ctx.now, pct, passed, durationMin: null });

const behind = velocity({ paceStatus: 'behind', averagePace: 0.5, targetPace: 1.4, momentum: 'slowing' });
const atRisk = engagement({ score: 12.5, band: 'at-risk' });
const declining = performance({ trend: 'declining', slope: -3.5 });

describe('rankAttention', () => {
  it.each([
    ['7 days of silence: 25', {}, ago(7), 25, 'inactive', 'No activity for 7 days'],
    ['13 days of silence: 25', {}, ago(13), 25, 'inactive', 'No activity for 13 days'],
    ['14 days of silence: 40', {}, ago(14), 40, 'inactive', 'No activity for 14 days'],
    ['engagement at risk: 20', { engagement: atRisk }, today, 20, 'low-engagement', 'Engagement 12.5 of 100'],
    ['behind plan: 20', { 'learning-velocity': behind }, today, 20, 'behind-plan', 'Pace 0.5 of 1.4 topics a week'],
    ['stalled: 15', { 'learning-velocity': velocity({ momentum: 'stalled', averagePace: 0.7 }) }, today, 15, 'stalled', 'No topic finished in 7 days'],
    ['falling results: 15', { performance: declining }, today, 15, 'declining', 'Results fall by 3.5 points an attempt'],
    ['one point an attempt', { performance: performance({ trend: 'declining', slope: -1 }) }, today, 15, 'declining', 'Results fall by 1 point an attempt'],
    ['one critical gap: 10', { 'skill-gaps': skillGaps({}, { critical: 1 }) }, today, 10, 'critical-gaps', '1 critical skill gap'],
    ['three critical gaps: still 10', { 'skill-gaps': skillGaps({}, { critical: 3 }) }, today, 10, 'critical-gaps', '3 critical skill gaps'],
    ['last attempt failed: 5', { performance: performance({ last10: [attempt(90, true), attempt(40, false)] }) }, today, 5, 'failed-last',
      'Last result 40 %, not passed'],
  ] as const)('%s', (_, values, lastActivityDay, score, code, text) => {
    expect(rank(values, lastActivityDay)).toEqual({ score, reasons: [{ code, text }] });
  });

  it('needs a reason: 6 days of silence, engaged, on track, never started, steady results, high gaps and a passed last attempt add nothing', () => {
    expect(rank({
      engagement: engagement({ band: 'engaged' }), 'skill-gaps': skillGaps({}, { open: 4, high: 4 }),
      'learning-velocity': velocity({ paceStatus: 'on-track', momentum: 'stalled', averagePace: 0 }),
      performance: performance({ trend: 'stable', slope: -1, last10: [attempt(40, false), attempt(90, true)] }),
    }, ago(6))).toEqual({ score: 0, reasons: [] });
  });

  it('analytics without evidence add nothing, and one who was never active is not called silent', () => {
    expect(rank({}, null)).toEqual({ score: 0, reasons: [] });
  });

  it('names the strongest first, equal ones in a fixed order: 40 + 20 + 20 + 15 + 15 + 10 + 5 = 125 is 100', () => {
    const all = rank({
      engagement: atRisk, 'learning-velocity': velocity({ ...behind, momentum: 'stalled' }), 'skill-gaps': skillGaps({}, { critical: 2 }),
      performance: performance({ ...declining, last10: [attempt(40, false)] }),
    }, ago(20));
    expect(all.score).toBe(100);
    expect(all.reasons.map(({ code }) => code)).toEqual(['inactive', 'low-engagement', 'behind-plan', 'stalled', 'declining', 'critical-gaps', 'failed-last']);
  });

  it('25 points of silence stand before 20 of engagement, and 15 of falling results after: 25 + 20 + 15 = 60', () => {
    const { score, reasons } = rank({ engagement: atRisk, performance: declining }, ago(10));
    expect([score, reasons.map(({ code }) => code)]).toEqual([60, ['inactive', 'low-engagement', 'declining']]);
  });

  it('one who finished is neither silent, nor at risk, nor behind; what they failed still counts', () => {
    const finished = velocity({ momentum: 'finished', paceStatus: 'behind', remainingTopics: 0 });
    expect(rank({ 'learning-velocity': finished, engagement: atRisk }, ago(40))).toEqual({ score: 0, reasons: [] });
    expect(rank({ 'learning-velocity': finished, performance: performance({ last10: [attempt(30, false)] }) }, ago(40)).score).toBe(5);
  });

  it('a last activity ahead of today is no silence', () => {
    expect(rank({}, addDays(today, 1))).toEqual({ score: 0, reasons: [] });
  });
});
