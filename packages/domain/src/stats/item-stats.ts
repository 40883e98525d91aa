import { at } from './at.ts';
import { sum } from './mean.ts';
import { pearson } from './pearson.ts';

export type ItemStat = { facility: number; discrimination: number | null };

function sampleVariance(values: readonly number[]): number {
  const centre = sum(values) / values.length;
  return sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1);
}

/** cronbachAlpha is the reliability of a set of items (at most 1); below two items or two rows, or without spread, it is null. */
function cronbachAlpha(columns: readonly number[][], totals: readonly number[]): number | null {
  const k = columns.length;
  if (k < 2 || totals.length < 2) return null;
  const spread = sampleVariance(totals);
  return spread <= 1e-12 ? null : (k / (k - 1)) * (1 - sum(columns.map(sampleVariance)) / spread);
}

/** itemStats reads complete rows (learners) of item scores 0..1: facility is the mean, discrimination correlates an item with the rest. No rows give null. */
export function itemStats(matrix: readonly (readonly number[])[]): { items: ItemStat[]; alpha: number | null } | null {
  if (matrix.length === 0) return null;
  const totals = matrix.map(sum);
  const columns = at(matrix, 0).map((_, item) => matrix.map((row) => at(row, item)));
  const items = columns.map((column) => ({
    facility: sum(column) / column.length,
    discrimination: pearson(column, column.map((score, row) => at(totals, row) - score)),
  }));
  return { items, alpha: cronbachAlpha(columns, totals) };
}
