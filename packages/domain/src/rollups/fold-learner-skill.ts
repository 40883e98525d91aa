import { masterSkill } from '../analytics/skill-mastery.ts';
import { at } from '../stats/at.ts';
import { compareText } from '../stats/compare-text.ts';
import { addDays } from '../time/day.ts';
import type { FoldContext, LearnerFacts } from './learner-facts.ts';
import { skillEvidence } from './skill-evidence.ts';
import { timeLearner } from './timed-facts.ts';
import type { TimedFacts } from './timed-facts.ts';
import type { LearnerSkill } from './types.ts';

const recentDays = 35;

/** recentLevels keeps L at the end of each day of the last 35 before the newest one, and the last day before those. Oldest first. */
export function recentLevels(byDay: LearnerSkill['recent']): LearnerSkill['recent'] {
  const from = addDays(at(byDay, byDay.length - 1).day, -recentDays);
  const first = byDay.findIndex(({ day }) => day >= from);
  return byDay.slice(Math.max(0, first - 1));
}

/** skillsFrom folds timed facts into one row per skill with an answer, by id; `only` restricts it to some skills. */
export function skillsFrom(facts: TimedFacts, { settings }: FoldContext, only?: ReadonlySet<string>): LearnerSkill[] {
  return [...skillEvidence(facts, only)]
    .map(([skillId, { settled, answers, bestPct, practicePassed, attemptPctSum, attemptN }]) => {
      const { L, halfLifeDays, n, lastDay, byDay } = masterSkill(answers, settings.mastery, settled);
      return { skillId, L, halfLifeDays, n, lastDay, recent: recentLevels(byDay), bestPct, practicePassed, attemptPctSum, attemptN };
    })
    .sort((a, b) => compareText(a.skillId, b.skillId));
}

/** foldLearnerSkills rebuilds skill rows from (at least) all facts that name those skills: an ordered fold starts from its first answer. */
export function foldLearnerSkills(facts: LearnerFacts, ctx: FoldContext, only?: ReadonlySet<string>): LearnerSkill[] {
  return skillsFrom(timeLearner(facts, ctx), ctx, only);
}
