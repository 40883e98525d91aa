import type { FactKind } from '@verdant/domain/facts/facts';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import {
  assessmentAttempts, assessments, contentItems, courses, enrollments, kpis, learningEvents, learningPaths, practiceResults, skillLevels,
  skillObservations, skills, skillTargets, topicCompletions, topics,
} from '../../schema/facts.ts';

export type ContentColumn = { key: string; name: string; type: string };
export type FactTable = {
  name: string;
  /** Columns beyond the identity: what the digest covers. */
  content: ContentColumn[];
  /** A partitioned table is keyed by (organization, id, occurred_at); its rows are found by id alone. */
  partitioned: boolean;
  hasUser: boolean;
  hasOccurredAt: boolean;
  /** The column points at courses by a foreign key. */
  needsCourse: boolean;
};

const tables = {
  courses, topics, content_items: contentItems, assessments, skills, enrollments, learning_events: learningEvents, topic_completions: topicCompletions,
  assessment_attempts: assessmentAttempts, practice_results: practiceResults, skill_observations: skillObservations, skill_levels: skillLevels,
  skill_targets: skillTargets, learning_paths: learningPaths, kpis,
} satisfies Record<FactKind, PgTable>;

/** Kinds in the order in which they are stored: what is pointed at comes first. */
export const storeOrder = [
  'skills', 'courses', 'topics', 'content_items', 'assessments', 'kpis', 'enrollments', 'learning_paths', 'skill_targets', 'skill_levels',
  'topic_completions', 'assessment_attempts', 'practice_results', 'skill_observations', 'learning_events',
] as const satisfies readonly FactKind[];

const identityKeys = new Set(['organizationId', 'id', 'source', 'sourceId', 'version', 'digest', 'receivedAt']);
const pointsAtCourse = new Set<FactKind>(['topics', 'content_items', 'assessments', 'enrollments']);

function describe(kind: FactKind): FactTable {
  const columns = Object.entries(getTableColumns<PgTable>(tables[kind]));
  const content = columns.filter(([key]) => !identityKeys.has(key)).map(([key, column]) => ({ key, name: column.name, type: column.getSQLType() }));
  const has = (key: string) => content.some((column) => column.key === key);
  return {
    name: getTableName(tables[kind]), content, partitioned: kind === 'learning_events', hasUser: has('userId'), hasOccurredAt: has('occurredAt'),
    needsCourse: pointsAtCourse.has(kind),
  };
}

/** factTables describes every fact's table, read from the Drizzle schema so that a new column cannot be forgotten here. */
export const factTables = new Map(storeOrder.map((kind) => [kind, describe(kind)]));

/** tableOf gives the description of a kind's table. */
export function tableOf(kind: FactKind): FactTable {
  const table = factTables.get(kind);
  if (!table) throw new Error(`No table for facts of kind ${kind}.`);
  return table;
}
