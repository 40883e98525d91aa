import type { LimitView, RecalculationStatus, RunView } from '@verdant/api/views';
import { describe, expect, it } from 'vitest';
import { secondsUntil } from './use-countdown.ts';
import { justFinished } from './use-last-finished.ts';
import { withOutcome } from './use-recalculation.ts';
import { describeProgress } from './running-bar.tsx';

const run = (id: string): RunView => ({
  id, trigger: 'manual', scope: { kind: 'organization' }, scopeLabel: 'Whole organization', requestedBy: null, state: 'running', step: 'calculating', total: 300, done: 120, failed: 0, changed: 0,
  etaSeconds: 4.2, requestedAt: '2026-03-31T09:00:00.000Z', startedAt: null, finishedAt: null, durationMs: null, steps: [], failures: [], error: null, mayCancel: true,
});
const limit: LimitView = { left: 4, max: 5, windowSeconds: 600, retryAfterSeconds: 0 };
const status = (running: RunView[], last: RunView | null = null): RecalculationStatus => ({ running, last, nextNightlyAt: '2026-04-01T02:00:00.000Z', limit: { ...limit, left: 5 } });

describe('withOutcome', () => {
  it('shows a new run and what is left at once', () => {
    const next = withOutcome(status([]), { outcome: 'started', run: run('a'), limit });
    expect(next?.running.map(({ id }) => id)).toEqual(['a']);
    expect(next?.limit.left).toBe(4);
  });
  it('shows a joined run once, and none where everything is fresh', () => {
    expect(withOutcome(status([run('a')]), { outcome: 'joined', run: run('a'), limit })?.running).toHaveLength(1);
    expect(withOutcome(status([]), { outcome: 'fresh', run: run('a'), limit })?.running).toHaveLength(0);
  });
});

describe('describeProgress', () => {
  it('names step, learners and seconds', () => expect(describeProgress(run('a'))).toBe('Calculating · 120 of 300 learners · about 5 seconds left'));
  it('is queued until it starts', () => expect(describeProgress({ ...run('a'), state: 'queued' })).toBe('Queued'));
  it('invents no time', () => expect(describeProgress({ ...run('a'), etaSeconds: null })).toBe('Calculating · 120 of 300 learners'));
});

describe('justFinished', () => {
  it('is the last run if it ran a moment ago', () => {
    expect(justFinished(['a'], status([], run('a')))?.id).toBe('a');
    expect(justFinished(['a'], status([run('a')], run('a')))).toBeNull();
    expect(justFinished([], status([], run('a')))).toBeNull();
  });
});

describe('secondsUntil', () => {
  it('rounds up and never goes below zero', () => {
    expect(secondsUntil(10_500, 10_000)).toBe(1);
    expect(secondsUntil(9_000, 10_000)).toBe(0);
  });
});
