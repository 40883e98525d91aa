import type { Role } from '@verdant/domain/access/roles';
import type { OrganizationId, UserId } from '@verdant/domain/ids';
import type { Instant } from '@verdant/domain/time/day';
import type { Tx } from '@verdant/db/with-org';
import type { Ports } from './ports.ts';

/** Who is signed in. `id` is the secret of the cookie: it goes to the auth port and nowhere else, least of all into a log. */
export type Session = { id: string; organizationId: OrganizationId; userId: UserId; roles: readonly Role[] };

/** What every call knows before anything is decided. */
export type ApiContext = {
  session: Session | null;
  /** The header as it came: a role that is not one is refused like a role not held. */
  claimedRole: string | null;
  requestId: string;
  /** Network address of the caller, for the sign-in limit. */
  address: string;
  now: () => Instant;
  /** Hands a serialized cookie to the answer. */
  setCookie: (cookie: string) => void;
  ports: Ports;
};

/** A person in one role: what the tenant transaction is opened with. */
export type Actor = { organizationId: OrganizationId; userId: UserId; role: Role };

/** What a permitted procedure's handler works with. */
export type TenantCall = ApiContext & { session: Session; actor: Actor; tx: Tx };

/** Name of the header in which a page says its role. */
export const roleHeader = 'x-verdant-role';
