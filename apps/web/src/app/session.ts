import { useQuery } from '@tanstack/react-query';
import type { Me } from '@verdant/api/views';
import type { Role } from '@verdant/domain/access/roles';
import { createContext, useContext } from 'react';
import { closeLine } from '../realtime/line.ts';
import { client, queryClient } from '../api/client.ts';
import { setActiveRole } from '../api/active-role.ts';
import { meKey } from '../api/keys.ts';
import { queries } from '../api/queries.ts';
import { applyTheme, storedTheme } from './theme.ts';

const organizationKey = 'verdant.organization';

/** useMe reads who is signed in; null means nobody. */
export function useMe() {
  return useQuery(queries.me());
}

/** rememberMe puts a fresh answer about the person where every page reads it, and shows their theme. */
export function rememberMe(me: Me): void {
  queryClient.setQueryData(meKey, me);
  if (me.theme !== storedTheme()) applyTheme(me.theme);
  try {
    localStorage.setItem(organizationKey, me.organization.slug);
  } catch {
    // The short name is then typed again next time.
  }
}

/** lastOrganization is the short name used last in this browser, for the sign-in form. */
export function lastOrganization(): string {
  try {
    return localStorage.getItem(organizationKey) ?? '';
  } catch {
    return '';
  }
}

/** signOut ends the session and forgets everything the tab has read. */
export async function signOut(): Promise<void> {
  closeLine();
  await client.account.signOut.mutate();
  setActiveRole(null);
  queryClient.clear();
  queryClient.setQueryData(meKey, null);
}

/** switchRole renews the session for another role and clears what was read in the old one. */
export async function switchRole(role: Role): Promise<void> {
  closeLine();
  setActiveRole(role);
  const me = await client.account.switchRole.mutate({ role });
  queryClient.clear();
  rememberMe({ ...me, lastRole: role });
}

/** Who is signed in and in which role the open page stands; provided by the frame. */
export type Session = { me: Me; role: Role };
export const SessionContext = createContext<Session | null>(null);

/** useSession reads the signed-in person inside the frame. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside the frame');
  return session;
}
