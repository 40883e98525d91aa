import { bandsOf } from '@verdant/domain/analytics/bands';
import { learnerAnalyticIds, catalogue, fieldOf, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { suppress } from '@verdant/domain/privacy/suppress';
import { roundHalfEven } from '@verdant/domain/stats/round-half-even';
import type { DistributionRows } from '@verdant/db/queries/rows';
import type { ClassView } from '../views.ts';

const noValue = '(none)';

type Cells = { cells: { id: string; n: number | null }[]; total: number | null };
/** Decides what may be shown of the sizes of a partition of people. */
export type GroupRule = (cells: { id: string; n: number }[], total: number) => Cells;

/** showAll is the rule where the viewer may see the names anyway: a trainer and their own learners. */
export const showAll: GroupRule = (cells, total) => ({ cells, total });
/** hideSmall is the group rule: no size below k, and none that follows from the others. */
export const hideSmall = (k: number): GroupRule => (cells, total) => suppress(cells, total, k);

function asClassView(analytic: LearnerAnalyticId, rows: DistributionRows, rule: GroupRule): ClassView {
  const own = rows.bands.filter((row) => row.analytic === analytic);
  const peopleIn = (band: string | null) => own.reduce((sum, row) => sum + (row.band === band ? row.people : 0), 0);
  const bands = bandsOf[analytic];
  const counted = bands.map(({ id }) => ({ id, n: peopleIn(id) }));
  const everyone = own.reduce((sum, row) => sum + row.people, 0);
  const without = everyone - counted.reduce((sum, { n }) => sum + n, 0);
  const shown = rule([...counted, { id: noValue, n: without }], everyone);
  const sizes = new Map(shown.cells.map(({ id, n }) => [id, n]));
  const field = fieldOf(analytic, catalogue[analytic].headline.path);
  const median = shown.total === null ? null : (rows.medians[analytic] ?? null);
  return {
    analytic, bands: bands.map(({ id, label }) => ({ band: id, label, count: sizes.get(id) ?? null })),
    median: median === null ? null : roundHalfEven(median, field?.decimals ?? 1), unit: field?.unit ?? 'count',
    people: shown.total, insufficient: sizes.get(noValue) ?? null,
  };
}

/** asClassViews makes the distribution of each analytic over bands, in the order of the cards. */
export function asClassViews(rows: DistributionRows, rule: GroupRule): ClassView[] {
  return learnerAnalyticIds.map((id) => asClassView(id, rows, rule));
}
