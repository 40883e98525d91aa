import { computeCourseContentEffectiveness } from '@verdant/domain/analytics/course-content-effectiveness';
import { computeCourseHealth } from '@verdant/domain/analytics/course-health';
import { computeCoursePerformance } from '@verdant/domain/analytics/course-performance';
import { computeCourseRecommendations } from '@verdant/domain/analytics/recommendations-course';
import { computeStudentDistribution } from '@verdant/domain/analytics/student-distribution';
import { computeTeachingEffectiveness } from '@verdant/domain/analytics/teaching-effectiveness';
import type { AnalyticContext } from '@verdant/domain/analytics/state';
import type { OrganizationId } from '@verdant/domain/ids';
import { dayOf } from '@verdant/domain/time/day';
import { loadCourseState } from '@verdant/db/queries/course-state';
import { loadCourseGroup } from '@verdant/db/queries/groups/course-group';
import { loadTeachingState } from '@verdant/db/queries/groups/teaching-state';
import { loadAvailability, loadOrganization } from '@verdant/db/queries/organization';
import { saveGroupAnalytics, type GroupResult } from '@verdant/db/stores/releases/save-group-analytics';
import { withOrg, type TenantContext, type Tx } from '@verdant/db/with-org';
import { sql } from 'drizzle-orm';
import type { JobDeps } from './job-deps.ts';

type Groups = { courseIds: string[]; trainerIds: string[] };

/** Courses that somebody is enrolled in and not archived, and everybody who trains one; or one course with its trainers. */
async function listGroups(tx: Tx, courseId: string | null): Promise<Groups> {
  const { rows: courses } = await tx.execute<{ id: string }>(sql`
    SELECT c.id FROM courses c WHERE c.status <> 'archived' AND (${courseId}::uuid IS NULL OR c.id = ${courseId}::uuid)
      AND EXISTS (SELECT 1 FROM enrollments e WHERE e.organization_id = c.organization_id AND e.course_id = c.id) ORDER BY c.id`);
  const { rows: trainers } = await tx.execute<{ id: string }>(sql`
    SELECT DISTINCT t.user_id AS id FROM course_trainers t WHERE ${courseId}::uuid IS NULL OR t.course_id = ${courseId}::uuid ORDER BY 1`);
  return { courseIds: courses.map(({ id }) => id), trainerIds: trainers.map(({ id }) => id) };
}

async function courseResults(tx: Tx, courseId: string, ctx: AnalyticContext): Promise<GroupResult[]> {
  const group = await loadCourseGroup(tx, courseId, ctx.now, ctx.timeZone);
  if (group === null) return [];
  const content = computeCourseContentEffectiveness(await loadCourseState(tx, courseId, ctx.now, ctx.timeZone), ctx);
  const performance = computeCoursePerformance(group, ctx);
  const envelopes = [
    content, performance, computeCourseHealth(group, ctx), computeStudentDistribution(group, ctx),
    computeCourseRecommendations({
      courseId, enrolled: group.learners.length, topicIds: group.topics.map(({ topicId }) => topicId),
      content: content.value?.view === 'course' ? content.value : null, atRisk: performance.value?.view === 'course' ? performance.value.atRisk : null, asOf: group.asOf,
    }, ctx),
  ];
  return envelopes.map((envelope): GroupResult => ({ grain: 'course', scopeId: courseId, role: 'trainer', envelope }));
}

/** calculateGroups makes the analytics of courses (6 to 9 and 17, for those who train them) and of trainers (10) from rollups, a transaction each; one course's only if asked for. */
export async function calculateGroups(deps: JobDeps, organizationId: OrganizationId, run: { id: string | null; courseId: string | null }): Promise<number> {
  const context: TenantContext = { organizationId, userId: null, role: 'worker' };
  const inOrg = <T>(work: (tx: Tx) => Promise<T>) => withOrg(deps.worker, context, work);
  const now = deps.now();
  const ctx = await inOrg(async (tx): Promise<AnalyticContext> => {
    const { timeZone, settings, settingsVersion } = await loadOrganization(tx);
    return { now, timeZone, settings, settingsVersion, viewer: { role: 'trainer' }, ...await loadAvailability(tx, now) };
  });
  const at = { organizationId, day: dayOf(now, ctx.timeZone), now, runId: run.id };
  const { courseIds, trainerIds } = await inOrg((tx) => listGroups(tx, run.courseId));
  let moved = 0;
  const store = async (results: (tx: Tx) => Promise<GroupResult[]>) => {
    moved += await inOrg(async (tx) => (await saveGroupAnalytics(tx, await results(tx), at)).length);
  };
  for (const courseId of courseIds) await store((tx) => courseResults(tx, courseId, ctx));
  for (const trainerId of trainerIds) {
    await store(async (tx) => [{
      grain: 'trainer', scopeId: trainerId, role: 'trainer', envelope: computeTeachingEffectiveness(await loadTeachingState(tx, trainerId, now, ctx.timeZone), ctx),
    }]);
  }
  return moved;
}
