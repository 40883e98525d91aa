import { DomainError } from '@verdant/domain/errors';
import { countFailure, forgetFailures, readFailures, type Entrance } from '@verdant/db/stores/sessions';
import { createHash } from 'node:crypto';

export const triesPerAddress = 5;
/** Looser, over all addresses: it slows a distributed guess without letting one stranger lock a person out. */
export const triesPerAccount = 50;
const windowSeconds = 15 * 60;

type Attempt = { organization: string; email: string; address: string };

const keyOf = (...parts: string[]): string => createHash('sha256').update(parts.join('|')).digest('hex');
const accountKey = ({ organization, email }: Attempt): string => keyOf(organization.toLowerCase(), email.toLowerCase());
const addressKey = ({ organization, email, address }: Attempt): string => keyOf(organization.toLowerCase(), email.toLowerCase(), address);

function refuse(secondsLeft: number): never {
  throw new DomainError('locked-out', 'Too many tries. Please wait until the countdown ends.', { retryAfterSeconds: secondsLeft });
}

/** takeTry counts a try before the password is looked at, so that many at once cannot slip through; over the limit it throws `locked-out` with the seconds. */
export async function takeTry(entrance: Entrance, attempt: Attempt): Promise<void> {
  const account = await readFailures(entrance, accountKey(attempt), windowSeconds);
  if (account.failures >= triesPerAccount) refuse(account.secondsLeft);
  await countFailure(entrance, addressKey(attempt), windowSeconds);
  const here = await readFailures(entrance, addressKey(attempt), windowSeconds);
  if (here.failures > triesPerAddress) refuse(here.secondsLeft);
}

/** keepFailure counts a wrong password against the account as a whole. */
export const keepFailure = (entrance: Entrance, attempt: Attempt): Promise<void> => countFailure(entrance, accountKey(attempt), windowSeconds);

/** forgiveTries clears what was counted here after a success. */
export const forgiveTries = (entrance: Entrance, attempt: Attempt): Promise<void> => forgetFailures(entrance, addressKey(attempt));
