import { describe, expect, it } from 'vitest';
import { isNotFound, isSignedOut, readFailure, shouldRetry } from './errors.ts';

const failure = (code: string, more: object = {}) => ({ message: 'x', data: { code, ...more } });

describe('readFailure', () => {
  it('reads what the server says', () => {
    expect(readFailure(failure('TOO_MANY_REQUESTS', { reason: 'locked-out', requestId: 'r-1', retryAfterSeconds: 42 }))).toEqual({
      code: 'TOO_MANY_REQUESTS', reason: 'locked-out', requestId: 'r-1', retryAfterSeconds: 42,
    });
  });
  it.each([[undefined], [null], ['text'], [new Error('fetch failed')], [{ data: { code: 4, retryAfterSeconds: Number.NaN } }]])('survives %s', (thrown) => {
    expect(readFailure(thrown)).toEqual({ code: null, reason: null, requestId: null, retryAfterSeconds: null });
  });
});

describe('what a failure means', () => {
  it('shows one not-found page for absent, foreign and malformed ids', () => {
    for (const code of ['NOT_FOUND', 'FORBIDDEN', 'BAD_REQUEST']) expect(isNotFound(failure(code))).toBe(true);
    expect(isNotFound(failure('INTERNAL_SERVER_ERROR'))).toBe(false);
  });
  it('retries network and server faults twice, answers never', () => {
    expect(shouldRetry(0, new Error('fetch failed'))).toBe(true);
    expect(shouldRetry(1, failure('INTERNAL_SERVER_ERROR'))).toBe(true);
    expect(shouldRetry(2, new Error('fetch failed'))).toBe(false);
    expect(shouldRetry(0, failure('NOT_FOUND'))).toBe(false);
    expect(shouldRetry(0, failure('UNAUTHORIZED'))).toBe(false);
  });
  it('knows a lost session', () => {
    expect(isSignedOut(failure('UNAUTHORIZED'))).toBe(true);
    expect(isSignedOut(failure('FORBIDDEN'))).toBe(false);
  });
});
