import type { FactKind } from '../facts/facts.ts';
import { catalogue } from './catalogue.ts';
import type { AnalyticId } from './catalogue.ts';
import type { SourceUse } from './envelope.ts';

/** Services that deliver a kind of fact. */
const servicesOf: Record<FactKind, readonly string[]> = {
  courses: ['course-builder'], topics: ['course-builder'], content_items: ['content-studio'], assessments: ['assessment'], skills: ['skills-engine'],
  enrollments: ['course-builder'], learning_events: ['ingestion'], topic_completions: ['course-builder', 'learner-ai'],
  assessment_attempts: ['assessment'], practice_results: ['devlab'], skill_observations: ['ingestion'], skill_levels: ['skills-engine'],
  skill_targets: ['directory', 'skills-engine'], learning_paths: ['learner-ai'], kpis: ['directory'],
};
const knownServices = new Set(Object.values(servicesOf).flat());

/** usesStaleSource tells whether a source that an analytic requires is stale; a source of another kind (an import) is taken to deliver everything. */
export function usesStaleSource(id: AnalyticId, sources: readonly SourceUse[]): boolean {
  const required = new Set(catalogue[id].required.flat().flatMap((kind) => servicesOf[kind]));
  return sources.some(({ service, state }) => state === 'stale' && (required.has(service) || !knownServices.has(service)));
}
