import { compareText } from '../stats/compare-text.ts';
import { sum } from '../stats/mean.ts';
import { median } from '../stats/quantile.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { theilSen } from '../stats/theil-sen.ts';
import { weighted } from '../stats/weighted.ts';
import { floorToFive } from './released.ts';
import type { Settings } from './settings.ts';
import type { DemandedSkill, DemandGrowth } from './skill-demand-value.ts';

/** The three sets of learners of a skill, in the order of the weights. */
export const demandSets = ['enrolled', 'targets', 'paths'] as const;
export type DemandSet = (typeof demandSets)[number];
/** Learners of one skill by set; null = the set is not known. */
export type DemandCounts = Record<DemandSet, number | null>;

/**
 * scoreSkillDemand scores shown skills 0..100, whole: each set against the largest of the shown skills, weighted; a set nobody is in, or not known, is
 * missing. Highest first, then id; coverage = weights of the sets that count (analytic 18).
 */
export function scoreSkillDemand(
  skills: readonly ({ skillId: string } & DemandCounts)[], settings: Settings['demand'],
): { skills: { skillId: string; score: number }[]; coverage: number } {
  const largest = demandSets.map((set) => Math.max(0, ...skills.map((skill) => skill[set] ?? 0)));
  const scored = skills.map((skill) => {
    const parts = demandSets.map((set, i) => {
      const most = largest[i] ?? 0;
      const count = skill[set];
      return { weight: settings.weights[i] ?? 0, value: most === 0 || count === null ? null : (100 * count) / most };
    });
    return { skillId: skill.skillId, score: roundHalfEven(weighted(parts).value ?? 0) };
  });
  return {
    skills: scored.sort((a, b) => b.score - a.score || compareText(a.skillId, b.skillId)),
    coverage: sum(settings.weights.map((weight, i) => ((largest[i] ?? 0) > 0 ? weight : 0))),
  };
}

const growthPct = 10;

/** growthOf compares the learners of two stretches of 90 days: more than 10 % up or down, else steady; below k before it is new from k now, else null. */
export function growthOf(now: number | null, before: number, k: number): DemandGrowth | null {
  if (now === null) return null;
  if (before < k) return now >= k ? 'new' : null;
  const pct = roundHalfEven((100 * (now - before)) / before, 1);
  return pct > growthPct ? 'rising' : pct < -growthPct ? 'falling' : 'steady';
}

const blockCount = 6;
const usedFrom = 4;
const horizon = 11;
const centre = (blockCount - 1) / 2;

/**
 * forecastDemand is the learners of a 30-day block six months on, down to multiples of 5, from six blocks, oldest first: median + slope · 8.5, and the same
 * with the ends of the slope, 0 at least; fewer than four blocks above 0 give null (analytic 18).
 */
export function forecastDemand(blocks: readonly number[]): DemandedSkill['forecast'] {
  const level = median(blocks);
  const trend = theilSen(blocks.map((y, t) => ({ t, y })), usedFrom, 0);
  if (blocks.length !== blockCount || blocks.filter((n) => n > 0).length < usedFrom || level === null || trend === null) return null;
  const at = (slope: number) => floorToFive(Math.max(0, level + slope * (horizon - centre)) + 1e-9);
  return { value: at(trend.slope), lo: at(trend.lo), hi: at(trend.hi) };
}
