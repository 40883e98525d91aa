import type { CodedPercent } from '../privacy/recode.ts';

export const alignmentBands = ['aligned', 'partial', 'misaligned'] as const;
export type AlignmentBand = (typeof alignmentBands)[number];

export type KpiAchievement = { id: string; achievement: number | null; counted: boolean };
export type DepartmentAlignment = { id: string; coverage: CodedPercent | null; compliance: CodedPercent | null };
export type SkillCoverage = { skillId: string; business: 'critical' | 'high' | 'medium' | 'low' | null; coverage: CodedPercent | null };

/** How far learning serves what the organization wants to reach. */
export type StrategicAlignment = {
  score: number;
  band: AlignmentBand;
  kpi: number | null;
  coveragePct: number | null;
  unassessedPct: number | null;
  compliancePct: number | null;
  overdueLearners: number | null;
  kpis: KpiAchievement[];
  departments: DepartmentAlignment[];
  matrix: SkillCoverage[];
};
