import { TRPCError } from '@trpc/server';
import { isDomainError, type DomainError, type DomainErrorCode } from '@verdant/domain/errors';
import { z } from 'zod';

/** How each broken rule is answered. */
const answerOf = {
  'not-found': 'NOT_FOUND', forbidden: 'FORBIDDEN', unauthenticated: 'UNAUTHORIZED', 'invalid-credentials': 'UNAUTHORIZED',
  'locked-out': 'TOO_MANY_REQUESTS', 'rate-limited': 'TOO_MANY_REQUESTS', conflict: 'CONFLICT', 'invalid-input': 'BAD_REQUEST',
  'too-large': 'PAYLOAD_TOO_LARGE', unavailable: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<DomainErrorCode, TRPCError['code']>;

/** toAnswer turns a broken rule into its answer; a defect stays what it is. */
export function toAnswer(error: TRPCError): TRPCError {
  return isDomainError(error.cause) ? new TRPCError({ code: answerOf[error.cause.code], message: error.cause.message, cause: error.cause }) : error;
}

const reasonOf: Partial<Record<TRPCError['code'], DomainErrorCode>> = {
  NOT_FOUND: 'not-found', FORBIDDEN: 'forbidden', UNAUTHORIZED: 'unauthenticated', BAD_REQUEST: 'invalid-input', PARSE_ERROR: 'invalid-input',
};

function domainErrorOf(error: TRPCError): DomainError | null {
  return isDomainError(error.cause) ? error.cause : null;
}

/** answerDetails is what an error says beside its code: the rule that broke, and the seconds to wait where there are any. */
export function answerDetails(error: TRPCError): { reason: DomainErrorCode | null; retryAfterSeconds: number | null } {
  const broken = domainErrorOf(error);
  const seconds = broken?.data['retryAfterSeconds'];
  return { reason: broken?.code ?? reasonOf[error.code] ?? null, retryAfterSeconds: typeof seconds === 'number' ? seconds : null };
}

/** answerText is the sentence for the caller; a defect's own words stay in the log. */
export function answerText(error: TRPCError): string {
  if (error.cause instanceof z.ZodError) {
    return error.cause.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('; ');
  }
  return error.code === 'INTERNAL_SERVER_ERROR' ? 'Something went wrong on our side.' : error.message;
}
