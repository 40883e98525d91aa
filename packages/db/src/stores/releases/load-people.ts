import type { EmployeeCut, LearnerSnapshot } from '@verdant/domain/analytics/learner-snapshot';
import type { CohortKeys } from '@verdant/domain/privacy/declare-cohorts';
import type { Day } from '@verdant/domain/time/day';
import { sql } from 'drizzle-orm';
import { tenantId } from '../../queries/tenant.ts';
import type { Tx } from '../../with-org.ts';

type Published = Pick<LearnerSnapshot, 'engagement' | 'averagePace' | 'overallPct' | 'averagePct' | 'readinessPct' | 'streak'>;
export type PersonOfDay = { userId: string } & Published & Pick<EmployeeCut, 'departmentId'> & Pick<CohortKeys, 'comparison' | 'teamId' | 'targetRoleId'>;

const current = (role: string, type: string) => sql`
  LEFT JOIN analytics ${sql.raw(type)} ON ${sql.raw(type)}.organization_id = u.organization_id AND ${sql.raw(type)}.user_id = u.id
    AND ${sql.raw(type)}.role = ${role} AND ${sql.raw(type)}.type = ${type}`;
const figure = (type: string, field: string) => sql`(${sql.raw(type)}.envelope #>> ARRAY['value', ${field}::text])::float8`;

/**
 * loadPeople reads the employees of a day (learners who joined by then and had not left), in one statement, with the figures published of them: those of the
 * current rows, which the run that ends just before a release has calculated.
 */
export async function loadPeople(tx: Tx, day: Day): Promise<PersonOfDay[]> {
  const { rows } = await tx.execute<PersonOfDay>(sql`
    SELECT u.id AS "userId", u.comparison, u.unit AS "departmentId", u.team AS "teamId", u.target_role AS "targetRoleId",
      ${figure('engagement', 'score')} AS engagement, coalesce(${figure('engagement', 'streak')}, 0) AS streak,
      ${figure('learning_velocity', 'averagePace')} AS "averagePace", ${figure('mastery', 'overallPct')} AS "overallPct",
      ${figure('performance', 'averagePct')} AS "averagePct", ${figure('skill_gaps', 'readinessPct')} AS "readinessPct"
    FROM users u JOIN user_roles r ON r.organization_id = u.organization_id AND r.user_id = u.id AND r.role = 'learner'
    ${current('learner', 'engagement')} ${current('learner', 'learning_velocity')} ${current('learner', 'mastery')} ${current('learner', 'performance')}
    ${current('trainer', 'skill_gaps')}
    WHERE u.organization_id = ${tenantId} AND u.joined_on <= ${day}::date AND (u.left_on IS NULL OR u.left_on > ${day}::date) ORDER BY u.id`);
  return rows;
}
