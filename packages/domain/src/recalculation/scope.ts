import { z } from 'zod';

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
