import { midRank } from '../stats/mid-rank.ts';

export type DepartmentPosition = 'top' | 'upper' | 'lower' | 'bottom';

const placedFrom = 4;

function positionOf(percentile: number): DepartmentPosition {
  return percentile >= 75 ? 'top' : percentile >= 50 ? 'upper' : percentile >= 25 ? 'lower' : 'bottom';
}

/**
 * placeDepartments gives each department its quarter by the mid-rank of its published median among all shown ones: top [75, 100], upper [50, 75),
 * lower [25, 50), bottom [0, 25). A hidden one (no median) has none, and below four shown ones nobody has: null. In the order given.
 */
export function placeDepartments(medians: readonly (number | null)[]): (DepartmentPosition | null)[] {
  const shown = medians.filter((median) => median !== null);
  if (shown.length < placedFrom) return medians.map(() => null);
  return medians.map((median) => {
    const percentile = median === null ? null : midRank(median, shown);
    return percentile === null ? null : positionOf(percentile);
  });
}
