import { defaultSettings } from '../analytics/settings.ts';
import type { AnalyticContext, EnrollmentRef, LearnerState, PathRef, TargetRef } from '../analytics/state.ts';
import { foldLearner } from '../rollups/fold-learner.ts';
import type { LearnerFacts } from '../rollups/learner-facts.ts';
import { addDays } from '../time/day.ts';
import { buildFacts, user, utc } from './build-facts.ts';

/** D of the specification's vectors. */
export const D = '2026-03-31';
const everything = [
  'courses', 'topics', 'content_items', 'assessments', 'skills', 'enrollments', 'learning_events', 'topic_completions', 'assessment_attempts',
  'practice_results', 'skill_observations', 'skill_levels', 'skill_targets', 'learning_paths', 'kpis',
] as const;

export function buildContext(fields: Partial<AnalyticContext> = {}): AnalyticContext {
  return {
    now: `${D}T18:00:00.000Z`, timeZone: 'UTC', settings: defaultSettings, settingsVersion: 1, viewer: { role: 'learner' }, sources: [],
    available: { facts: new Set(everything), measures: new Set(['time-of-day', 'minutes'] as const) }, ...fields,
  };
}

/** buildState folds facts and sets the tenure by an enrollment `tenureDays` before D. */
export function buildState(facts: Partial<LearnerFacts>, tenureDays: number, fields: Partial<LearnerState> = {}): LearnerState {
  const folded = foldLearner(buildFacts(facts), utc);
  const enrollment: EnrollmentRef = { courseId: 'c', enrolledDay: addDays(D, 1 - tenureDays), status: 'active', dueDay: null, topicIds: [] };
  return {
    userId: user, joinedDay: D, ...folded, paths: [], enrollments: [enrollment], targets: [], levels: [], topicRefs: new Map(), ...fields,
  };
}

export function buildPath(topicIds: string[], fields: Partial<PathRef> = {}): PathRef {
  return { id: 'path', title: 'Path', startDate: '2026-02-01', status: 'active', topicIds, targetDate: null, targetTopicsPerWeek: null, ...fields };
}
export function buildTarget(skillId: string, target: number, fields: Partial<TargetRef> = {}): TargetRef {
  return { skillId, target, origin: 'organization', business: null, prerequisites: null, marketDemand: null, careerImpact: null, due: null, ...fields };
}
