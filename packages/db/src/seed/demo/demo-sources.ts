import type { FactKind } from '@verdant/domain/facts/facts';

/** Which service delivers which kinds of facts in the demonstration organization, as in a connected one. */
export const demoSources = {
  directory: ['skill_targets', 'kpis'],
  'course-builder': ['courses', 'topics', 'enrollments', 'topic_completions'],
  'content-studio': ['content_items'],
  ingestion: ['learning_events'],
  assessment: ['assessments', 'assessment_attempts'],
  devlab: ['practice_results'],
  'skills-engine': ['skills', 'skill_levels'],
  'learner-ai': ['learning_paths'],
} as const satisfies Record<string, readonly FactKind[]>;

const sourceByKind = new Map<FactKind, string>(Object.entries(demoSources).flatMap(([source, kinds]) => kinds.map((kind) => [kind, source] as const)));

/** demoSourceOf names the service of a kind of fact. */
export function demoSourceOf(kind: FactKind): string {
  const source = sourceByKind.get(kind);
  if (source === undefined) throw new Error(`No demonstration source delivers ${kind}.`);
  return source;
}
