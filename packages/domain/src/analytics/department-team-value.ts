import type { ReasonCode } from './envelope.ts';
import type { CodedPercent, Quartiles, SizeBand } from './released-entry.ts';

export const departmentMetrics = ['participation', 'engagement', 'completion', 'passing', 'readiness'] as const;
export type DepartmentMetric = (typeof departmentMetrics)[number];
export const departmentTrends = ['up', 'flat', 'down'] as const;
export type DepartmentTrend = (typeof departmentTrends)[number];
/** Quarter of the shown departments by median engagement. */
export const departmentPositions = ['top', 'upper', 'lower', 'bottom'] as const;
export type DepartmentPosition = (typeof departmentPositions)[number];

export type DepartmentMetrics = { participation: CodedPercent | null } & Record<Exclude<DepartmentMetric, 'participation'>, Quartiles | null>;

/** A department, or a team (`parentId`) of a shown one. A hidden cell has its reason and nothing else. */
export type DepartmentCell = {
  id: string;
  parentId: string | null;
  sizeBand: SizeBand | null;
  metrics: DepartmentMetrics;
  trends: Record<DepartmentMetric, DepartmentTrend | null>;
  position: DepartmentPosition | null;
  hiddenBecause: ReasonCode | null;
};

export type DepartmentTeam = { cells: DepartmentCell[]; hiddenCount: number };
