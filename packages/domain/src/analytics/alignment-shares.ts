import { recode } from '../privacy/recode.ts';
import type { CodedPercent } from '../privacy/recode.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { compareText } from '../stats/compare-text.ts';
import { alignmentMetrics } from './alignment-state.ts';
import type { ReasonCode } from './envelope.ts';
import { findEntry, hiddenReasonOf, leastOf, sumsOf } from './released.ts';
import type { ReleaseView, Sums } from './released.ts';
import type { DepartmentAlignment } from './strategic-alignment-value.ts';

/** A whole percentage, or why there is none. */
export type Share = { pct: number; reason: null } | { pct: null; reason: ReasonCode };

function whole(part: number, all: number): Share {
  return all === 0 ? { pct: null, reason: 'no-data' } : { pct: roundHalfEven((100 * part) / all), reason: null };
}

/** shareOfTargets is the percentage of assessed targets that are met, and of all that are not assessed; the first only when half are assessed. */
export function shareOfTargets([met = null, assessed = null, all = null]: Sums): { coverage: Share; unassessed: Share } {
  const dominated: Share = { pct: null, reason: 'dominated' };
  const unassessed = assessed === null || all === null ? dominated : whole(all - assessed, all);
  if (met === null || assessed === null || all === null) return { coverage: dominated, unassessed };
  return { coverage: 2 * assessed < all ? { pct: null, reason: 'unassessed' } : whole(met, assessed), unassessed };
}

/** shareOfMandatory is the percentage completed of the mandatory enrollments that are completed or were due. */
export function shareOfMandatory([completed = null, counted = null]: Sums): Share {
  return completed === null || counted === null ? { pct: null, reason: 'dominated' } : whole(completed, counted);
}

/** readTargets reads the targets of a cohort from a release. */
export function readTargets(release: ReleaseView, cohortId: string): { coverage: Share; unassessed: Share } {
  const sums = sumsOf(release, cohortId, alignmentMetrics.targets);
  if (sums !== null) return shareOfTargets(sums);
  const nothing: Share = { pct: null, reason: hiddenReasonOf(findEntry(release, cohortId, alignmentMetrics.targets)) ?? 'no-data' };
  return { coverage: nothing, unassessed: nothing };
}

/** readMandatory reads the mandatory enrollments of a cohort from a release. */
export function readMandatory(release: ReleaseView, cohortId: string): Share {
  const sums = sumsOf(release, cohortId, alignmentMetrics.mandatory);
  if (sums !== null) return shareOfMandatory(sums);
  return { pct: null, reason: hiddenReasonOf(findEntry(release, cohortId, alignmentMetrics.mandatory)) ?? 'no-data' };
}

function codedOf(release: ReleaseView, cohortId: string, metric: string, { pct }: Share): CodedPercent | null {
  return pct === null ? null : recode(pct, leastOf(findEntry(release, cohortId, metric)?.sizeBand ?? null));
}

/** alignDepartments reads both shares of every department of a release, coded by the size of the group, by id. */
export function alignDepartments(release: ReleaseView): DepartmentAlignment[] {
  const prefix = 'department:';
  const { targets, mandatory } = alignmentMetrics;
  const ofDepartments = release.entries.filter(({ cohortId, metric }) => cohortId.startsWith(prefix) && (metric === targets || metric === mandatory));
  return [...new Set(ofDepartments.map(({ cohortId }) => cohortId))].sort(compareText).map((cohortId) => ({
    id: cohortId.slice(prefix.length), coverage: codedOf(release, cohortId, targets, readTargets(release, cohortId).coverage),
    compliance: codedOf(release, cohortId, mandatory, readMandatory(release, cohortId)),
  }));
}
