import { z } from 'zod';
import type { Role } from '../access/roles.ts';

/** What one recalculation covers. */
export const scopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organization') }),
  z.object({ kind: z.literal('course'), courseId: z.uuid() }),
  z.object({ kind: z.literal('learner'), userId: z.uuid() }),
]);
export type Scope = z.infer<typeof scopeSchema>;

/** scopeKey names a scope as text; two requests with one key join the same run. */
export function scopeKey(scope: Scope): string {
  if (scope.kind === 'course') return `course:${scope.courseId}`;
  if (scope.kind === 'learner') return `learner:${scope.userId}`;
  return 'organization';
}

/** parseScopeKey reads back what `scopeKey` wrote; anything else is null. */
export function parseScopeKey(key: string): Scope | null {
  const [kind, id] = key.split(':');
  const parsed = scopeSchema.safeParse({ kind, courseId: id, userId: id });
  return parsed.success && scopeKey(parsed.data) === key ? parsed.data : null;
}

/** What the data layer found out about the caller: which learners and courses are theirs. */
export type Reach = { userId: string; trainsCourse: (courseId: string) => boolean; seesLearner: (userId: string) => boolean };

/** mayRequestScope decides who may ask: the learner for themselves, a trainer for an own course, an org admin for all, and both for a learner they see. */
export function mayRequestScope(role: Role, scope: Scope, reach: Reach): boolean {
  if (scope.kind === 'organization') return role === 'org_admin';
  if (scope.kind === 'course') return role === 'trainer' && reach.trainsCourse(scope.courseId);
  return role === 'learner' ? scope.userId === reach.userId : reach.seesLearner(scope.userId);
}
