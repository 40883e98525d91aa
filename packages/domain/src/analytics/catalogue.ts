import type { Role } from '../access/roles.ts';
import type { FactKind } from '../facts/facts.ts';
import type { Unit } from './envelope.ts';
import { contentEffectivenessEntry } from './entries/content-effectiveness.ts';
import { engagementEntry } from './entries/engagement.ts';
import { learningVelocityEntry } from './entries/learning-velocity.ts';
import { masteryEntry } from './entries/mastery.ts';
import { performanceEntry } from './entries/performance.ts';
import { skillGapsEntry } from './entries/skill-gaps.ts';

/** The six learner analytics of the first release; later analytics join this one list. */
export const analyticIds = [
  'learning-velocity', 'mastery', 'performance', 'engagement', 'skill-gaps', 'content-effectiveness',
] as const;
export type AnalyticId = (typeof analyticIds)[number];

/** Stored type of an analytic: its id with underscores. */
export type AnalyticType = 'learning_velocity' | 'mastery' | 'performance' | 'engagement' | 'skill_gaps' | 'content_effectiveness';

/** How soon a result is recalculated and when it counts as stale. */
export type FreshnessClass = 'live' | 'hourly' | 'nightly' | 'release';
export const staleAfterHours = { live: 6, hourly: 6, nightly: 30, release: 30 } as const satisfies Record<FreshnessClass, number>;

export type ChartKind =
  | 'line' | 'bars' | 'gauge' | 'progress-bar' | 'progress-bars' | 'heat-map' | 'calendar' | 'ranked-bars' | 'radar' | 'timeline' | 'hours'
  | 'chips' | 'stacked-area' | 'scatter' | 'interval-bars';

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
  mastery: masteryEntry,
  performance: performanceEntry,
  engagement: engagementEntry,
  'skill-gaps': skillGapsEntry,
  'content-effectiveness': contentEffectivenessEntry,
};

/** isAnalyticId tells a known slug from any other text. */
export function isAnalyticId(text: string): text is AnalyticId {
  return analyticIds.some((id) => id === text);
}

/** analyticTypeOf gives the stored type of an analytic. */
export function analyticTypeOf(id: AnalyticId): AnalyticType {
  return catalogue[id].type;
}

/** analyticIdOf gives the analytic of a stored type. */
export function analyticIdOf(type: AnalyticType): AnalyticId {
  const types = { learning_velocity: 'learning-velocity', mastery: 'mastery', performance: 'performance', engagement: 'engagement',
    skill_gaps: 'skill-gaps', content_effectiveness: 'content-effectiveness' } as const satisfies Record<AnalyticType, AnalyticId>;
  return types[type];
}

/** unitsOf lists the unit of every numeric field of an analytic by its path. */
export function unitsOf(id: AnalyticId): Record<string, Unit> {
  return Object.fromEntries(catalogue[id].fields.map(({ path, unit }) => [path, unit]));
}

/** fieldOf finds a field's declaration by its path; unknown paths give null. */
export function fieldOf(id: AnalyticId, path: string): FieldSpec | null {
  return catalogue[id].fields.find((field) => field.path === path) ?? null;
}
