import type { Role } from '@verdant/domain/access/roles';
import { DomainError } from '@verdant/domain/errors';
import type { Scope } from '@verdant/domain/recalculation/scope';
import type { TenantCall } from '../context.ts';

/** What each role may ask for at all: a learner for themselves, a trainer for what they train, an org admin for everything. */
const kindsOf: Record<Role, readonly Scope['kind'][]> = {
  learner: ['learner'], trainer: ['course', 'learner'], org_admin: ['organization', 'course', 'learner'],
};

/** authorizeScope refuses a kind that the role may not ask for, and answers "not found" for a course or person that is not the caller's. */
export async function authorizeScope({ tx, ports, actor }: TenantCall, scope: Scope): Promise<void> {
  if (!kindsOf[actor.role].includes(scope.kind)) throw new DomainError('forbidden', 'Your role may not recalculate this.');
  if (!(await ports.read.findScope(tx, scope, actor))) throw new DomainError('not-found', 'There is no such course or learner.');
}
