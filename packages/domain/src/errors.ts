/** Every way a rule of the product can refuse; borders map a code to their own answer. */
export const domainErrorCodes = [
  'not-found', 'forbidden', 'unauthenticated', 'invalid-credentials', 'locked-out', 'rate-limited', 'conflict', 'invalid-input', 'too-large', 'unavailable',
] as const;
export type DomainErrorCode = (typeof domainErrorCodes)[number];

/** Facts a caller may show, e.g. the seconds to wait. */
export type DomainErrorData = Readonly<Record<string, string | number | boolean | null>>;

/** DomainError is a broken rule with a code; everything else that is thrown is a defect. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly data: DomainErrorData;

  constructor(code: DomainErrorCode, message: string = code, data: DomainErrorData = {}) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.data = data;
  }
}

/** isDomainError tells a broken rule from a defect. */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError;
}
