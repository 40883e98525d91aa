import { DomainError } from '../errors.ts';
import { pathOf } from './describe-issue.ts';

/** requireFinite refuses a result with a number that is none, which only facts beyond all measure can give; its place is told. */
export function requireFinite(value: unknown, path: readonly PropertyKey[] = []): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new DomainError('invalid-input', `facts: give no finite number for ${pathOf(path)}`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) requireFinite(one, [...path, Array.isArray(value) ? Number(key) : key]);
}
