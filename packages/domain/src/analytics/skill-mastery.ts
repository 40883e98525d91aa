import { bktUpdate } from '../stats/bkt.ts';
import { compareText } from '../stats/compare-text.ts';
import { halfLife } from '../stats/half-life.ts';
import { retained, reviewInDays } from '../stats/retained.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import type { LearnerSkill } from '../rollups/types.ts';
import { addDays, daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import type { MasteryState, Provenance, SkillMastery } from './mastery-value.ts';
import { roundOrNull } from './published.ts';
import type { Settings } from './settings.ts';

type MasterySettings = Settings['mastery'];

/** Observations from which a model of a skill is believed at all. */
export const minimumModelled = 3;
const fallbackPct = 80;

/** One answer on a skill: score 0..1 on a local day. */
export type DatedScore = { day: Day; score: number };
export type SkillFold = { L: number; halfLifeDays: number; n: number; lastDay: Day | null; byDay: { day: Day; L: number }[] };

/**
 * masterSkill folds observations in the order given: first the half-life (days), then the probability L 0..1; no observation leaves L0 (analytic 4).
 * It goes on `from` the fold of earlier observations, if there is one.
 */
export function masterSkill(observations: readonly DatedScore[], settings: MasterySettings, from: SkillFold | null = null): SkillFold {
  const bounds = { min: settings.halfLifeMin, max: settings.halfLifeMax };
  let L = from?.L ?? settings.L0;
  let halfLifeDays = from?.halfLifeDays ?? settings.halfLifeStart;
  let lastDay = from?.lastDay ?? null;
  const byDay = [...(from?.byDay ?? [])];
  for (const { day, score } of observations) {
    halfLifeDays = halfLife(halfLifeDays, lastDay === null ? 0 : daysBetween(lastDay, day), score, bounds);
    L = bktUpdate(L, settings, score);
    if (lastDay === day) byDay.pop();
    byDay.push({ day, L });
    lastDay = day;
  }
  return { L, halfLifeDays, n: (from?.n ?? 0) + observations.length, lastDay, byDay };
}

/** retainedOf is the published mastery 0..1 left on day D; below three observations it is null. */
export function retainedOf(skill: LearnerSkill, D: Day, settings: MasterySettings): number | null {
  if (skill.n < minimumModelled || skill.lastDay === null) return null;
  return roundHalfEven(retained(skill.L, settings.L0, daysBetween(skill.lastDay, D), skill.halfLifeDays), 4);
}

function provenanceOf(skill: LearnerSkill | null, acquired: boolean, settings: MasterySettings): Provenance[] {
  const provenance: Provenance[] = acquired ? ['engine'] : [];
  if (skill === null) return provenance;
  if (roundHalfEven(skill.L, 4) >= settings.threshold && skill.n >= settings.minObservations) provenance.push('model');
  if (isFallback(skill)) provenance.push('fallback');
  return provenance;
}

/** isFallback holds for a best result of at least 80 % and a passed practice on the same skill or topic. */
export function isFallback({ bestPct, practicePassed }: { bestPct: number | null; practicePassed: boolean }): boolean {
  return practicePassed && bestPct !== null && roundHalfEven(bestPct, 1) >= fallbackPct;
}

/** stateOfSkill names where a skill stands, on published L and retained; both null = below three observations. */
export function stateOfSkill(
  { L, retained: left, mastered }: { L: number | null; retained: number | null; mastered: boolean }, settings: Pick<MasterySettings,
  'threshold' | 'refreshBelow'>,
): MasteryState {
  if (mastered) return L !== null && left !== null && L >= settings.threshold && left < settings.refreshBelow ? 'refresh-due' : 'mastered';
  if (left === null) return 'unassessed';
  return left < 0.4 ? 'novice' : left < 0.7 ? 'developing' : 'proficient';
}

/** describeSkill is one skill as published: probabilities, state, what it rests on and when to review it. `acquired` is the engine's word. */
export function describeSkill(skillId: string, skill: LearnerSkill | null, acquired: boolean, D: Day, settings: MasterySettings): SkillMastery {
  const provenance = provenanceOf(skill, acquired, settings);
  const left = skill === null ? null : retainedOf(skill, D, settings);
  const modelled = left === null ? null : skill;
  const L = modelled === null ? null : roundHalfEven(modelled.L, 4);
  const mastered = provenance.length > 0;
  const confirmed = provenance.includes('engine') || provenance.includes('fallback');
  return {
    skillId, L, retained: left, n: skill?.n ?? 0, state: stateOfSkill({ L, retained: left, mastered }, settings), provenance,
    conflict: confirmed && L !== null && L < 0.7, halfLifeDays: roundOrNull(skill?.halfLifeDays ?? null, 2), lastDay: skill?.lastDay ?? null,
    nextReview: nextReviewOf(modelled, settings),
  };
}

function nextReviewOf(skill: LearnerSkill | null, settings: MasterySettings): Day | null {
  if (skill === null || skill.lastDay === null || roundHalfEven(skill.L, 4) < settings.threshold) return null;
  const days = reviewInDays(skill.L, settings.L0, skill.halfLifeDays, settings.refreshBelow);
  return days === null ? null : addDays(skill.lastDay, days);
}

/** bySkillId orders by skill id. */
export function bySkillId(a: { skillId: string }, b: { skillId: string }): number {
  return compareText(a.skillId, b.skillId);
}
