import { compareText } from '../stats/compare-text.ts';
import type { Day } from '../time/day.ts';
import { attemptPct } from './attempt-result.ts';
import type { TimedFacts } from './timed-facts.ts';

/** One answer on a skill, from whatever fact. */
export type SkillAnswer = { id: string; ms: number; day: Day; score: number };
export type SkillEvidence = { answers: SkillAnswer[]; bestPct: number | null; practicePassed: boolean; attemptPctSum: number; attemptN: number };

/** skillEvidence gathers, per skill, its answers in (occurredAt, id) order; the same (origin, skill) told twice is one answer, the derived one standing. */
export function skillEvidence(facts: TimedFacts, only?: ReadonlySet<string>): Map<string, SkillEvidence> {
  const bySkill = new Map<string, SkillEvidence & { origins: Set<string> }>();
  const answer = (skillId: string, origin: string, given: SkillAnswer) => {
    if (only !== undefined && !only.has(skillId)) return null;
    const evidence = bySkill.get(skillId)
      ?? { answers: [], bestPct: null, practicePassed: false, attemptPctSum: 0, attemptN: 0, origins: new Set<string>() };
    bySkill.set(skillId, evidence);
    if (evidence.origins.has(origin)) return null;
    evidence.origins.add(origin);
    evidence.answers.push(given);
    return evidence;
  };
  for (const { fact, ms, day } of facts.attempts) {
    for (const { skillId, score } of fact.skills) {
      const evidence = answer(skillId, fact.id, { id: fact.id, ms, day, score });
      if (evidence === null || fact.kind === 'baseline') continue;
      evidence.bestPct = Math.max(evidence.bestPct ?? 0, attemptPct(fact));
      evidence.attemptPctSum += 100 * score;
      evidence.attemptN += 1;
    }
  }
  for (const { fact, ms, day } of facts.practice) {
    const score = fact.score ?? (fact.passed ? 1 : 0);
    for (const skillId of fact.skillIds) {
      const evidence = answer(skillId, fact.id, { id: fact.id, ms, day, score });
      if (evidence !== null && fact.passed) evidence.practicePassed = true;
    }
  }
  for (const { fact, ms, day } of facts.observations) answer(fact.skillId, fact.originId, { id: fact.id, ms, day, score: fact.score });
  for (const evidence of bySkill.values()) evidence.answers.sort((a, b) => a.ms - b.ms || compareText(a.id, b.id));
  return bySkill;
}
