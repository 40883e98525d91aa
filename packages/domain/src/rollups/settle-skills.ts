import { masterSkill } from '../analytics/skill-mastery.ts';
import { compareText } from '../stats/compare-text.ts';
import { addDays } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { recentLevels } from './fold-learner-skill.ts';
import type { LearnerBase } from './learner-base.ts';
import type { FoldContext } from './learner-facts.ts';
import { skillEvidence } from './skill-evidence.ts';
import type { TimedFacts } from './timed-facts.ts';

/** Days before a cut whose answers stay one by one: the same (origin, skill) told twice up to this far apart, across the cut or not, counts once. */
const openDays = 60;

/** settleSkills gives the skills of a base, by id: answers older than 60 days before the cut are folded, later ones kept with their origins. */
export function settleSkills(facts: TimedFacts, { settings }: FoldContext, cutDay: Day): LearnerBase['skills'] {
  const from = addDays(cutDay, -openDays);
  return [...skillEvidence(facts)]
    .map(([skillId, { settled, answers, bestPct, practicePassed, attemptPctSum, attemptN }]) => {
      const old = answers.filter(({ day }) => day < from);
      const fold = old.length === 0 ? settled : masterSkill(old, settings.mastery, settled);
      return {
        skillId, settled: fold === null ? null : { ...fold, byDay: recentLevels(fold.byDay) },
        answers: answers.slice(old.length).map(({ id, originId, ms, score }) => ({ id, originId, ms, score })),
        bestPct, practicePassed, attemptPctSum, attemptN,
      };
    })
    .sort((a, b) => compareText(a.skillId, b.skillId));
}
