import type { Cohort, Dimension } from '../cohort.ts';

/** person names the i-th person, sortable: p01, p02 … */
export function person(i: number): string {
  return `p${String(i).padStart(2, '0')}`;
}

/** people lists the persons from one number to another, both included. */
export function people(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => person(from + i));
}

type Parts = { audience?: Cohort['audience']; metric?: string; dimension?: Dimension };

function withParts({ audience = 'peers', metric = 'mastery', dimension }: Parts) {
  return { audience, metric, ...(dimension ? { dimension } : {}) };
}

/** scoreCohort declares a cohort of a score. */
export function scoreCohort(id: string, members: Iterable<readonly [string, number]>, parts: Parts = {}): Cohort {
  return { id, kind: 'score', members: new Map(members), ...withParts(parts) };
}

/** rateCohort declares a cohort of a rate, by default of the admin's audience. */
export function rateCohort(id: string, members: Iterable<readonly [string, 0 | 1]>, parts: Parts = {}): Cohort {
  return { id, kind: 'rate', members: new Map(members), ...withParts({ audience: 'admin', metric: 'participation', ...parts }) };
}

/** countCohort declares a cohort of a count. */
export function countCohort(id: string, members: Iterable<readonly [string, readonly number[]]>, parts: Parts = {}): Cohort {
  return { id, kind: 'count', members: new Map(members), ...withParts({ audience: 'admin', metric: 'demand', ...parts }) };
}
