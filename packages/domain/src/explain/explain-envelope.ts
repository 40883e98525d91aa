import { catalogue } from '../analytics/catalogue.ts';
import type { AnalyticId } from '../analytics/catalogue.ts';
import type { Envelope, Unit } from '../analytics/envelope.ts';
import type { Settings } from '../analytics/settings.ts';
import type { AnalyticContext } from '../analytics/state.ts';
import { explanationOf, withoutValue } from './explanation.ts';
import type { ExplainedInput, Explanation } from './explanation.ts';

type SettingsKey = keyof Settings;

/** Groups of settings that a formula reads. */
const settingsUsed: Record<AnalyticId, readonly SettingsKey[]> = {
  'learning-velocity': ['velocity'], 'skill-gaps': ['gaps', 'mastery'], engagement: ['engagement'], mastery: ['mastery'], performance: ['performance'],
  'content-effectiveness': ['performance'], 'course-performance': ['course', 'performance', 'minRaters', 'privacyK'],
  'course-health': ['health', 'course', 'performance', 'minRaters', 'privacyK'], 'student-distribution': ['performance', 'privacyK'],
  'teaching-effectiveness': ['course', 'performance', 'minRaters', 'privacyK'], 'org-learning-velocity': ['orgPace', 'privacyK', 'release'],
  'strategic-alignment': ['alignment', 'privacyK', 'release'], 'department-team': ['privacyK', 'release'], 'learning-culture': ['culture', 'privacyK', 'release'],
  'drop-off-risk': ['risk'], 'outcome-forecast': ['velocity'], recommendations: ['recommend', 'gaps', 'privacyK'], 'skill-demand': ['demand', 'privacyK', 'release'],
  'peer-comparison': ['privacyK', 'release'],
};

type Leaf = { place: string; path: string; value: number | string | null };

function leavesOf(value: unknown, place = '', path = ''): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((one, i) => leavesOf(one, `${place}[${i}]`, `${path}[]`));
  if (typeof value === 'number' || typeof value === 'string' || value === null) return [{ place, path, value }];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, place === '' ? key : `${place}.${key}`, path === '' ? key : `${path}.${key}`));
}

function inputsOf(value: unknown, units: Readonly<Record<string, Unit>>, nulls: Envelope<unknown>['nulls'], from: string): ExplainedInput[] {
  return leavesOf(value).flatMap((leaf): ExplainedInput[] => {
    const unit = units[leaf.path];
    if (unit === undefined) return [];
    return [{ name: leaf.place, value: leaf.value, unit, from: leaf.value === null ? `not shown: ${nulls[leaf.path] ?? nulls[leaf.place] ?? 'no data'}` : from }];
  });
}

function bandsIn(value: unknown): { id: string; label: string }[] {
  const band = typeof value === 'object' && value !== null && 'band' in value ? value.band : null;
  return typeof band === 'string' ? [{ id: band, label: band }] : [];
}

/**
 * explainEnvelope explains any envelope from what it publishes: the formula, the settings used, and the published fields as inputs; its one step is the
 * headline. It invents no intermediate value.
 */
export function explainEnvelope(envelope: Envelope<unknown>, ctx: AnalyticContext): Explanation {
  const { analytic, value, units, nulls, releaseId } = envelope;
  const { headline, formula } = catalogue[analytic];
  const settings = Object.fromEntries(settingsUsed[analytic].map((key) => [key, ctx.settings[key]]));
  if (value === null) return explanationOf(analytic, ctx, { inputs: [], steps: [withoutValue(envelope)], settings });
  const first = leavesOf(value).find(({ path }) => path === headline.path)?.value ?? null;
  const from = releaseId === null ? 'published field' : `release of ${releaseId}`;
  return explanationOf(analytic, ctx, {
    inputs: inputsOf(value, units, nulls, from), steps: [{ label: headline.label, expression: formula.symbols, value: first }], settings, bands: bandsIn(value),
  });
}
