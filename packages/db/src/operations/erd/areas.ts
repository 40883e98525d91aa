import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import * as analytics from '../../schema/analytics.ts';
import * as facts from '../../schema/facts.ts';
import * as operations from '../../schema/operations.ts';
import * as people from '../../schema/people.ts';
import * as rollups from '../../schema/rollups.ts';
import * as teaching from '../../schema/teaching.ts';

/** An area of the schema is one file of `schema/`. */
export type Area = { name: string; about: string; tables: string[] };

const tablesOf = (file: Record<string, unknown>) => Object.values(file).filter((value) => is(value, PgTable)).map((table) => getTableConfig(table).name).sort();

/** areas sorts the tables by the file that declares them. */
export const areas: readonly Area[] = [
  { name: 'People', about: 'Organizations, who belongs to them in which roles, and how they sign in.', tables: tablesOf(people) },
  { name: 'Teaching', about: 'Cohorts, and who trains which courses and cohorts.', tables: tablesOf(teaching) },
  { name: 'Facts', about: 'What sources deliver: reference data and what people did. Everything else is made from it.', tables: tablesOf(facts) },
  {
    name: 'Rollups',
    about: 'Folds of facts, rebuilt for learners whose facts changed; pages and analytics read these, never events.',
    tables: tablesOf(rollups),
  },
  { name: 'Analytics', about: 'The six analytics: one current row for each person, role and type, and their days.', tables: tablesOf(analytics) },
  { name: 'Operations', about: 'Recalculations, sources, the audit log with its chain, and what could not be taken.', tables: tablesOf(operations) },
];
