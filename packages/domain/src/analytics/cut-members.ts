import type { MemberValue, Members } from '../privacy/cohort.ts';

/** membersOf gives the people of a cohort with their values; who has none (null) is not a member. */
export function membersOf<Row extends { userId: string }, Value extends MemberValue>(
  rows: readonly Row[], valueOf: (row: Row) => Value | null,
): Members<Value> {
  return new Map(rows.flatMap((row) => {
    const value = valueOf(row);
    return value === null ? [] : [[row.userId, value] as const];
  }));
}
