import type { Role } from '@verdant/domain/access/roles';
import { closeSession, extendSession, findSession, openSession, type Door, type Entrance } from '@verdant/db/stores/sessions';
import type { Adapter, Lucia } from 'lucia';
import { createHash } from 'node:crypto';

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<{ organizationId: string }, { roles: Role[] }>;
    DatabaseSessionAttributes: { organizationId: string };
    DatabaseUserAttributes: { roles: Role[] };
  }
}

/** However often it is used, a session ends this long after it was opened. */
const longestMs = 30 * 24 * 3600 * 1000;

/** hashSessionId is all that the database ever knows of a session's id. */
export const hashSessionId = (id: string): string => createHash('sha256').update(id).digest('hex');

/** sessionAdapter stores lucia's sessions under the hash of their id, through the doorkeeper's functions; a new one needs the entrance. */
export function sessionAdapter(door: Door | Entrance): Adapter {
  const unsupported = () => Promise.reject(new Error('Sessions of a person are ended by the operator, not through lucia.'));
  return {
    getSessionAndUser: async (id) => {
      const row = await findSession(door, hashSessionId(id));
      if (row === null) return [null, null];
      const expiresAt = new Date(Math.min(row.expiresAtMs, row.createdAtMs + longestMs));
      return [
        { id, userId: row.userId, expiresAt, attributes: { organizationId: row.organizationId } },
        { id: row.userId, attributes: { roles: row.roles } },
      ];
    },
    setSession: ({ id, userId, expiresAt, attributes }) => {
      if (!('signedForDoor' in door)) return Promise.reject(new Error('A session is opened at the entrance only.'));
      return openSession(door, { idHash: hashSessionId(id), organizationId: attributes.organizationId, userId, expiresAt });
    },
    updateSessionExpiration: (id, expiresAt) => extendSession(door, hashSessionId(id), expiresAt),
    deleteSession: (id) => closeSession(door, hashSessionId(id)),
    getUserSessions: unsupported,
    deleteUserSessions: unsupported,
    deleteExpiredSessions: unsupported,
  };
}
