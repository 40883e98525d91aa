import { DomainError } from '@verdant/domain/errors';
import type { Tx } from '@verdant/db/with-org';
import type { Ports } from '../ports.ts';
import type { Session } from '../context.ts';
import type { Me } from '../views.ts';

/** readMe is the signed-in person as every page's frame shows them; a person with one role is in that one. */
export async function readMe(tx: Tx, ports: Ports, session: Session): Promise<Me> {
  const row = await ports.read.findMe(tx, session.userId);
  if (row === null) throw new DomainError('unauthenticated', 'Please sign in.');
  const last = row.lastRole !== null && session.roles.includes(row.lastRole) ? row.lastRole : null;
  return { ...row, roles: [...session.roles], lastRole: session.roles.length === 1 ? session.roles[0] ?? null : last };
}
