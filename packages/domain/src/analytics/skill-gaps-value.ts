import type { Day } from '../time/day.ts';

export const gapSeverities = ['critical', 'high', 'medium', 'low'] as const;
export type GapSeverity = (typeof gapSeverities)[number];
export type Deadline = 'overdue' | 'soon' | 'later' | 'none';
export const levelNames = ['Missing', 'Beginner', 'Intermediate', 'Advanced', 'Expert'] as const;

/** Parts of the priority 0..100; null = not known, its weight is dropped. */
export type GapParts = { gap: number; business: number | null; market: number | null; prerequisites: number | null; career: number | null };

export type SkillGap = {
  skillId: string;
  current: number;
  target: number;
  gap: number;
  gapPct: number;
  priority: number;
  parts: GapParts;
  severity: GapSeverity;
  /** The level comes from the mastery model, not from an assessment of the level. */
  estimated: boolean;
  deadline: Deadline;
  due: Day | null;
  coverage: number;
  remainingMin: number | null;
};

export type SkillGaps = {
  /** Highest priority first. */
  gaps: SkillGap[];
  achieved: { skillId: string; current: number; target: number; estimated: boolean }[];
  unassessed: { skillId: string; target: number; deadline: Deadline; due: Day | null }[];
  totals: { targets: number; open: number; critical: number; high: number; medium: number; low: number; achieved: number; unassessed: number };
  readinessPct: number | null;
};
