import { theilSen } from '../stats/theil-sen.ts';
import type { Direction } from '../stats/theil-sen.ts';
import { addDays, daysBetween } from '../time/day.ts';
import { missingSource, suppressedEnvelope, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import { distributePace } from './distribute-pace.ts';
import type { Envelope, ReasonCode } from './envelope.ts';
import { lastDays } from './learner-time.ts';
import { paceLevels } from './org-learning-velocity-value.ts';
import type { OrgLearningVelocity, PaceLevel } from './org-learning-velocity-value.ts';
import { findEntry, firstBandOf, floorToFive, hiddenReasonOf, leastOf, percentOf, quartilesOf, sumsOf } from './released.ts';
import type { ReleaseView, Sums } from './released.ts';
import type { AnalyticContext } from './state.ts';

export type { OrgLearningVelocity } from './org-learning-velocity-value.ts';
export { distributePace } from './distribute-pace.ts';

const id = 'org-learning-velocity';
const windowDays = 28;
const trendStepDays = 7;
const trendSteps = 11;
const quarterDays = 91;
const yearDays = 364;

/**
 * Metrics of cohort `org`. Rates: active in 30 days; with a completion, of those enrolled in 365 days. A score: topics in 28 days of those active in 30.
 * Counts: 0 or 1 for each level of pace in the order of `paceLevels`; for what was acquired in 28 days 1 for a person who has any, and how many.
 */
export const orgVelocityMetrics = {
  participation: 'participation', completers: 'completers', pace: 'pace28', levels: 'pace-levels', skills: 'skills-acquired', certificates: 'certificates',
  completions: 'completions',
} as const;
const metrics = orgVelocityMetrics;

/** Employees on the release's day (a staffing figure, exact), its entries of `org`, and earlier releases by their day. */
export type OrgVelocityState = { employees: number; release: ReleaseView; earlier: readonly Pick<ReleaseView, 'releaseId' | 'entries'>[] };

/** paceLevelsOf reads 0-or-1 sums: one that a single person dominates can only be that person. */
function paceLevelsOf(sums: Sums): Record<PaceLevel, number> {
  const [high = 0, medium = 0, low = 0, none = 0] = sums.map((n) => n ?? 1);
  return { high, medium, low, none };
}

type Contributions = { shown: number; reason: null } | { shown: null; reason: ReasonCode };

/** showContributions tells how much people brought together, down to a multiple of 5, when at least k did and nobody did most of it. */
export function showContributions(sums: Sums, k: number): Contributions {
  const [people = null, total = null] = sums;
  if (people === null || people < k) return { shown: null, reason: 'too-few' };
  return total === null ? { shown: null, reason: 'dominated' } : { shown: floorToFive(total), reason: null };
}

function readContributions(release: ReleaseView, metric: string, k: number): Contributions {
  const sums = sumsOf(release, 'org', metric);
  return sums === null ? { shown: null, reason: hiddenReasonOf(findEntry(release, 'org', metric)) ?? 'no-data' } : showContributions(sums, k);
}

/** trendOfPace is the direction of the median pace over the release and those 7 to 77 days before; a frozen one counts once, at its own day. */
export function trendOfPace({ release, earlier }: Pick<OrgVelocityState, 'release' | 'earlier'>): Direction | null {
  const days = new Set(Array.from({ length: trendSteps }, (_, i) => addDays(release.releaseId, -trendStepDays * (i + 1))));
  const points = new Map<string, number>();
  for (const one of [release, ...earlier.filter(({ releaseId }) => days.has(releaseId))]) {
    const entry = findEntry(one, 'org', metrics.pace);
    const median = quartilesOf(entry)?.median ?? null;
    if (entry !== null && entry.asOf !== null && median !== null) points.set(entry.asOf, median);
  }
  return theilSen([...points].map(([day, y]) => ({ t: daysBetween(release.releaseId, day), y })))?.direction ?? null;
}

function changeSince({ release, earlier }: OrgVelocityState, days: number): number | null {
  const before = earlier.find(({ releaseId }) => releaseId === addDays(release.releaseId, -days));
  const now = percentOf(findEntry(release, 'org', metrics.participation));
  const then = before === undefined ? null : percentOf(findEntry(before, 'org', metrics.participation));
  return now === null || then === null ? null : now.pct - then.pct;
}

type Hidden = Partial<Record<keyof OrgLearningVelocity, ReasonCode | null>>;

function nullsOf(value: OrgLearningVelocity, hidden: Hidden): Nulls {
  const { distribution, ...fields } = hidden;
  const nulls: Nulls = {};
  for (const [field, reason] of Object.entries(fields)) if (reason !== null) nulls[field] = reason;
  for (const level of paceLevels) if (value.distribution[level] === null) nulls[`distribution.${level}`] = distribution ?? 'too-few';
  if (value.sizeBand === null) nulls['sizeBand'] = hidden.participationPct ?? 'no-data';
  if (value.trend === null) nulls['trend'] = 'short-history';
  for (const field of ['quarterChange', 'yearChange'] as const) if (value[field] === null) nulls[field] = hidden.participationPct ?? 'short-history';
  return nulls;
}

/** computeOrgLearningVelocity: how many people learn and how fast, from one release (analytic 11); suppressed below k employees. */
export function computeOrgLearningVelocity(state: OrgVelocityState, ctx: AnalyticContext): Envelope<OrgLearningVelocity> {
  const { employees, release } = state;
  const { facts } = ctx.available;
  const k = ctx.settings.privacyK;
  const entry = (metric: string) => findEntry(release, 'org', metric);
  const sizeBand = firstBandOf([entry(metrics.participation), entry(metrics.levels)]);
  const used = [facts.has('skill_levels') || facts.has('skill_observations'), facts.has('enrollments')];
  const evidence = {
    window: lastDays(release.releaseId, windowDays), n: employees < k ? 0 : leastOf(sizeBand), coverage: used.filter(Boolean).length / used.length, asOf: null,
    releaseId: release.releaseId,
  };
  if (employees < k) return suppressedEnvelope(id, ctx, 'too-few', evidence);
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const levels = sumsOf(release, 'org', metrics.levels);
  const skills = readContributions(release, metrics.skills, k);
  const certificates = readContributions(release, metrics.certificates, k);
  const completions = readContributions(release, metrics.completions, k);
  const value: OrgLearningVelocity = {
    employees, sizeBand, participationPct: percentOf(entry(metrics.participation))?.pct ?? null, medianPace28: quartilesOf(entry(metrics.pace))?.median ?? null,
    distribution: levels === null ? { high: null, medium: null, low: null, none: null } : distributePace(paceLevelsOf(levels), k).distribution,
    completionPct: percentOf(entry(metrics.completers))?.pct ?? null, skillsAcquired: skills.shown, certificates: certificates.shown,
    completions: completions.shown, trend: trendOfPace(state), quarterChange: changeSince(state, quarterDays), yearChange: changeSince(state, yearDays),
  };
  return valueEnvelope(id, ctx, value, evidence, nullsOf(value, {
    participationPct: hiddenReasonOf(entry(metrics.participation)), medianPace28: hiddenReasonOf(entry(metrics.pace)),
    completionPct: hiddenReasonOf(entry(metrics.completers)),
    distribution: hiddenReasonOf(entry(metrics.levels)), skillsAcquired: skills.reason, certificates: certificates.reason, completions: completions.reason,
  }));
}
