import { demoPlan } from '../packages/db/src/seed/demo/organizations.ts';
import { generateDemo } from '../packages/db/src/seed/demo/generate.ts';
import { alignmentMetrics } from '../packages/domain/src/analytics/alignment-state.ts';
import type { CourseState } from '../packages/domain/src/analytics/course-state.ts';
import { computeDepartmentTeam } from '../packages/domain/src/analytics/department-team.ts';
import type { CourseGroup } from '../packages/domain/src/analytics/group-state.ts';
import { computeLearningCulture } from '../packages/domain/src/analytics/learning-culture.ts';
import { computeOrgLearningVelocity } from '../packages/domain/src/analytics/org-learning-velocity.ts';
import { computePeerComparison } from '../packages/domain/src/analytics/peer-comparison.ts';
import { computeSkillDemand } from '../packages/domain/src/analytics/skill-demand.ts';
import type { AnalyticContext, LearnerState } from '../packages/domain/src/analytics/state.ts';
import { computeStrategicAlignment } from '../packages/domain/src/analytics/strategic-alignment.ts';
import type { TeachingState } from '../packages/domain/src/analytics/teaching-state.ts';
import { buildCourseGroup, participateIn } from '../packages/domain/src/explain/build-course-group.ts';
import { buildCourseState, buildTeachingState, trainersOf } from '../packages/domain/src/explain/build-course-state.ts';
import { buildLearnerState } from '../packages/domain/src/explain/build-learner-state.ts';
import { cutFileRelease } from '../packages/domain/src/explain/cut-file-release.ts';
import { factsFileSchema, type FactsFile, type FileFacts } from '../packages/domain/src/explain/facts-file.ts';
import { fileContext } from '../packages/domain/src/explain/file-context.ts';
import { knowOrganization } from '../packages/domain/src/explain/known-organization.ts';
import type { FactBatch } from '../packages/domain/src/facts/facts.ts';

const now = '2026-03-31T18:00:00.000Z';

/** States of the demonstration organization, built once; `organization` calculates each analytic of the whole organization from its release. */
export type Prepared = {
  ctx: AnalyticContext;
  learners: LearnerState[];
  courses: { group: CourseGroup; content: CourseState }[];
  trainers: TeachingState[];
  organization: Record<string, () => unknown>;
};

function merge(batches: readonly FactBatch[]): FileFacts {
  const facts: Record<string, unknown[]> = {};
  for (const batch of batches) for (const [kind, list] of Object.entries(batch)) facts[kind] = [...(facts[kind] ?? []), ...list];
  // The generator writes checked facts.
  return facts as FileFacts;
}

function demoFile(): FactsFile {
  const { plan, batches } = generateDemo(demoPlan, now);
  const facts = merge(batches);
  const ids = [...new Set((facts.enrollments ?? []).map(({ userId }) => userId))];
  const people = ids.map((id, i) => ({ id, joinedAt: '2025-01-01T00:00:00.000Z', departmentId: `department ${i % 6}`, comparison: 'in' }));
  const base = factsFileSchema.parse({
    organization: { timeZone: plan.timeZone }, now, viewer: { role: 'org_admin' }, subject: { organization: true }, people, facts: {},
  });
  return { ...base, facts };
}

function organizationCalculations(file: FactsFile, ctx: AnalyticContext): Prepared['organization'] {
  const { release, people, known, cohorts } = cutFileRelease(file, ctx);
  const employees = people.length;
  const departments = cohorts.filter(({ metric, dimension }) => metric === 'participation' && dimension?.name === 'department');
  const refs = departments.map(({ id }) => ({ cohortId: id, parentId: null }));
  const skillIds = cohorts.flatMap(({ id, metric }) => (metric === alignmentMetrics.skill ? [id.slice('demand:'.length)] : []));
  const demanded = skillIds.map((skillId) => ({ skillId, enrolledBefore: 20, enrolledBlocks: [20, 24, 23, 29, 31, 34], newlyMastered: 10 }));
  const peers = release.entries.filter(({ cohortId }) => cohortId === 'peers').map((entry) => ({ entry, size: employees, k: 10, isMember: false }));
  return {
    'org-learning-velocity': () => computeOrgLearningVelocity({ employees, release, earlier: [] }, ctx),
    'strategic-alignment': () => computeStrategicAlignment({
      employees, release, kpis: known.facts.kpis, overdueLearners: 20, skills: skillIds.map((skillId) => ({ skillId, business: 'high' as const })),
    }, ctx),
    'department-team': () => computeDepartmentTeam({ cohorts: refs, release, before: null }, ctx),
    'learning-culture': () => computeLearningCulture({ employees, release, delivers: { modes: true, sharing: true, mentoring: true } }, ctx),
    'skill-demand': () => computeSkillDemand({ release, skills: demanded }, ctx),
    'peer-comparison': () => computePeerComparison({ releaseId: release.releaseId, learner: null, cohort: { id: 'peers' }, entries: peers, own: {} }, ctx),
  };
}

/** prepareAnalytics folds the demonstration organization's generated facts into the states that analytics read. */
export function prepareAnalytics(): Prepared {
  const file = demoFile();
  const admin = fileContext(file);
  const ctx: AnalyticContext = { ...admin, viewer: { role: 'learner' } };
  const known = knowOrganization(file, now.slice(0, 10), ctx);
  return {
    ctx, learners: known.people.map((person) => buildLearnerState(person, known, ctx)),
    courses: known.facts.courses.map(({ id }) => {
      const parts = participateIn(id, known, ctx);
      return { group: buildCourseGroup(id, parts, known, ctx), content: buildCourseState(id, parts, known) };
    }),
    trainers: trainersOf(known).map((trainerId) => buildTeachingState(trainerId, known, ctx)), organization: organizationCalculations(file, admin),
  };
}
