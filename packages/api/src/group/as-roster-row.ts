import type { StandingRow } from '@verdant/db/queries/rows';
import type { RosterRow } from '../views.ts';

/** asRosterRow is one line of a table of people. */
export function asRosterRow({ insufficient: _insufficient, ...row }: StandingRow): RosterRow {
  return row;
}
