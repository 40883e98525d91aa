import { describe, expect, it } from 'vitest';
import { refreshedMessage, messageSchemas, learnerQueryOf } from '../realtime/messages.ts';
import { learnerAnalyticIds } from '../analytics/catalogue.ts';
import { uuid } from '../testing/build-facts.ts';
import { ageSeconds, isFresh, needsRecalculation } from './freshness.ts';
import { decideManualRequest } from './limits.ts';
import { endState } from './run-state.ts';
import { scopeKey, scopeSchema } from './scope.ts';
import type { Scope } from './scope.ts';

const now = '2026-03-31T12:00:00.000Z';
const ago = (seconds: number) => new Date(Date.parse(now) - seconds * 1000).toISOString();
const courseId = uuid('c0', 1);
const userId = uuid('aa', 1);
const scopes: Scope[] = [{ kind: 'organization' }, { kind: 'course', courseId }, { kind: 'learner', userId }];

describe('decideManualRequest', () => {
  it('leaves 5 of 5 with no history, 1 of 5 after four', () => {
    expect(decideManualRequest([], now)).toEqual({ allowed: true, left: 5, retryAfterSeconds: 0 });
    expect(decideManualRequest([10, 20, 30, 40].map(ago), now)).toEqual({ allowed: true, left: 1, retryAfterSeconds: 0 });
  });
  it('five in the window wait for the oldest: 600 - 500 = 100 s; a sixth for the second oldest: 600 - 400 = 200 s', () => {
    expect(decideManualRequest([500, 400, 3, 2, 1].map(ago), now)).toEqual({ allowed: false, left: 0, retryAfterSeconds: 100 });
    expect(decideManualRequest([1, 400, 2, 500, 3, 4].map(ago), now)).toEqual({ allowed: false, left: 0, retryAfterSeconds: 200 });
  });
  it('a request of exactly 600 s ago counts no more, one of 599.9 s still does', () => {
    expect(decideManualRequest([600, 1, 1, 1, 1].map(ago), now)).toMatchObject({ allowed: true, left: 1 });
    expect(decideManualRequest([599.9, 1, 1, 1, 1].map(ago), now)).toMatchObject({ allowed: false, retryAfterSeconds: 1 });
  });
});

describe('scope', () => {
  it('is named by one key', () => {
    expect(scopes.map(scopeKey)).toEqual(['organization', `course:${courseId}`, `learner:${userId}`]);
    expect(scopeSchema.safeParse({ kind: 'course', courseId: 'x' }).success).toBe(false);
  });
});

describe('freshness', () => {
  it('asks for a recalculation when never done or older than 6 h', () => {
    expect([null, ago(6 * 3600), ago(6 * 3600 + 1)].map((at) => needsRecalculation(at, now))).toEqual([true, false, true]);
  });
  it('is fresh below 60 s; a clock that jumped back makes an age of 0', () => {
    expect([null, ago(59), ago(60)].map((at) => isFresh(at, now))).toEqual([false, true, false]);
    expect(ageSeconds(ago(-5), now)).toBe(0);
  });
});

describe('run states', () => {
  it('end as succeeded, with failures, or failed when all failed', () => {
    expect([endState(10, 0), endState(10, 3), endState(10, 10), endState(0, 0)]).toEqual(['succeeded', 'succeeded_with_failures', 'failed', 'succeeded']);
  });
});

describe('messages', () => {
  it('of analytics that moved name analytic, scope, version and time, and are valid', () => {
    const { name, payload } = refreshedMessage({ kind: 'learner', userId }, [{ analytic: 'mastery', version: 2, calculatedAt: now }]);
    expect(messageSchemas[name].parse(payload)).toEqual({
      refreshed: [{ analytic: 'mastery', version: 2, calculatedAt: now, scope: { kind: 'learner', userId } }],
    });
    expect(learnerAnalyticIds.map((id) => learnerQueryOf[id])).toEqual(['velocity', 'mastery', 'performance', 'engagement', 'skillGaps', 'contentEffectiveness']);
  });
  it('refuse what is no message: no analytic, an unknown one, a negative count', () => {
    expect(messageSchemas['analytics:refreshed'].safeParse({ refreshed: [] }).success).toBe(false);
    const unknown = { analytic: 'x', scope: { kind: 'organization' }, version: 1, calculatedAt: now };
    expect(messageSchemas['analytics:refreshed'].safeParse({ refreshed: [unknown] }).success).toBe(false);
    const progress = { runId: uuid('1', 1), state: 'running', done: 1, total: 2, step: 'saving', etaSeconds: null };
    expect(messageSchemas['recalculation:progress'].safeParse(progress).success).toBe(true);
    expect(messageSchemas['recalculation:progress'].safeParse({ ...progress, done: -1 }).success).toBe(false);
    expect(messageSchemas['recalculation:finished'].safeParse({ runId: uuid('1', 1), state: 'succeeded', failures: 0, durationMs: 12 }).success).toBe(true);
  });
});
