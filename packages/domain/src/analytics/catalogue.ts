import type { Role } from '../access/roles.ts';
import type { FactKind } from '../facts/facts.ts';
import type { Unit } from './envelope.ts';
import { contentEffectivenessEntry } from './entries/content-effectiveness.ts';
import { courseHealthEntry } from './entries/course-health.ts';
import { coursePerformanceEntry } from './entries/course-performance.ts';
import { departmentTeamEntry } from './entries/department-team.ts';
import { dropOffRiskEntry } from './entries/drop-off-risk.ts';
import { engagementEntry } from './entries/engagement.ts';
import { learningCultureEntry } from './entries/learning-culture.ts';
import { learningVelocityEntry } from './entries/learning-velocity.ts';
import { masteryEntry } from './entries/mastery.ts';
import { orgLearningVelocityEntry } from './entries/org-learning-velocity.ts';
import { outcomeForecastEntry } from './entries/outcome-forecast.ts';
import { peerComparisonEntry } from './entries/peer-comparison.ts';
import { performanceEntry } from './entries/performance.ts';
import { recommendationsEntry } from './entries/recommendations.ts';
import { skillDemandEntry } from './entries/skill-demand.ts';
import { skillGapsEntry } from './entries/skill-gaps.ts';
import { strategicAlignmentEntry } from './entries/strategic-alignment.ts';
import { studentDistributionEntry } from './entries/student-distribution.ts';
import { teachingEffectivenessEntry } from './entries/teaching-effectiveness.ts';

/** Every analytic, in the order of its number. */
export const analyticIds = [
  'learning-velocity', 'skill-gaps', 'engagement', 'mastery', 'performance', 'content-effectiveness', 'course-performance', 'course-health',
  'student-distribution', 'teaching-effectiveness', 'org-learning-velocity', 'strategic-alignment', 'department-team', 'learning-culture',
  'drop-off-risk', 'outcome-forecast', 'recommendations', 'skill-demand', 'peer-comparison',
] as const;
export type AnalyticId = (typeof analyticIds)[number];

/** The six that are calculated and stored for every learner, in the order of their cards. */
export const learnerAnalyticIds = [
  'learning-velocity', 'mastery', 'performance', 'engagement', 'skill-gaps', 'content-effectiveness',
] as const satisfies readonly AnalyticId[];
export type LearnerAnalyticId = (typeof learnerAnalyticIds)[number];

type Underscored<Id extends string> = Id extends `${infer Head}-${infer Tail}` ? `${Head}_${Underscored<Tail>}` : Id;
type Hyphened<Type extends string> = Type extends `${infer Head}_${infer Tail}` ? `${Head}-${Hyphened<Tail>}` : Type;

/** Stored type of an analytic: its id with underscores. */
export type AnalyticType = Underscored<AnalyticId>;
export type LearnerAnalyticType = Underscored<LearnerAnalyticId>;

/** How soon a result is recalculated and when it counts as stale. */
export type FreshnessClass = 'live' | 'hourly' | 'nightly' | 'release';
export const staleAfterHours = { live: 6, hourly: 6, nightly: 30, release: 30 } as const satisfies Record<FreshnessClass, number>;

export type ChartKind =
  | 'line' | 'bars' | 'gauge' | 'progress-bar' | 'progress-bars' | 'heat-map' | 'calendar' | 'ranked-bars' | 'radar' | 'timeline' | 'hours'
  | 'chips' | 'stacked-area' | 'scatter' | 'interval-bars' | 'combined' | 'funnel' | 'histogram' | 'box-plot' | 'matrix' | 'table' | 'list' | 'strip';

/** One numeric field: `path` is its place in the value, `[]` standing for every element of a list. */
export type FieldSpec = { path: string; label: string; unit: Unit; decimals: number };

/** Everything a page, the API or the help says about an analytic besides its numbers. */
export type CatalogueEntry = {
  id: AnalyticId;
  type: AnalyticType;
  number: number;
  name: string;
  definition: string;
  /** In words, then in symbols. */
  formula: { words: string; symbols: string };
  formulaVersion: string;
  grain: string;
  audience: readonly Role[];
  freshness: FreshnessClass;
  fields: readonly FieldSpec[];
  /** Days a reader may choose where the formula has a window; null where it has none. `label` words the default. */
  window: { choices: readonly number[]; default: number; label: string } | { choices: null; default: null; label: string };
  charts: { default: ChartKind; others: readonly ChartKind[] };
  /** Path of the field that stands large on a card, and what to call it. */
  headline: { path: string; label: string };
  /** Each group must be delivered by at least one of its kinds. */
  required: readonly (readonly FactKind[])[];
  optional: readonly FactKind[];
  minimumEvidence: string;
  example: string;
};

/** catalogue: the one place for names, units and rules of every analytic. */
export const catalogue: Record<AnalyticId, CatalogueEntry> = {
  'learning-velocity': learningVelocityEntry,
  'skill-gaps': skillGapsEntry,
  engagement: engagementEntry,
  mastery: masteryEntry,
  performance: performanceEntry,
  'content-effectiveness': contentEffectivenessEntry,
  'course-performance': coursePerformanceEntry,
  'course-health': courseHealthEntry,
  'student-distribution': studentDistributionEntry,
  'teaching-effectiveness': teachingEffectivenessEntry,
  'org-learning-velocity': orgLearningVelocityEntry,
  'strategic-alignment': strategicAlignmentEntry,
  'department-team': departmentTeamEntry,
  'learning-culture': learningCultureEntry,
  'drop-off-risk': dropOffRiskEntry,
  'outcome-forecast': outcomeForecastEntry,
  recommendations: recommendationsEntry,
  'skill-demand': skillDemandEntry,
  'peer-comparison': peerComparisonEntry,
};

/** isAnalyticId tells a known id from any other text. */
export function isAnalyticId(text: string): text is AnalyticId {
  return analyticIds.some((id) => id === text);
}

/** isLearnerAnalyticId tells the id of one of the six learner analytics from any other text. */
export function isLearnerAnalyticId(text: string): text is LearnerAnalyticId {
  return learnerAnalyticIds.some((id) => id === text);
}

/** analyticTypeOf gives the stored type of an analytic. */
export function analyticTypeOf<Id extends AnalyticId>(id: Id): Underscored<Id> {
  return id.replaceAll('-', '_') as Underscored<Id>;
}

/** analyticIdOf gives the analytic of a stored type. */
export function analyticIdOf<Type extends AnalyticType>(type: Type): Hyphened<Type> {
  return type.replaceAll('_', '-') as Hyphened<Type>;
}

/** Every envelope of an analytic has the same units. */
const unitsById = new Map<AnalyticId, Record<string, Unit>>();

/** unitsOf lists the unit of every numeric field of an analytic by its path. */
export function unitsOf(id: AnalyticId): Record<string, Unit> {
  const units = unitsById.get(id) ?? Object.fromEntries(catalogue[id].fields.map(({ path, unit }) => [path, unit]));
  unitsById.set(id, units);
  return units;
}

/** fieldOf finds a field's declaration by its path; unknown paths give null. */
export function fieldOf(id: AnalyticId, path: string): FieldSpec | null {
  return catalogue[id].fields.find((field) => field.path === path) ?? null;
}
