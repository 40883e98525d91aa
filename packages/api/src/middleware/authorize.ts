import { hasPermission, type Permission } from '@verdant/domain/access/permissions';
import { roleSchema, type Role } from '@verdant/domain/access/roles';
import { DomainError } from '@verdant/domain/errors';
import type { Actor, ApiContext, Session } from '../context.ts';
import { auditDenied } from './audit-denied.ts';

/** Account pages belong to the person, not to a role, so they need no header (on `/choose-role` there is no role yet). */
function actingRole(session: Session, claimed: string | null, permission: Permission): Role | null {
  if (claimed === null && (session.roles.length === 1 || permission === 'account:use')) return session.roles[0] ?? null;
  const parsed = roleSchema.safeParse(claimed);
  return parsed.success && session.roles.includes(parsed.data) ? parsed.data : null;
}

/** authorize decides in one place: signed in, role held, role has the permission. A refusal is audited. */
export async function authorize(ctx: ApiContext, permission: Permission, path: string): Promise<{ actor: Actor; session: Session }> {
  const { session } = ctx;
  if (session === null) throw new DomainError('unauthenticated', 'Please sign in.');
  const role = actingRole(session, ctx.claimedRole, permission);
  if (role === null || !hasPermission(role, permission)) {
    await auditDenied(ctx, session, path, role === null ? 'role not held' : `needs ${permission}`);
    throw new DomainError('forbidden', role === null ? 'You do not hold this role.' : 'Your role may not do this.');
  }
  return { actor: { organizationId: session.organizationId, userId: session.userId, role }, session };
}
