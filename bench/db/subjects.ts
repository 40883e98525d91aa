import type { Role } from '../../packages/domain/src/access/roles.ts';
import type { TenantPool } from '../../packages/db/src/connect.ts';
import type { TenantContext } from '../../packages/db/src/with-org.ts';

/** What one call of a query is about: who asks, and the learner, course and cohort that they look at. */
export type Subject = { organizationId: string; userId: string; role: Role; learnerId: string; courseId: string; cohortId: string };
export type Subjects = Record<Role, Subject[]>;

/** contextOf is the tenant context of a subject's reader. */
export const contextOf = ({ organizationId, userId, role }: Subject): TenantContext =>
  ({ organizationId, userId, role }) as TenantContext;

/** A reader in the large organization (a learner looks at themselves, a trainer at those they train) and a course and cohort with somebody in them. */
const learningInGroups = `bench.learners l JOIN LATERAL (SELECT course_id FROM bench.enrolled e WHERE e.learner_n = l.n LIMIT 1) e ON true
  JOIN cohort_members m ON m.user_id = l.user_id`;
const draws: Record<Role, string> = {
  learner: `SELECT l.organization_id, l.user_id, l.user_id AS learner, e.course_id AS course, m.cohort_id AS cohort
    FROM ${learningInGroups}
    WHERE l.org = 1 ORDER BY bench.unit(l.n, 91)`,
  trainer: `SELECT s.organization_id, s.user_id, e.user_id AS learner, t.course_id AS course, c.cohort_id AS cohort
    FROM bench.staff s JOIN course_trainers t ON t.organization_id = s.organization_id AND t.user_id = s.user_id
    JOIN cohort_trainers c ON c.organization_id = s.organization_id AND c.user_id = s.user_id
    JOIN bench.enrolled e ON e.course_id = t.course_id AND e.status <> 'withdrawn' AND e.n % 16 = 0
    WHERE s.org = 1 ORDER BY hashtext(t.course_id::text || c.cohort_id || e.n)`,
  org_admin: `SELECT s.organization_id, s.user_id, l.user_id AS learner, e.course_id AS course, m.cohort_id AS cohort
    FROM ${learningInGroups}
    JOIN LATERAL (SELECT * FROM bench.staff s WHERE s.org = 1 AND s.role = 'org_admin' ORDER BY (s.k + l.k) % 10 LIMIT 1) s ON true
    WHERE l.org = 1 ORDER BY bench.unit(l.n, 92)`,
};

/** drawSubjects draws readers of each role, the same ones for the same data. */
export async function drawSubjects(superuser: TenantPool, count: number): Promise<Subjects> {
  const draw = async (role: Role): Promise<Subject[]> => {
    const { rows } = await superuser.query<Record<'organization_id' | 'user_id' | 'learner' | 'course' | 'cohort', string>>(`${draws[role]} LIMIT $1`, [count]);
    return rows.map(({ organization_id: organizationId, user_id: userId, learner: learnerId, course: courseId, cohort: cohortId }) =>
      ({ organizationId, userId, role, learnerId, courseId, cohortId }));
  };
  return { learner: await draw('learner'), trainer: await draw('trainer'), org_admin: await draw('org_admin') };
}
