import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as schema from './schema/tables.ts';
import { personTables } from './stores/persons/person-tables.ts';

/** Why a query function may read rows of people; everything else about others comes from a release. */
const reasons = {
  person: 'one person whom the caller names: themselves, a learner they train, or anyone for an org admin, which is audited; the policies decide',
  trained: 'learners whom the caller trains, by name or counted',
  named: 'the org admin\'s own people, by name or counted over rows that they may read by name; audited',
  trainers: 'who trains what: no learner in it',
  calculation: 'inputs of calculations, read by the worker, or by operator commands on the machine',
  released: 'figures that were released',
} as const;
type Door = { because: keyof typeof reasons; tables: readonly string[] };

/** Every query file that reads rows of people or of releases, and which. A new one belongs to a release, or is declared here with its reason. */
const doors: Record<string, Door> = {
  'course-averages.ts': { because: 'trained', tables: ['course_trainers', 'enrollments', 'learner_assessments'] },
  'course-state.ts': { because: 'trained', tables: ['assessment_attempts', 'enrollments', 'learner_courses', 'learner_summaries', 'learner_topics'] },
  'current-analytics.ts': { because: 'person', tables: ['analytics', 'analytics_daily'] },
  'distributions.ts': { because: 'trained', tables: ['learner_standings', 'users'] },
  'groups/course-days.ts': { because: 'calculation', tables: ['learner_course_days'] },
  'groups/course-learners.ts': { because: 'calculation', tables: ['learner_courses', 'learner_days', 'learner_items', 'learner_topics'] },
  'groups/course-results.ts': { because: 'calculation', tables: ['learner_assessments'] },
  'groups/course-rollups.ts': { because: 'calculation', tables: ['learner_course_days', 'learner_courses'] },
  'groups/course-topics.ts': { because: 'calculation', tables: ['learner_topics'] },
  'groups/gain-pairs.ts': { because: 'calculation', tables: ['assessment_attempts'] },
  'groups/group-scope.ts': { because: 'calculation', tables: ['enrollments'] },
  'groups/teaching-state.ts': { because: 'trainers', tables: ['course_trainers'] },
  'learner-courses.ts': { because: 'person', tables: ['enrollments', 'learner_topics'] },
  'learner-journeys.ts': { because: 'person', tables: ['enrollments', 'learning_paths', 'users'] },
  'learner-rollups.ts': {
    because: 'person', tables: ['learner_assessments', 'learner_days', 'learner_items', 'learner_skills', 'learner_summaries', 'learner_topics'],
  },
  'learner-targets.ts': { because: 'person', tables: ['skill_levels', 'skill_targets'] },
  'me.ts': { because: 'person', tables: ['users'] },
  'organization-figures.ts': { because: 'named', tables: ['learner_standings', 'user_roles', 'users'] },
  'organization-summary.ts': {
    because: 'calculation',
    tables: ['analytics', 'assessment_attempts', 'learning_events', 'practice_results', 'skill_observations', 'topic_completions', 'user_roles'],
  },
  'outlook.ts': { because: 'person', tables: ['analytics'] },
  'people.ts': { because: 'trained', tables: ['course_trainers', 'learner_standings', 'user_roles', 'users'] },
  'releases/load-group-analytics.ts': { because: 'released', tables: ['group_analytics'] },
  'releases/load-peer-entries.ts': { because: 'released', tables: ['release_entries', 'release_memberships'] },
  'releases/load-release-days.ts': { because: 'released', tables: ['release_entries'] },
  'runs.ts': { because: 'named', tables: ['course_trainers', 'users'] },
  'standings.ts': { because: 'trained', tables: ['learner_standings', 'users'] },
  'trained-groups.ts': { because: 'trained', tables: ['cohort_members', 'cohort_trainers', 'course_trainers', 'enrollments', 'learner_summaries'] },
  'trained-ids.ts': { because: 'trainers', tables: ['cohort_trainers', 'course_trainers'] },
  'workers.ts': { because: 'named', tables: ['learner_standings', 'users'] },
};

const folder = join(import.meta.dirname, 'queries');
const releaseTables = ['group_analytics', 'group_analytics_daily', 'release_entries', 'release_records', 'organization_days'];
const guarded = new Set([...personTables.map(({ name }) => name), ...releaseTables]);
const tableOfExport = new Map(Object.entries<unknown>(schema).flatMap(([name, table]) =>
  (is(table, PgTable) ? [[name, getTableName(table)] as const] : [])));

/** Guarded tables that a source text reads: imported from the schema, or named in SQL after FROM, JOIN, INTO or UPDATE. */
function tablesRead(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const imports = [...code.matchAll(/import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'[./]*\/schema\/[a-z-]+\.ts'/g)].flatMap(([, names = '']) => names.split(','));
  const imported = imports.flatMap((name) => tableOfExport.get(name.trim().split(' as ')[0] ?? '') ?? []);
  const named = [...code.matchAll(/\b(?:from|join|into|update|only)\s+(?:public\.)?"?([a-z_]+)"?/gi)].map(([, name = '']) => name);
  return [...new Set([...imported, ...named])].filter((name) => guarded.has(name)).sort();
}

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('testing/'));
const read = new Map(files.flatMap((file) => {
  const tables = tablesRead(readFileSync(join(folder, file), 'utf8'));
  return tables.length === 0 ? [] : [[file, tables] as const];
}));

describe('figures about others come through one door', () => {
  it('finds tables in imports and in SQL, not in comments', () => {
    const source = `/** from learner_skills */\nimport { users as people, organizations } from '../schema/people.ts';
      sql\`SELECT 1 FROM learner_days d\n JOIN   "learner_topics" t, lateral x -- from nothing\``;
    expect(tablesRead(source)).toEqual(['learner_days', 'learner_topics', 'users']);
  });
  it('every query that reads rows of people is declared, with these tables and no other', () => {
    const undeclared = [...read].filter(([file, tables]) => tables.some((table) => !doors[file]?.tables.includes(table)));
    expect(undeclared).toEqual([]);
  });
  it('nothing is declared that no query reads any more', () => {
    const idle = Object.entries(doors).flatMap(([file, { tables }]) =>
      tables.filter((table) => read.get(file)?.includes(table) !== true).map((table) => [file, table]));
    expect(idle).toEqual([]);
  });
  it('released figures are read by the queries of releases only, and what the next release knows by none', () => {
    const releasing = [...read].filter(([, tables]) => tables.some((table) => releaseTables.includes(table) || table === 'release_memberships'));
    expect(releasing.map(([file]) => file).filter((file) => !file.startsWith('releases/'))).toEqual([]);
    expect([...read.values()].flat()).not.toContain('release_records');
    const declared = Object.entries(doors).filter(([, { because }]) => because === 'released').map(([file]) => file);
    expect(declared).toEqual(releasing.map(([file]) => file).sort());
  });
});
