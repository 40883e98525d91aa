import type { AlignmentState } from '@verdant/domain/analytics/alignment-state';
import type { DepartmentRef, DepartmentState } from '@verdant/domain/analytics/department-state';
import { computeDepartmentTeam } from '@verdant/domain/analytics/department-team';
import { countOverdue } from '@verdant/domain/analytics/employee-measures';
import type { Envelope } from '@verdant/domain/analytics/envelope';
import { computeLearningCulture, type CultureState } from '@verdant/domain/analytics/learning-culture';
import { computeOrgLearningVelocity, type OrgVelocityState } from '@verdant/domain/analytics/org-learning-velocity';
import { computeOrganizationRecommendations } from '@verdant/domain/analytics/recommendations-organization';
import { importanceOf } from '@verdant/domain/analytics/recommendations-state';
import type { ReleaseView } from '@verdant/domain/analytics/released';
import { computeSkillDemand, skillDemandFor } from '@verdant/domain/analytics/skill-demand';
import type { AnalyticContext } from '@verdant/domain/analytics/state';
import { computeStrategicAlignment } from '@verdant/domain/analytics/strategic-alignment';
import { roles } from '@verdant/domain/access/roles';
import type { Cohort } from '@verdant/domain/privacy/cohort';
import type { GroupResult } from '@verdant/db/stores/releases/save-group-analytics';
import type { ReleasedPerson } from '@verdant/db/stores/releases/released-person';
import { readDemandHistory } from './cut-demand.ts';
import { readNeeds } from './cut-needs.ts';

/** What the organization's analytics read beside the release of the day. */
export type OrganizationInputs = {
  people: readonly ReleasedPerson[];
  cohorts: readonly Cohort[];
  /** Releases that trends and changes look back to. */
  earlier: OrgVelocityState['earlier'];
  before: DepartmentState['before'];
  kpis: AlignmentState['kpis'];
  delivers: CultureState['delivers'];
};

/** departmentRefs lists departments, and teams with their department, that have people in a release. */
export function departmentRefs(cohorts: readonly Cohort[]): DepartmentRef[] {
  const refs = new Map<string, DepartmentRef>();
  for (const { id: cohortId, dimension, members } of cohorts) {
    if (members.size === 0) continue;
    if (dimension?.name === 'department') refs.set(cohortId, { cohortId, parentId: null });
    if (dimension?.name === 'team') refs.set(cohortId, { cohortId, parentId: dimension.whole });
  }
  return [...refs.values()];
}

/** targetedSkills lists the skills with an organization target, each with the highest business need that any of them has. */
export function targetedSkills(people: readonly Pick<ReleasedPerson, 'needs'>[]): AlignmentState['skills'] {
  const skills = new Map<string, AlignmentState['skills'][number]>();
  for (const { skillId, business } of people.flatMap(({ needs }) => needs)) {
    const known = skills.get(skillId);
    if (known === undefined || (importanceOf(business) ?? 0) > (importanceOf(known.business) ?? 0)) skills.set(skillId, { skillId, business });
  }
  return [...skills.values()];
}

/** computeOrganization makes the organization's analytics from one release: for org admins, and skill demand for every role as it may see it. */
export function computeOrganization(
  release: ReleaseView, inputs: OrganizationInputs, base: Omit<AnalyticContext, 'viewer'>, organizationId: string,
): GroupResult[] {
  const ctx: AnalyticContext = { ...base, viewer: { role: 'org_admin' } };
  const { people, earlier, before, kpis, delivers } = inputs;
  const employees = people.length;
  const ofAdmins: Envelope<unknown>[] = [
    computeOrgLearningVelocity({ employees, release, earlier }, ctx),
    computeStrategicAlignment(
      { employees, kpis, release, overdueLearners: countOverdue(people, release.releaseId), skills: targetedSkills(people) }, ctx,
    ),
    computeDepartmentTeam({ cohorts: departmentRefs(inputs.cohorts), release, before }, ctx),
    computeLearningCulture({ employees, release, delivers }, ctx),
    computeOrganizationRecommendations(readNeeds(release), ctx),
  ];
  const demand = computeSkillDemand({ release, skills: readDemandHistory(release) }, ctx);
  const about = { grain: 'organization', scopeId: organizationId } as const;
  return [
    ...ofAdmins.map((envelope): GroupResult => ({ ...about, role: 'org_admin', envelope })),
    ...roles.map((role): GroupResult => ({ ...about, role, envelope: skillDemandFor(role, demand) })),
  ];
}
