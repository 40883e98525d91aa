import type { Role } from '@verdant/domain/access/roles';
import type { OrganizationId, UserId } from '@verdant/domain/ids';
import type { Scope } from '@verdant/domain/recalculation/scope';
import type { Instant } from '@verdant/domain/time/day';
import type { ReadModel } from '@verdant/db/queries/read-model';
import type { AuditEntry } from '@verdant/db/stores/audit';
import type { CancelRun } from '@verdant/db/stores/cancel-run';
import type { Preferences } from '@verdant/db/stores/preferences';
import type { SettingsStore } from '@verdant/db/stores/settings';
import type { Tx } from '@verdant/db/with-org';
import type { Actor, Session } from './context.ts';
import type { RequestOutcome } from './views.ts';

export type SignInRequest = { organization: string; email: string; password: string; address: string; requestId: string };
/** A session and the cookie that carries it. */
export type OpenedSession = { session: Session; cookie: string };

/** Entrance: the only way to a session. Failures are DomainErrors `invalid-credentials` and `locked-out` (with retryAfterSeconds). */
export type AuthPort = {
  signIn: (request: SignInRequest) => Promise<OpenedSession>;
  /** Ends the session within the call's own transaction and gives the cookie that removes it. */
  signOut: (tx: Tx, session: Session) => Promise<{ cookie: string }>;
  /** Ends the old id and opens a new one, as after a change of role. */
  renew: (tx: Tx, session: Session) => Promise<OpenedSession>;
};

export type ManualRequest = {
  organizationId: OrganizationId; scope: Scope; trigger: 'manual'; requestedBy: UserId; role: Role; now: Instant;
};
export type StaleCheck = { organizationId: OrganizationId; userId: UserId; role: Role; now: Instant };

/** The one function behind every trigger, seen from a request. Over the limit it throws DomainError `rate-limited` with retryAfterSeconds. */
export type RecalculationPort = {
  request: (tx: Tx, request: ManualRequest) => Promise<{ outcome: RequestOutcome['outcome']; runId: string | null }>;
  /** Asks for the caller's own recalculation when their numbers are older than 6 h; answers at once. */
  requestIfStale: (tx: Tx, check: StaleCheck) => Promise<void>;
  /** Asks for everyone's recalculation after a change of settings; the id of its run. */
  requestForSettings: (tx: Tx, by: StaleCheck) => Promise<string | null>;
};

export type Ports = {
  /** Runs one unit of work in one tenant transaction. */
  withTenant: <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => Promise<T>;
  read: ReadModel;
  preferences: Preferences;
  settings: SettingsStore;
  audit: (tx: Tx, entry: AuditEntry) => Promise<void>;
  cancelRun: CancelRun;
  auth: AuthPort;
  recalculation: RecalculationPort;
};
