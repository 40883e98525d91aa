import type { Session } from '@verdant/api/context';
import { roleSchema, type Role } from '@verdant/domain/access/roles';
import type { LiveSocket } from './typed-server.ts';

export type Refusal = 'unauthenticated' | 'forbidden' | 'too-many-sockets';

/** Refused is what a client's `connect_error` says: `message` and `data.reason` are the code. */
export class Refused extends Error {
  readonly data: { reason: Refusal };
  constructor(reason: Refusal) {
    super(reason);
    this.data = { reason };
  }
}

/** admit checks who connects, from the cookie, and that they hold the role the page claims. */
export async function admit(socket: LiveSocket, read: (cookie: string | undefined) => Promise<Session | null>): Promise<{ session: Session; role: Role }> {
  const session = await read(socket.handshake.headers.cookie);
  if (session === null) throw new Refused('unauthenticated');
  const claimed = roleSchema.safeParse(socket.handshake.auth['role']);
  if (!claimed.success || !session.roles.includes(claimed.data)) throw new Refused('forbidden');
  return { session, role: claimed.data };
}
