import type { SkillFold } from '../analytics/skill-mastery.ts';
import { compareText } from '../stats/compare-text.ts';
import type { Day } from '../time/day.ts';
import { attemptPct } from './attempt-result.ts';
import type { TimedFacts } from './timed-facts.ts';

/** One answer on a skill, from whatever fact. */
export type SkillAnswer = { id: string; originId: string; ms: number; day: Day; score: number };
/** `settled` is the fold of earlier answers that a base gave; null = none. */
export type SkillEvidence = {
  settled: SkillFold | null; answers: SkillAnswer[]; bestPct: number | null; practicePassed: boolean; attemptPctSum: number; attemptN: number;
};

function gatherer(only?: ReadonlySet<string>) {
  const bySkill = new Map<string, SkillEvidence & { origins: Set<string> }>();
  const open = (skillId: string, known?: Omit<SkillEvidence, 'answers'>) => {
    if (only !== undefined && !only.has(skillId)) return null;
    const evidence = bySkill.get(skillId) ?? {
      settled: known?.settled ?? null, answers: [], bestPct: known?.bestPct ?? null, practicePassed: known?.practicePassed ?? false,
      attemptPctSum: known?.attemptPctSum ?? 0, attemptN: known?.attemptN ?? 0, origins: new Set<string>(),
    };
    bySkill.set(skillId, evidence);
    return evidence;
  };
  const answer = (skillId: string, given: SkillAnswer) => {
    const evidence = open(skillId);
    if (evidence === null || evidence.origins.has(given.originId)) return null;
    evidence.origins.add(given.originId);
    evidence.answers.push(given);
    return evidence;
  };
  return { bySkill, open, answer };
}

/**
 * skillEvidence gathers, per skill, its answers in (occurredAt, id) order; the same (origin, skill) told twice is one answer, the derived one standing.
 * Answers that a base kept open come after the derived ones, so that an attempt after the cut stands against an observation of it from before.
 */
export function skillEvidence(facts: TimedFacts, only?: ReadonlySet<string>): Map<string, SkillEvidence> {
  const { bySkill, open, answer } = gatherer(only);
  const known = facts.base?.skills ?? [];
  for (const skill of known) open(skill.skillId, skill);
  for (const { fact, ms, day } of facts.attempts) {
    for (const { skillId, score } of fact.skills) {
      const evidence = answer(skillId, { id: fact.id, originId: fact.id, ms, day, score });
      if (evidence === null || fact.kind === 'baseline') continue;
      evidence.bestPct = Math.max(evidence.bestPct ?? 0, attemptPct(fact));
      evidence.attemptPctSum += 100 * score;
      evidence.attemptN += 1;
    }
  }
  for (const { fact, ms, day } of facts.practice) {
    const score = fact.score ?? (fact.passed ? 1 : 0);
    for (const skillId of fact.skillIds) {
      const evidence = answer(skillId, { id: fact.id, originId: fact.id, ms, day, score });
      if (evidence !== null && fact.passed) evidence.practicePassed = true;
    }
  }
  for (const { skillId, answers } of known) for (const told of answers) answer(skillId, { ...told, day: facts.clock(told.ms).day });
  for (const { fact, ms, day } of facts.observations) answer(fact.skillId, { id: fact.id, originId: fact.originId, ms, day, score: fact.score });
  for (const evidence of bySkill.values()) evidence.answers.sort((a, b) => a.ms - b.ms || compareText(a.id, b.id));
  return bySkill;
}
