import type { Session } from '@verdant/api/context';
import type { OpenedSession } from '@verdant/api/ports';
import { DomainError } from '@verdant/domain/errors';
import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { renewSession, type Door, type Entrance } from '@verdant/db/stores/sessions';
import { generateIdFromEntropySize, Lucia, TimeSpan } from 'lucia';
import { hashSessionId, sessionAdapter } from './session-adapter.ts';

export const sessionCookieName = 'verdant_session';
const idleDays = 7;
/** The end moves with use, but is written at most once an hour. */
const writtenEveryMs = 3_600_000;

/** Sessions: the one port behind which lucia stays. */
export type Sessions = {
  open: (account: { organizationId: string; userId: string }) => Promise<OpenedSession>;
  /** Who the cookie belongs to; `cookie` is set when its end moved and it must be sent again. */
  read: (cookieHeader: string | undefined) => Promise<{ session: Session | null; cookie: string | null }>;
  readById: (id: string) => Promise<Session | null>;
  /** A new id for the same session; the day it ends at the latest stays. */
  renew: (id: string) => Promise<OpenedSession>;
  close: (id: string) => Promise<{ cookie: string }>;
};

function makeLucia(door: Door | Entrance, secure: boolean) {
  return new Lucia(sessionAdapter(door), {
    sessionExpiresIn: new TimeSpan(idleDays, 'd'),
    sessionCookie: { name: sessionCookieName, attributes: { secure, sameSite: 'lax', path: '/' } },
    getSessionAttributes: ({ organizationId }) => ({ organizationId }),
    getUserAttributes: ({ roles }) => ({ roles }),
  });
}

const nextEnd = () => new Date(Date.now() + idleDays * 86_400_000);

/** openSessions works over one door: the pool's for a request, a transaction's for what must hold together with it, the entrance's to open one. */
export function openSessions(door: Door | Entrance, secure: boolean): Sessions {
  const lucia = makeLucia(door, secure);
  const adapter = sessionAdapter(door);
  const validate = async (id: string) => {
    const { session, user } = await lucia.validateSession(id);
    if (session === null) return null;
    const known: Session = { id, organizationId: session.organizationId as OrganizationId, userId: user.id as UserId, roles: user.roles };
    return { known, expiresAt: session.expiresAt };
  };
  const extend = async (id: string, expiresAt: Date): Promise<string | null> => {
    const next = nextEnd();
    if (next.getTime() - expiresAt.getTime() < writtenEveryMs) return null;
    await adapter.updateSessionExpiration(id, next);
    return lucia.createSessionCookie(id).serialize();
  };
  const present = async (id: string): Promise<OpenedSession> => {
    const opened = await validate(id);
    if (opened === null) throw new Error('A session that was just opened is not there.');
    return { session: opened.known, cookie: lucia.createSessionCookie(id).serialize() };
  };
  return {
    open: async ({ organizationId, userId }) => present((await lucia.createSession(userId, { organizationId })).id),
    renew: async (id) => {
      const newId = generateIdFromEntropySize(25);
      if (!(await renewSession(door, hashSessionId(id), hashSessionId(newId), nextEnd()))) throw new DomainError('unauthenticated', 'This session has ended.');
      return present(newId);
    },
    read: async (cookieHeader) => {
      const id = cookieHeader === undefined ? null : lucia.readSessionCookie(cookieHeader);
      const found = id === null ? null : await validate(id);
      if (id === null || found === null) return { session: null, cookie: null };
      return { session: found.known, cookie: await extend(id, found.expiresAt) };
    },
    readById: async (id) => (await validate(id))?.known ?? null,
    close: async (id) => {
      await lucia.invalidateSession(id);
      return { cookie: lucia.createBlankSessionCookie().serialize() };
    },
  };
}
