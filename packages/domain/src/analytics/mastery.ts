import { roundHalfEven } from '../stats/round-half-even.ts';
import { theilSen } from '../stats/theil-sen.ts';
import type { LearnerSkill } from '../rollups/types.ts';
import { addDays } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { insufficientEnvelope, missingSource, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import type { Envelope } from './envelope.ts';
import { firstDayOf, latestInstant, today } from './learner-time.ts';
import type { Mastery, RankedSkill, SkillMastery } from './mastery-value.ts';
import { bySkillId, describeSkill, minimumModelled } from './skill-mastery.ts';
import type { AnalyticContext, LearnerState } from './state.ts';
import { masterTopics } from './topic-mastery.ts';

export type { Mastery } from './mastery-value.ts';
export { masterSkill } from './skill-mastery.ts';

const id = 'mastery';
const rankedSkills = 3;

/** describeSkills lists every skill with observations or an engine's confirmation, by id. */
export function describeSkills(state: LearnerState, D: Day, ctx: AnalyticContext): SkillMastery[] {
  const acquired = new Set(state.levels.filter((level) => level.acquired === true).map(({ skillId }) => skillId));
  const observed = new Map(state.skills.map((skill) => [skill.skillId, skill]));
  const ids = new Set([...observed.keys(), ...acquired]);
  return [...ids].map((skillId) => describeSkill(skillId, observed.get(skillId) ?? null, acquired.has(skillId), D, ctx.settings.mastery)).sort(bySkillId);
}

/** rankSkills gives the strongest and the weakest skills by retained, three at most of each, among those with three observations. */
export function rankSkills(skills: readonly SkillMastery[]): Pick<Mastery, 'strengths' | 'improvements'> {
  const known: RankedSkill[] = skills.flatMap(({ skillId, retained, state }) => (retained === null ? [] : [{ skillId, retained, state }]));
  const strongest = [...known].sort((a, b) => b.retained - a.retained || bySkillId(a, b));
  const weakest = [...known].sort((a, b) => a.retained - b.retained || bySkillId(a, b));
  return { strengths: strongest.slice(0, rankedSkills), improvements: weakest.slice(0, rankedSkills) };
}

function masteryAt(skill: LearnerSkill, day: Day, L0: number): number {
  const reached = skill.recent.findLast((point) => point.day <= day);
  return reached === undefined ? L0 : reached.L;
}

/** masteryVelocityOf is the robust slope in skills a week over the last 28 days; fewer than four weekly points within tenure give null. */
export function masteryVelocityOf(skills: readonly LearnerSkill[], D: Day, firstDay: Day, L0: number): Mastery['masteryVelocity'] {
  const points = [-28, -21, -14, -7, 0]
    .map((t) => ({ t, day: addDays(D, t) }))
    .filter(({ day }) => day >= firstDay)
    .map(({ t, day }) => ({ t, y: skills.reduce((total, skill) => total + (masteryAt(skill, day, L0) - L0) / (1 - L0), 0) }));
  const trend = theilSen(points);
  if (trend === null) return null;
  const perWeek = (x: number) => roundHalfEven(x * 7, 2);
  return { slope: perWeek(trend.slope), lo: perWeek(trend.lo), hi: perWeek(trend.hi), direction: trend.direction };
}

/** computeMastery: which skills and topics are mastered (analytic 4); insufficient below three answers on one skill without a confirmation. */
export function computeMastery(state: LearnerState, ctx: AnalyticContext): Envelope<Mastery> {
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const D = today(ctx);
  const skills = describeSkills(state, D, ctx);
  const n = skills.reduce((total, skill) => total + skill.n, 0);
  const hasPath = state.paths.some((path) => path.status === 'active');
  const used = [state.skills.length > 0, state.levels.length > 0, hasPath];
  const asOf = latestInstant([state.summary.asOf, ...state.levels.map((level) => level.assessedAt)]);
  const evidence = { n, coverage: used.filter(Boolean).length / used.length, asOf };
  if (!skills.some((skill) => skill.n >= minimumModelled || skill.provenance.length > 0)) {
    const have = skills.reduce((most, skill) => Math.max(most, skill.n), 0);
    return insufficientEnvelope(id, ctx, 'too-few-observations', { what: 'answers on one skill', have, required: minimumModelled }, evidence);
  }
  const topics = masterTopics(state, new Set(skills.filter((skill) => skill.provenance.length > 0).map((skill) => skill.skillId)));
  const masteryVelocity = masteryVelocityOf(state.skills, D, firstDayOf(state), ctx.settings.mastery.L0);
  const value: Mastery = { ...topics, skills, ...rankSkills(skills), masteryVelocity };
  const nulls: Nulls = {};
  if (value.overallPct === null) nulls['overallPct'] = 'no-data';
  if (masteryVelocity === null) nulls['masteryVelocity'] = 'short-history';
  if (value.perPath.some((path) => path.pct === null)) nulls['perPath[].pct'] = 'no-data';
  if (skills.some((skill) => skill.L === null)) for (const field of ['skills[].L', 'skills[].retained']) nulls[field] = 'too-few-observations';
  return valueEnvelope(id, ctx, value, evidence, nulls);
}
