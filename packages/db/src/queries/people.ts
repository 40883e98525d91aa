import type { Role } from '@verdant/domain/access/roles';
import type { Scope } from '@verdant/domain/recalculation/scope';
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { courses } from '../schema/facts.ts';
import { users } from '../schema/people.ts';
import { courseTrainers } from '../schema/teaching.ts';
import type { Tx } from '../with-org.ts';
import type { PersonRow } from './rows.ts';
import { inTenant } from './tenant.ts';

type Viewer = { userId: string; role: Role };

/** hasLearnerRole holds for people in the role of a learner, else null: a scalar sub-select, asked only where what stands before it leaves a row open. */
export const hasLearnerRole: SQL = sql`(
  SELECT true FROM user_roles r WHERE r.organization_id = ${users.organizationId} AND r.user_id = ${users.id} AND r.role = 'learner')`;

/** People in the role of a learner, and those with numbers from a time when they were one. */
const isLearner: SQL = sql`coalesce(
  (SELECT true FROM learner_standings s WHERE s.organization_id = ${users.organizationId} AND s.user_id = ${users.id}), ${hasLearnerRole})`;

/** Whom each role may open by name; row-level security says the same once more. */
const reachOf: Record<Role, (viewer: Viewer) => SQL> = {
  learner: ({ userId }) => sql`${users.id} = ${userId}::uuid`,
  trainer: () => sql`${users.id} IN (SELECT app.trained_learner_ids())`,
  org_admin: () => isLearner,
};

/** findLearner gives a learner whom the viewer may open, else null. */
export async function findLearner(tx: Tx, userId: string, viewer: Viewer): Promise<PersonRow | null> {
  const [row] = await tx.select({ userId: users.id, name: users.name, unit: users.unit }).from(users)
    .where(and(inTenant(users.organizationId), eq(users.id, userId), reachOf[viewer.role](viewer)));
  return row ?? null;
}

/** courseExists tells whether the organization has a course. */
export async function courseExists(tx: Tx, courseId: string): Promise<boolean> {
  return (await tx.select({ id: courses.id }).from(courses).where(and(inTenant(courses.organizationId), eq(courses.id, courseId)))).length > 0;
}

async function trainsCourse(tx: Tx, courseId: string, trainerId: string): Promise<boolean> {
  const own = and(inTenant(courseTrainers.organizationId), eq(courseTrainers.courseId, courseId), eq(courseTrainers.userId, trainerId));
  return (await tx.select({ id: courseTrainers.courseId }).from(courseTrainers).where(own)).length > 0;
}

/** findScope tells whether what a scope names is there for the viewer. */
export async function findScope(tx: Tx, scope: Scope, viewer: Viewer): Promise<boolean> {
  if (scope.kind === 'organization') return viewer.role === 'org_admin';
  if (scope.kind === 'learner') return (await findLearner(tx, scope.userId, viewer)) !== null;
  return viewer.role === 'trainer' ? await trainsCourse(tx, scope.courseId, viewer.userId) : viewer.role === 'org_admin' && await courseExists(tx,
    scope.courseId);
}
