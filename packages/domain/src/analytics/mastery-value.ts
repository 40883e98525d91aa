import type { Direction } from '../stats/theil-sen.ts';
import type { Day } from '../time/day.ts';

/** Strongest first. */
export const provenances = ['engine', 'model', 'fallback'] as const;
export type Provenance = (typeof provenances)[number];
export const masteryStates = ['mastered', 'refresh-due', 'proficient', 'developing', 'novice', 'unassessed'] as const;
export type MasteryState = (typeof masteryStates)[number];

export type SkillMastery = {
  skillId: string;
  /** Probabilities 0..1; null below three observations. */
  L: number | null;
  retained: number | null;
  n: number;
  state: MasteryState;
  provenance: Provenance[];
  /** Mastered by engine or fallback, although the answers say otherwise. */
  conflict: boolean;
  halfLifeDays: number | null;
  lastDay: Day | null;
  nextReview: Day | null;
};
export type RankedSkill = { skillId: string; retained: number; state: MasteryState };

export type Mastery = {
  overallPct: number | null;
  perPath: { pathId: string; title: string | null; mastered: number; total: number; pct: number | null }[];
  /** By skill id. */
  skills: SkillMastery[];
  topics: { mastered: number; inProgress: number; notStarted: number };
  strengths: RankedSkill[];
  improvements: RankedSkill[];
  /** Skills a week over the last 28 days. */
  masteryVelocity: { slope: number; lo: number; hi: number; direction: Direction } | null;
};
