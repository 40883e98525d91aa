import type { RosterRow } from '@verdant/api/views';
import type { LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';

export type RosterFilter = { query: string; onlyReasons: boolean; band: { analytic: LearnerAnalyticId; band: string } | null };

/** fold removes case and accents, so that a search finds Zoë as zoe. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** filterRoster keeps the rows that match every part of a filter. */
export function filterRoster(rows: readonly RosterRow[], { query, onlyReasons, band }: RosterFilter): RosterRow[] {
  const wanted = fold(query.trim());
  return rows.filter((row) => {
    if (onlyReasons && row.reasons.length === 0) return false;
    if (band !== null && row.bands[band.analytic] !== band.band) return false;
    return wanted === '' || fold(row.name).includes(wanted);
  });
}

export const rosterSorts = ['attention', 'name', 'lastActivityDay', 'pace', 'masteryPct', 'engagement', 'lastScorePct', 'averagePct', 'criticalGaps'] as const;
export type RosterSort = (typeof rosterSorts)[number];
export type Direction = 'asc' | 'desc';

/** compareRows orders two rows by a column; unknown values stand last in both directions, equal ones by name and id. */
export function compareRows(a: RosterRow, b: RosterRow, sort: RosterSort, direction: Direction): number {
  const [left, right] = [a[sort], b[sort]];
  if (left === null || right === null) {
    if (left !== right) return left === null ? 1 : -1;
  } else if (left !== right) {
    const order = typeof left === 'string' && typeof right === 'string' ? left.localeCompare(right, 'en') : left < right ? -1 : 1;
    if (order !== 0) return direction === 'asc' ? order : -order;
  }
  return a.name.localeCompare(b.name, 'en') || (a.userId < b.userId ? -1 : 1);
}
