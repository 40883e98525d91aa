import type { TenantPool } from '@verdant/db/connect';
import type { AuthPort, SignInRequest } from '@verdant/api/ports';
import { DomainError } from '@verdant/domain/errors';
import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { recordAudit } from '@verdant/db/stores/audit';
import { notifyEvent } from '@verdant/db/stores/notify';
import { findAccount, openEntrance, type AccountRow, type Door } from '@verdant/db/stores/sessions';
import { withOrg, type Tx } from '@verdant/db/with-org';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { hashPassword, verifyPassword } from './passwords.ts';
import { hashSessionId } from './session-adapter.ts';
import { openSessions } from './sessions.ts';
import { forgiveTries, keepFailure, takeTry } from './sign-in-limit.ts';

export type AuthDeps = { app: TenantPool; log: Logger };

/** One text for every cause, so that nobody learns which accounts exist. */
export const signInFailure = 'Organization, e-mail or password is wrong.';

/** What an unknown account is compared with: the same work, never a match. */
let decoy: Promise<string> | null = null;

async function passwordFits(account: AccountRow | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomUUID());
  const fits = await verifyPassword(account?.passwordHash ?? (await decoy), password);
  return account !== null && fits;
}

/** makeAuthPort is the entrance as the API sees it; `secure` marks the cookie for TLS only. */
export function makeAuthPort({ app, log }: AuthDeps, secure: boolean): AuthPort {
  const entrance = openEntrance(app);
  return {
    signIn: async (request) => {
      await takeTry(entrance, request);
      const account = await findAccount(entrance, request.organization, request.email);
      if (!(await passwordFits(account, request.password)) || account === null) {
        await keepFailure(entrance, request);
        // Not waited for: a known account must not take longer to refuse than an unknown one.
        const lost = (error: unknown) => log.error({ err: error }, 'a refused sign-in was not audited');
        if (account !== null) void auditSignIn(app, account, request, 'denied').catch(lost);
        throw new DomainError('invalid-credentials', signInFailure);
      }
      await forgiveTries(entrance, request);
      await auditSignIn(app, account, request, 'allowed');
      return openSessions(entrance, secure).open(account);
    },
    signOut: (tx, session) => end(tx, session, secure),
    renew: async (tx, session) => {
      await announceEnd(tx, session);
      return openSessions(tx, secure).renew(session.id);
    },
  };
}

/** Sockets that came in with this id hang up, on every node. */
const announceEnd = (tx: Tx, session: { id: string; organizationId: string }) =>
  notifyEvent(tx, { kind: 'session-ended', organizationId: session.organizationId, idHash: hashSessionId(session.id) });

async function end(tx: Tx & Door, session: { id: string; organizationId: string }, secure: boolean): Promise<{ cookie: string }> {
  await announceEnd(tx, session);
  return openSessions(tx, secure).close(session.id);
}

function auditSignIn(app: TenantPool, { organizationId, userId }: AccountRow, { requestId }: SignInRequest, outcome: 'allowed' | 'denied'): Promise<void> {
  const context = { organizationId: organizationId as OrganizationId, userId: userId as UserId, role: 'learner' } as const;
  const actor = { organizationId, userId, role: null };
  return withOrg(app, context, (tx) => recordAudit(tx, { actor, action: 'sign-in', subjectId: null, outcome, requestId }));
}
