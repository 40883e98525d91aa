import type { Role } from '../access/roles.ts';
import { missingSource, suppressedEnvelope, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import type { Envelope } from './envelope.ts';
import { lastDays } from './learner-time.ts';
import { floorToFive, sumsOf } from './released.ts';
import type { ReleaseView } from './released.ts';
import { demandSets, forecastDemand, growthOf, scoreSkillDemand } from './skill-demand-score.ts';
import type { DemandCounts, DemandSet } from './skill-demand-score.ts';
import type { DemandedSkill, SkillDemand } from './skill-demand-value.ts';
import type { AnalyticContext } from './state.ts';

export type { SkillDemand } from './skill-demand-value.ts';
export { forecastDemand, scoreSkillDemand } from './skill-demand-score.ts';

const id = 'skill-demand';
const enrolledDays = 90;

/** Metric of the cohorts `demand:<skill>`: each person counts 0 or 1 for enrolled in 90 days, for a target and for a path; members have one at least. */
export const demandMetric = 'demand';
/** demandCohort names the cohort of everybody who learns, needs or plans a skill. */
export function demandCohort(skillId: string): string {
  return `demand:${skillId}`;
}

/**
 * What is known of a skill on the day of its released figures: learners enrolled in the 90 days before the last 90, and in six 30-day blocks, oldest
 * first; learners who newly mastered it in 30 days.
 */
export type DemandHistory = { skillId: string; enrolledBefore: number; enrolledBlocks: readonly number[]; newlyMastered: number };
export type SkillDemandState = { release: ReleaseView; skills: readonly DemandHistory[] };

const factOf = { enrolled: 'enrollments', targets: 'skill_targets', paths: 'learning_paths' } as const satisfies Record<DemandSet, string>;

type Shown = DemandHistory & { sums: DemandCounts; known: DemandCounts };

/** Shown skills with their sums; of people who count 0 or 1, a sum that one of them dominates can only be 1, and is not told. */
function shownSkills({ release, skills }: SkillDemandState, ctx: AnalyticContext): Shown[] {
  return skills.flatMap((skill): Shown[] => {
    const sums = sumsOf(release, demandCohort(skill.skillId), demandMetric);
    if (sums === null) return [];
    const read = (set: DemandSet, dominated: number | null) => (ctx.available.facts.has(factOf[set]) ? sums[demandSets.indexOf(set)] ?? dominated : null);
    const counts = (dominated: number | null): DemandCounts =>
      ({ enrolled: read('enrolled', dominated), targets: read('targets', dominated), paths: read('paths', dominated) });
    return [{ ...skill, sums: counts(1), known: counts(null) }];
  });
}

function describe({ sums, known, enrolledBefore, enrolledBlocks, newlyMastered }: Shown, k: number): Omit<DemandedSkill, 'skillId' | 'score'> {
  const floored = (n: number | null) => (n === null ? null : floorToFive(n));
  return {
    growth: growthOf(sums.enrolled, enrolledBefore, k),
    counts: { enrolled: floored(known.enrolled), targets: floored(known.targets), paths: floored(known.paths) },
    acquiredPerMonth: newlyMastered < k ? null : floorToFive(newlyMastered), forecast: sums.enrolled === null ? null : forecastDemand(enrolledBlocks),
  };
}

function nullsOf(skills: readonly DemandedSkill[], ctx: AnalyticContext): Nulls {
  const nulls: Nulls = {};
  const enrolls = ctx.available.facts.has('enrollments');
  if (skills.some(({ growth }) => growth === null)) nulls['skills[].growth'] = enrolls ? 'too-few' : 'no-source';
  for (const set of demandSets) {
    if (skills.some(({ counts }) => counts?.[set] === null)) nulls[`skills[].counts.${set}`] = ctx.available.facts.has(factOf[set]) ? 'dominated' : 'no-source';
  }
  if (skills.some(({ acquiredPerMonth }) => acquiredPerMonth === null)) nulls['skills[].acquiredPerMonth'] = 'too-few';
  if (skills.some(({ forecast }) => forecast === null)) nulls['skills[].forecast'] = enrolls ? 'too-few-observations' : 'no-source';
  return nulls;
}

const adminFields = ['counts', 'acquiredPerMonth', 'forecast'];
const isAdminField = (path: string) => adminFields.some((field) => path.startsWith(`skills[].${field}`));

function withoutAdminFields<T>(byPath: Partial<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(byPath).flatMap(([path, value]) => (value === undefined || isAdminField(path) ? [] : [[path, value]])));
}

/** skillDemandFor is what a role may see of a release: org admins all of it, everybody else order, score and growth. */
export function skillDemandFor(role: Role, envelope: Envelope<SkillDemand>): Envelope<SkillDemand> {
  if (role === 'org_admin') return envelope;
  const { value } = envelope;
  const skills = (value?.skills ?? []).map((skill): DemandedSkill => ({ ...skill, counts: null, acquiredPerMonth: null, forecast: null }));
  return { ...envelope, units: withoutAdminFields(envelope.units), nulls: withoutAdminFields(envelope.nulls), value: value === null ? null : { skills } };
}

/** computeSkillDemand: which skills people learn, need and plan most, from one release (analytic 18); suppressed when no skill has enough people. */
export function computeSkillDemand(state: SkillDemandState, ctx: AnalyticContext): Envelope<SkillDemand> {
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const { releaseId } = state.release;
  const shown = shownSkills(state, ctx);
  const scored = scoreSkillDemand(shown.map(({ skillId, sums }) => ({ skillId, ...sums })), ctx.settings.demand);
  const evidence = { window: lastDays(releaseId, enrolledDays), n: shown.length, coverage: scored.coverage, asOf: null, releaseId };
  if (shown.length === 0) return suppressedEnvelope(id, ctx, 'too-few', evidence);
  const bySkill = new Map(shown.map((skill) => [skill.skillId, describe(skill, ctx.settings.privacyK)]));
  const skills = scored.skills.flatMap(({ skillId, score }): DemandedSkill[] => {
    const rest = bySkill.get(skillId);
    return rest === undefined ? [] : [{ skillId, score, ...rest }];
  });
  return skillDemandFor(ctx.viewer.role, valueEnvelope(id, ctx, { skills }, evidence, nullsOf(skills, ctx)));
}
