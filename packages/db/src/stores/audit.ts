import type { Role } from '@verdant/domain/access/roles';
import { auditLog } from '../schema/operations.ts';
import type { Tx } from '../with-org.ts';

/** One line of the audit log: who in which role did what, on whom, and whether it was allowed. */
export type AuditEntry = {
  actor: { organizationId: string; userId: string; role: Role | null };
  action: string;
  subjectId: string | null;
  outcome: 'allowed' | 'denied';
  requestId: string | null;
  details?: Record<string, string | number | boolean | null>;
};

/** recordAudit appends a line; the log can be added to and read, never changed. */
export async function recordAudit(tx: Tx, { actor, action, subjectId, outcome, requestId, details }: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values({
    organizationId: actor.organizationId, actorId: actor.userId, role: actor.role, action, subjectId, outcome, requestId, details: details ?? {},
  });
}
