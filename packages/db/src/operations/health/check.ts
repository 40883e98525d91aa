import type { Instant } from '@verdant/domain/time/day';
import type pg from 'pg';
import type { TenantPool } from '../../connect.ts';
import type { OrganizationEntry } from '../list-organizations.ts';

export const healthStates = ['ok', 'warning', 'problem'] as const;
export type HealthState = (typeof healthStates)[number];

/** What a check found: its state, one sentence about it, and what to do; figures for machines, durations in seconds and sizes in bytes. */
export type Finding = { state: HealthState; found: string; advice: string | null; figures: Record<string, number | string | null> };

/** What a check looks at. */
export type Examined = {
  /** A connection as the login itself, in a read-only transaction of this check's own. */
  server: pg.ClientBase;
  owner: TenantPool;
  organizations: readonly OrganizationEntry[];
  /** Whether the login sees what sessions of other roles do. */
  seesAll: boolean;
  now: Instant;
};

export type HealthCheck = { name: string; title: string; examine: (at: Examined) => Promise<Finding> };

/** ok is a finding that needs nothing. */
export const ok = (found: string, figures: Finding['figures'] = {}): Finding => ({ state: 'ok', found, advice: null, figures });

/** gradeBy gives the state of a value that must stay below two limits. */
export function gradeBy(value: number, { warning, problem }: { warning: number; problem: number }): HealthState {
  if (value >= problem) return 'problem';
  return value >= warning ? 'warning' : 'ok';
}

/** finding makes a finding of a state; what to do is said only where something is to do. */
export const finding = (state: HealthState, found: string, advice: string, figures: Finding['figures'] = {}): Finding =>
  ({ state, found, advice: state === 'ok' ? null : advice, figures });
