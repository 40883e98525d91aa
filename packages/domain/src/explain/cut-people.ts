import { computeEngagement } from '../analytics/engagement.ts';
import type { EmployeeCut, EnrollmentCut } from '../analytics/learner-snapshot.ts';
import { daysWithin, withoutChoices } from '../analytics/learner-time.ts';
import { computeLearningVelocity } from '../analytics/learning-velocity.ts';
import { computeMastery, describeSkills } from '../analytics/mastery.ts';
import { computePerformance } from '../analytics/performance.ts';
import { computeSkillGaps, targetsFor } from '../analytics/skill-gaps.ts';
import { currentLevels } from '../analytics/skill-level.ts';
import type { AnalyticContext, LearnerState, TargetRef } from '../analytics/state.ts';
import type { CohortKeys } from '../privacy/declare-cohorts.ts';
import { mean, sum } from '../stats/mean.ts';
import { addDays, dayOf } from '../time/day.ts';
import { buildLearnerState } from './build-learner-state.ts';
import type { FilePerson } from './facts-file.ts';
import type { KnownOrganization, OrganizationContext } from './known-organization.ts';

/** Everything that a release counts of one person. */
export type PersonCut = { cut: EmployeeCut; keys: CohortKeys; state: LearnerState; levels: ReadonlyMap<string, number>; targets: TargetRef[] };

/** asNamedReader is the context of a named reader with the organization's own choices. */
export function asNamedReader(ctx: OrganizationContext): AnalyticContext {
  return withoutChoices({ ...ctx, viewer: { role: 'org_admin' } });
}

function enrollmentCuts({ id }: FilePerson, known: KnownOrganization, timeZone: string): EnrollmentCut[] {
  const { courses } = known.rollupsOf(id);
  const dayOrNull = (instant: string | null | undefined) => (instant ? dayOf(instant, timeZone) : null);
  return known.enrollmentsOf(id).map(({ courseId, enrolledAt, status, dueAt, mode, completedAt, certificateAt }) => ({
    courseId, enrolledDay: dayOf(enrolledAt, timeZone), status, dueDay: dayOrNull(dueAt), mode, completedDay: dayOrNull(completedAt),
    certificateDay: dayOrNull(certificateAt), lastActiveDay: courses.find((row) => row.courseId === courseId)?.lastActiveDay ?? null,
  }));
}

/** masteredSkillsOf is the set of skills that are mastered by any provenance. */
export function masteredSkillsOf(person: FilePerson, known: KnownOrganization, ctx: OrganizationContext): Set<string> {
  const skills = describeSkills(buildLearnerState(person, known, ctx), known.day, asNamedReader(ctx));
  return new Set(skills.filter(({ provenance }) => provenance.length > 0).map(({ skillId }) => skillId));
}

function keysOf({ id, comparison, departmentId, teamId, targetRoleId }: FilePerson, known: KnownOrganization, level: number | null): CohortKeys {
  const { paths } = known.plansOf(id);
  const active = paths.filter(({ status }) => status === 'active');
  return {
    id, comparison, departmentId: departmentId ?? null, teamId: teamId ?? null, targetRoleId: targetRoleId ?? null, level,
    pathIds: [...new Set(active.flatMap(({ templateId }) => templateId ?? []))], skillIds: known.rollupsOf(id).skills.map(({ skillId }) => skillId),
  };
}

/** cutPerson measures one person as of the day of the organization; `before` is the organization 28 days earlier, to tell what is newly mastered. */
export function cutPerson(person: FilePerson, known: KnownOrganization, before: KnownOrganization, ctx: OrganizationContext): PersonCut {
  const D = known.day;
  const own = asNamedReader(ctx);
  const state = buildLearnerState(person, known, ctx);
  const engagement = computeEngagement(state, own).value;
  const performance = computePerformance(state, own).value;
  const levels = new Map([...currentLevels(state, D, own)].map(([skillId, { level }]) => [skillId, level]));
  const targets = targetsFor('org_admin', state.targets);
  const mastered = masteredSkillsOf(person, before, ctx);
  const month = daysWithin(state.days, addDays(D, -29), D);
  const cut: EmployeeCut = {
    userId: person.id, engagement: engagement?.score ?? null, averagePace: computeLearningVelocity(state, own).value?.averagePace ?? null,
    pace28: state.topics.filter(({ doneDay }) => doneDay !== null && doneDay >= addDays(D, -27) && doneDay <= D).length,
    overallPct: computeMastery(state, own).value?.overallPct ?? null, averagePct: performance?.averagePct ?? null,
    readinessPct: computeSkillGaps(state, own).value?.readinessPct ?? null, streak: engagement?.streak ?? 0, active30: month.some(({ points }) => points > 0),
    departmentId: person.departmentId ?? null, enrollments: enrollmentCuts(person, known, ctx.timeZone),
    assessments: { tried: performance?.assessments ?? 0, passed: performance?.passed ?? 0 },
    newSkills: [...masteredSkillsOf(person, known, ctx)].filter((skillId) => !mastered.has(skillId)).length,
    targets: targets.map(({ skillId, target }) => ({ skillId, met: levels.has(skillId) ? (levels.get(skillId) ?? 0) >= target : null })),
    sharedEvents: sum(month.map(({ shared, replied }) => shared + replied)),
    mentored: daysWithin(state.days, addDays(D, -89), D).some((day) => day.mentored > 0),
  };
  return { cut, keys: keysOf(person, known, mean([...levels.values()])), state, levels, targets };
}
