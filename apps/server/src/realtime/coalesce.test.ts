import type { RefreshedAnalytic } from '@verdant/domain/realtime/messages';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Addressed } from './bus-to-messages.ts';
import { coalesceMs, makeCoalescer } from './coalesce.ts';

const at = '2026-03-31T09:00:00.000Z';
const userId = '7b0a6a0e-0000-4000-8000-000000000001';
const moved = (analytic: RefreshedAnalytic['analytic'], version: number): RefreshedAnalytic =>
  ({ analytic, scope: { kind: 'learner', userId }, version, calculatedAt: at });
const refreshed = (room: string, ...list: RefreshedAnalytic[]): Addressed => ({ rooms: [room], name: 'analytics:refreshed', payload: { refreshed: list } });
const progress = (done: number, runId = 'r1'): Addressed =>
  ({ rooms: ['org'], name: 'recalculation:progress', payload: { runId, state: 'running', done, total: 9, step: 'calculating', etaSeconds: null } });
const finished: Addressed = { rooms: ['org'], name: 'recalculation:finished', payload: { runId: 'r1', state: 'succeeded', failures: 0, durationMs: 1 } };

let sent: Addressed[];
let coalescer: ReturnType<typeof makeCoalescer>;
beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  coalescer = makeCoalescer((message) => sent.push(message));
});
afterEach(() => { vi.useRealTimers(); });

describe('makeCoalescer', () => {
  it('sends the first at once and joins what follows: each analytic once, its newest version', () => {
    coalescer.push(refreshed('u', moved('mastery', 1)));
    expect(sent).toHaveLength(1);
    coalescer.push(refreshed('u', moved('mastery', 3), moved('engagement', 5)));
    coalescer.push(refreshed('u', moved('mastery', 2)));
    vi.advanceTimersByTime(coalesceMs - 1);
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sent.slice(1)).toEqual([refreshed('u', moved('mastery', 3), moved('engagement', 5))]);
  });

  it('lets no room wait for another', () => {
    coalescer.push(refreshed('u', moved('mastery', 1)));
    coalescer.push(refreshed('v', moved('mastery', 1)));
    expect(sent).toHaveLength(2);
  });

  it('sends at most one in 250 ms however many come: 100 in a second are 5', () => {
    for (let i = 0; i < 100; i++) {
      coalescer.push(progress(i));
      vi.advanceTimersByTime(10);
    }
    expect(sent.length).toBeLessThanOrEqual(5);
    vi.advanceTimersByTime(coalesceMs);
    expect(sent.at(-1)).toEqual(progress(99));
  });

  it('a run that ended stays ended, and another run is told apart', () => {
    coalescer.push(progress(1));
    coalescer.push(finished);
    coalescer.push(progress(2));
    coalescer.push(progress(4, 'r2'));
    vi.advanceTimersByTime(coalesceMs);
    expect(sent.slice(1)).toEqual([finished, progress(4, 'r2')]);
  });

  it('forgets a room that fell silent, and close sends what waits', () => {
    coalescer.push(progress(1));
    vi.advanceTimersByTime(2 * coalesceMs);
    expect(vi.getTimerCount()).toBe(0);
    coalescer.push(progress(2));
    coalescer.push(progress(3));
    coalescer.close();
    expect(sent).toEqual([progress(1), progress(2), progress(3)]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
