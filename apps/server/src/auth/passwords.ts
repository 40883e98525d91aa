import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '@verdant/domain/errors';
import { isCommonPassword } from './common-passwords.ts';

/** argon2id with 19 MiB and two passes, about 13 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const shortest = 12;
const longest = 128;

/** hashPassword makes the hash that is stored. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** verifyPassword compares a password with a stored hash. */
export const verifyPassword = (passwordHash: string, password: string): Promise<boolean> => verify(passwordHash, password);

/** checkNewPassword refuses a password that is too short, too long or known to everyone; there are no composition rules. */
export function checkNewPassword(password: string): void {
  const length = [...password].length;
  if (length < shortest || length > longest) throw new DomainError('invalid-input', `A password has ${shortest} to ${longest} characters.`);
  if (isCommonPassword(password)) throw new DomainError('invalid-input', 'This password is one of the first that anybody would try. Choose another.');
}
