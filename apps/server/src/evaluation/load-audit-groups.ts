import type { OuladTables } from '../ingest/oulad/tables.ts';
import { presentationKey } from '../ingest/oulad/presentation.ts';
import { readTable, type ReadOptions } from '../ingest/read-table.ts';

/** Groups a student belongs to, by attribute. */
export type AuditGroups = Readonly<Partial<Record<string, string>>>;

const attributes = [{ name: 'gender', column: 'gender' }, { name: 'age band', column: 'age_band' }, { name: 'disability', column: 'disability' }] as const;

/** loadAuditGroups reads gender, age band and disability of one presentation, by student: to judge a model by, never for its features. */
export async function loadAuditGroups(tables: OuladTables, key: string, options: ReadOptions): Promise<Map<string, AuditGroups>> {
  const groups = new Map<string, AuditGroups>();
  await readTable(tables.studentInfo, options, (row) => {
    if (presentationKey(row) !== key) return false;
    const known = attributes.flatMap(({ name, column }) => {
      const value = row.textOrNull(column);
      return value === null ? [] : [[name, value] as const];
    });
    groups.set(row.id('id_student'), Object.fromEntries(known));
    return true;
  });
  return groups;
}
