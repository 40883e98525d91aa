/** What a failed call tells the page, read with care: the network may have answered instead of the server. */
export type Failure = { code: string | null; reason: string | null; requestId: string | null; retryAfterSeconds: number | null };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
const numberOf = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** readFailure reads code, reason, request id and waiting time from any thrown value. */
export function readFailure(error: unknown): Failure {
  const data = isRecord(error) && isRecord(error['data']) ? error['data'] : {};
  return {
    code: textOf(data['code']), reason: textOf(data['reason']), requestId: textOf(data['requestId']), retryAfterSeconds: numberOf(data['retryAfterSeconds']),
  };
}

/** isNotFound holds for what is absent, foreign or not allowed: all three look the same to the reader. */
export function isNotFound(error: unknown): boolean {
  const { code } = readFailure(error);
  return code === 'NOT_FOUND' || code === 'FORBIDDEN' || code === 'BAD_REQUEST';
}

/** isSignedOut holds when the session is gone. */
export function isSignedOut(error: unknown): boolean {
  return readFailure(error).code === 'UNAUTHORIZED';
}

/** shouldRetry repeats only what may pass by itself: network failures and server faults, twice. */
export function shouldRetry(failures: number, error: unknown): boolean {
  const { code } = readFailure(error);
  return failures < 2 && (code === null || code === 'INTERNAL_SERVER_ERROR' || code === 'TIMEOUT');
}
