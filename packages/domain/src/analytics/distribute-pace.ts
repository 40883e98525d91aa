import { suppress } from '../privacy/suppress.ts';
import { paceLevels } from './org-learning-velocity-value.ts';
import type { OrgLearningVelocity, PaceLevel } from './org-learning-velocity-value.ts';
import type { Settings } from './settings.ts';

/** paceLevelOf is the level of a number of topics done in 28 days. */
export function paceLevelOf(topics: number, { high, medium }: Settings['orgPace']): PaceLevel {
  return topics >= high ? 'high' : topics >= medium ? 'medium' : topics >= 1 ? 'low' : 'none';
}

/**
 * distributePace hides (null) the small levels of a partition of people by pace, and as many more as it takes that none follows from the total
 * (analytic 11).
 */
export function distributePace(people: Record<PaceLevel, number>, k: number): { distribution: OrgLearningVelocity['distribution']; total: number | null } {
  const cells = paceLevels.map((level) => ({ id: level, n: people[level] }));
  const { cells: shown, total } = suppress(cells, cells.reduce((all, { n }) => all + n, 0), k);
  const numberOf = (level: PaceLevel) => shown.find(({ id }) => id === level)?.n ?? null;
  return { distribution: { high: numberOf('high'), medium: numberOf('medium'), low: numberOf('low'), none: numberOf('none') }, total };
}
