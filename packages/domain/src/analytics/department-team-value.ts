import type { DepartmentPosition } from '../privacy/place-departments.ts';
import type { CodedPercent, SizeBand } from '../privacy/recode.ts';
import type { ReasonCode } from './envelope.ts';
import type { Quartiles } from './released.ts';

export const departmentMetrics = ['participation', 'engagement', 'completion', 'passing', 'readiness'] as const;
export type DepartmentMetric = (typeof departmentMetrics)[number];
export const departmentTrends = ['up', 'flat', 'down'] as const;
export type DepartmentTrend = (typeof departmentTrends)[number];

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
