import type { PublishedEntry } from '../privacy/release-entry.ts';
import { departmentMetrics } from './department-team-value.ts';
import type { DepartmentCell, DepartmentMetric, DepartmentMetrics, DepartmentTrend } from './department-team-value.ts';
import type { DepartmentRef } from './department-state.ts';
import type { ReasonCode } from './envelope.ts';
import { findEntry, firstBandOf, hiddenReasonOf, percentOf, quartilesOf } from './released.ts';
import type { ReleaseView } from './released.ts';

const trendFrom = 3;

/** figureOf is the one number of an entry that a trend compares; a coded end or a hidden entry gives null. */
function figureOf(entry: PublishedEntry | null): number | null {
  const percent = percentOf(entry);
  if (percent !== null) return percent.bound === 'exact' ? percent.pct : null;
  return quartilesOf(entry)?.median ?? null;
}

/** departmentTrendOf compares released figures 28 days apart: from 3 points up or down; null when one is hidden or coded. */
export function departmentTrendOf(now: PublishedEntry | null, before: PublishedEntry | null): DepartmentTrend | null {
  const [current, earlier] = [figureOf(now), figureOf(before)];
  if (current === null || earlier === null) return null;
  return current - earlier >= trendFrom ? 'up' : current - earlier <= -trendFrom ? 'down' : 'flat';
}

type Row = { ref: DepartmentRef; entries: Record<DepartmentMetric, PublishedEntry | null> };

type Entries = Pick<ReleaseView, 'entries'>;

function rowOf(ref: DepartmentRef, release: Entries): Row {
  const entry = (metric: DepartmentMetric) => findEntry(release, ref.cohortId, metric);
  return {
    ref, entries: {
      participation: entry('participation'), engagement: entry('engagement'), completion: entry('completion'), passing: entry('passing'),
      readiness: entry('readiness'),
    },
  };
}

function hiddenBecause({ entries }: Row): ReasonCode | null {
  const reasons = departmentMetrics.map((metric) => hiddenReasonOf(entries[metric]));
  return reasons.includes(null) ? null : reasons.find((reason) => reason !== 'no-data') ?? 'no-data';
}

const nothing: DepartmentMetrics = { participation: null, engagement: null, completion: null, passing: null, readiness: null };

/** cellOf reads one department or team from a release, its trends from an earlier one. A cell without any figure, or within a hidden department, is hidden. */
export function cellOf(ref: DepartmentRef, now: Entries, before: Entries, hiddenParents: ReadonlySet<string>): DepartmentCell {
  const row = rowOf(ref, now);
  const { participation, ...scores } = row.entries;
  const reason = ref.parentId !== null && hiddenParents.has(ref.parentId) ? 'complementary' : hiddenBecause(row);
  const shown = reason === null;
  const trendOf = (metric: DepartmentMetric) => (shown ? departmentTrendOf(row.entries[metric], rowOf(ref, before).entries[metric]) : null);
  return {
    id: ref.cohortId, parentId: ref.parentId, sizeBand: shown ? firstBandOf(departmentMetrics.map((metric) => row.entries[metric])) : null,
    metrics: shown ? {
      participation: percentOf(participation), engagement: quartilesOf(scores.engagement), completion: quartilesOf(scores.completion),
      passing: quartilesOf(scores.passing), readiness: quartilesOf(scores.readiness),
    } : nothing,
    trends: {
      participation: trendOf('participation'), engagement: trendOf('engagement'), completion: trendOf('completion'), passing: trendOf('passing'),
      readiness: trendOf('readiness'),
    },
    position: null, hiddenBecause: reason,
  };
}
