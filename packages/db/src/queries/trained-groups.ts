import { and, eq, sql, type SQL } from 'drizzle-orm';
import { courses } from '../schema/facts.ts';
import { cohortTrainers, cohorts, courseTrainers } from '../schema/teaching.ts';
import type { Tx } from '../with-org.ts';
import type { GroupRow, TrainedGroupRow } from './rows.ts';
import { inTenant, tenantId } from './tenant.ts';

/** membersOf selects the learners of a group: of a course those whose latest enrollment was not withdrawn. */
export function membersOf({ kind, id }: Pick<GroupRow, 'kind' | 'id'>): SQL {
  if (kind === 'cohort') return sql`SELECT m.user_id FROM cohort_members m WHERE m.organization_id = ${tenantId} AND m.cohort_id = ${id}::uuid`;
  return sql`SELECT l.user_id FROM (
    SELECT DISTINCT ON (e.user_id) e.user_id, e.status FROM enrollments e
    WHERE e.organization_id = ${tenantId} AND e.course_id = ${id}::uuid ORDER BY e.user_id, e.enrolled_at DESC, e.id DESC
  ) l WHERE l.status <> 'withdrawn'`;
}

/** listTrainedGroups lists courses and cohorts of a trainer with their size, most recently active first. */
export async function listTrainedGroups(tx: Tx, trainerId: string): Promise<TrainedGroupRow[]> {
  const trainedCourses = sql`SELECT t.course_id FROM course_trainers t WHERE t.organization_id = ${tenantId} AND t.user_id = ${trainerId}::uuid`;
  const trainedCohorts = sql`SELECT t.cohort_id FROM cohort_trainers t WHERE t.organization_id = ${tenantId} AND t.user_id = ${trainerId}::uuid`;
  const { rows } = await tx.execute<{ kind: 'course' | 'cohort'; id: string; name: string; learners: number; last_day: string | null }>(sql`
    WITH members AS (
      SELECT 'course' AS kind, l.course_id AS id, l.user_id FROM (
        SELECT DISTINCT ON (e.course_id, e.user_id) e.course_id, e.user_id, e.status FROM enrollments e
        WHERE e.organization_id = ${tenantId} AND e.course_id IN (${trainedCourses})
        ORDER BY e.course_id, e.user_id, e.enrolled_at DESC, e.id DESC
      ) l WHERE l.status <> 'withdrawn'
      UNION ALL
      SELECT 'cohort', m.cohort_id, m.user_id FROM cohort_members m
      WHERE m.organization_id = ${tenantId} AND m.cohort_id IN (${trainedCohorts})
    ), sizes AS (
      SELECT m.kind, m.id, count(*)::int AS learners, max(s.last_activity_day)::text AS last_day
      FROM members m LEFT JOIN learner_summaries s ON s.organization_id = ${tenantId} AND s.user_id = m.user_id GROUP BY m.kind, m.id
    ), groups AS (
      SELECT 'course' AS kind, c.id, c.title AS name FROM courses c
      WHERE c.organization_id = ${tenantId} AND c.id IN (${trainedCourses})
      UNION ALL
      SELECT 'cohort', c.id, c.name FROM cohorts c WHERE c.organization_id = ${tenantId} AND c.id IN (${trainedCohorts})
    )
    SELECT g.kind, g.id, g.name, coalesce(s.learners, 0) AS learners, s.last_day FROM groups g LEFT JOIN sizes s USING (kind, id)
    ORDER BY s.last_day DESC NULLS LAST, g.kind DESC, g.name, g.id`);
  return rows.map(({ last_day: lastActivityDay, ...row }) => ({ ...row, lastActivityDay }));
}

/** findTrainedGroup gives a course or cohort that this trainer trains, else null. */
export async function findTrainedGroup(tx: Tx, trainerId: string, { kind, id }: Pick<GroupRow, 'kind' | 'id'>): Promise<GroupRow | null> {
  const [row] = kind === 'course'
    ? await tx.select({ id: courses.id, name: courses.title }).from(courses)
      .innerJoin(courseTrainers, and(eq(courseTrainers.organizationId, courses.organizationId), eq(courseTrainers.courseId, courses.id)))
      .where(and(inTenant(courses.organizationId), eq(courses.id, id), eq(courseTrainers.userId, trainerId)))
    : await tx.select({ id: cohorts.id, name: cohorts.name }).from(cohorts)
      .innerJoin(cohortTrainers, and(eq(cohortTrainers.organizationId, cohorts.organizationId), eq(cohortTrainers.cohortId, cohorts.id)))
      .where(and(inTenant(cohorts.organizationId), eq(cohorts.id, id), eq(cohortTrainers.userId, trainerId)));
  return row === undefined ? null : { kind, ...row };
}
