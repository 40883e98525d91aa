export const demandGrowths = ['rising', 'steady', 'falling', 'new'] as const;
export type DemandGrowth = (typeof demandGrowths)[number];

export type DemandedSkill = {
  skillId: string;
  score: number;
  growth: DemandGrowth | null;
  /** People down to a multiple of 5; org admins only. */
  counts: { enrolled: number | null; targets: number | null; paths: number | null } | null;
  /** Learners who newly mastered it in 30 days, down to a multiple of 5; org admins only. */
  acquiredPerMonth: number | null;
  /** Enrolled learners six months on, down to multiples of 5; org admins only. */
  forecast: { value: number; lo: number; hi: number } | null;
};

/** Highest demand first. */
export type SkillDemand = { skills: DemandedSkill[] };
