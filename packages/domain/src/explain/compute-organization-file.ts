import type { AnalyticId } from '../analytics/catalogue.ts';
import { computeDepartmentTeam } from '../analytics/department-team.ts';
import { countOverdue } from '../analytics/employee-measures.ts';
import type { Envelope } from '../analytics/envelope.ts';
import { computeLearningCulture } from '../analytics/learning-culture.ts';
import { computeOrgLearningVelocity } from '../analytics/org-learning-velocity.ts';
import { computeOrganizationRecommendations } from '../analytics/recommendations-organization.ts';
import { importanceOf } from '../analytics/recommendations-state.ts';
import { computeSkillDemand } from '../analytics/skill-demand.ts';
import type { DemandHistory } from '../analytics/skill-demand.ts';
import type { AnalyticContext, TargetRef } from '../analytics/state.ts';
import { computeStrategicAlignment } from '../analytics/strategic-alignment.ts';
import { computeReleasedTeaching } from '../analytics/teaching-effectiveness.ts';
import { DomainError } from '../errors.ts';
import { compareText } from '../stats/compare-text.ts';
import { addDays } from '../time/day.ts';
import { cutFileRelease, enrolledSkills } from './cut-file-release.ts';
import type { FileRelease } from './cut-file-release.ts';
import { masteredSkillsOf } from './cut-people.ts';
import type { FactsFile } from './facts-file.ts';
import { knowOrganization } from './known-organization.ts';

const verbs = { sharing: ['shared', 'replied'], mentoring: ['mentored'] } as const;
const newlyMasteredDays = 30;

function alignment({ release, people, known }: FileRelease, ctx: AnalyticContext): Envelope<unknown> {
  const business = new Map<string, TargetRef['business']>();
  for (const target of people.flatMap(({ targets }) => targets)) {
    const known = business.get(target.skillId) ?? null;
    if (!business.has(target.skillId) || (importanceOf(target.business) ?? 0) > (importanceOf(known) ?? 0)) business.set(target.skillId, target.business);
  }
  return computeStrategicAlignment({
    employees: people.length, kpis: known.facts.kpis, release, overdueLearners: countOverdue(people.map(({ cut }) => cut), known.day),
    skills: [...business].map(([skillId, need]) => ({ skillId, business: need })),
  }, ctx);
}

function departments({ release, cohorts }: FileRelease, ctx: AnalyticContext): Envelope<unknown> {
  const refs = new Map(cohorts.filter(({ audience, metric }) => audience === 'admin' && metric === 'participation').flatMap(({ id, dimension }) => {
    if (dimension === undefined) return [];
    return [[id, { cohortId: id, parentId: dimension.name === 'team' ? dimension.whole : null }] as const];
  }));
  return computeDepartmentTeam({ cohorts: [...refs.values()], release, before: null }, ctx);
}

function culture({ release, people, known }: FileRelease, ctx: AnalyticContext): Envelope<unknown> {
  const sent = (some: readonly string[]) => known.facts.learning_events.some(({ verb }) => some.includes(verb));
  const delivers = {
    modes: known.facts.enrollments.some(({ mode }) => mode !== 'unknown'), sharing: sent(verbs.sharing), mentoring: sent(verbs.mentoring),
  };
  return computeLearningCulture({ employees: people.length, release, delivers }, ctx);
}

function needs({ release, people }: FileRelease, ctx: AnalyticContext): Envelope<unknown> {
  const bySkill = new Map<string, { target: number; current: number; importance: number | null }[]>();
  for (const { targets, levels } of people) {
    for (const { skillId, target, business } of targets) {
      const pairs = bySkill.get(skillId) ?? [];
      const current = levels.get(skillId);
      bySkill.set(skillId, current === undefined ? pairs : [...pairs, { target, current, importance: importanceOf(business) }]);
    }
  }
  const skills = [...bySkill].map(([skillId, pairs]) => ({ skillId, pairs })).sort((a, b) => compareText(a.skillId, b.skillId));
  return computeOrganizationRecommendations({ releaseId: release.releaseId, asOf: null, skills }, ctx);
}

function demand(cut: FileRelease, file: FactsFile, ctx: AnalyticContext): Envelope<unknown> {
  const { release, people, known, cohorts, ctx: then } = cut;
  const D = known.day;
  const before = knowOrganization(file, addDays(D, -newlyMasteredDays), then);
  const gained = people.map(({ keys }) => {
    const [person] = known.people.filter(({ id }) => id === keys.id);
    if (person === undefined) return new Set<string>();
    const earlier = masteredSkillsOf(person, before, then);
    return new Set([...masteredSkillsOf(person, known, then)].filter((skillId) => !earlier.has(skillId)));
  });
  const spans = [0, 1, 2, 3, 4, 5].map((block) => ({ from: addDays(D, -30 * (6 - block) + 1), to: addDays(D, -30 * (5 - block)) }));
  const blocks = spans.map(({ from, to }) => people.map((person) => enrolledSkills(person, from, to, known)));
  const earlier = people.map((person) => enrolledSkills(person, addDays(D, -179), addDays(D, -90), known));
  const count = (sets: readonly ReadonlySet<string>[], skillId: string) => sets.filter((set) => set.has(skillId)).length;
  const skillIds = cohorts.flatMap(({ id, kind }) => (kind === 'count' && id.startsWith('demand:') ? [id.slice('demand:'.length)] : []));
  const skills = skillIds.map((skillId): DemandHistory => ({
    skillId, enrolledBefore: count(earlier, skillId), enrolledBlocks: blocks.map((sets) => count(sets, skillId)), newlyMastered: count(gained, skillId),
  }));
  return computeSkillDemand({ release, skills }, ctx);
}

/** computeForOrganization calculates an analytic of an organization from the release of a file. */
export function computeForOrganization(id: AnalyticId, file: FactsFile, ctx: AnalyticContext): Envelope<unknown> {
  const cut = cutFileRelease(file, ctx);
  const { release, people } = cut;
  const made: Partial<Record<AnalyticId, () => Envelope<unknown>>> = {
    'org-learning-velocity': () => computeOrgLearningVelocity({ employees: people.length, release, earlier: [] }, ctx),
    'strategic-alignment': () => alignment(cut, ctx), 'department-team': () => departments(cut, ctx), 'learning-culture': () => culture(cut, ctx),
    'skill-demand': () => demand(cut, file, ctx), 'teaching-effectiveness': () => computeReleasedTeaching(release, ctx), recommendations: () => needs(cut, ctx),
  };
  const make = made[id];
  if (make === undefined) throw new DomainError('invalid-input', `subject: ${id} is not made for an organization`);
  return make();
}
