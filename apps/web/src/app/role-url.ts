import type { Role } from '@verdant/domain/access/roles';

/** First URL segment and name of each role. Kept apart from the schema of roles, so that the first page loads no validator. */
export const roleSegments = { learner: 'learner', trainer: 'trainer', org_admin: 'org-admin' } as const satisfies Record<Role, string>;
export const roleNames = { learner: 'Learner', trainer: 'Trainer', org_admin: 'Organization admin' } as const satisfies Record<Role, string>;
export const allRoles = ['learner', 'trainer', 'org_admin'] as const satisfies readonly Role[];

/** roleOfPath reads the role from the first URL segment; null outside the working pages. */
export function roleOfPath(path: string): Role | null {
  const segment = path.split('/')[1];
  return allRoles.find((role) => roleSegments[role] === segment) ?? null;
}

/** homeOf gives the dashboard of a role. */
export function homeOf(role: Role): '/learner' | '/trainer' | '/org-admin' {
  return role === 'learner' ? '/learner' : role === 'trainer' ? '/trainer' : '/org-admin';
}

type Person = { userId: string | null; slug: string | null };

/** personOfPath reads whose analytic a path shows, so that a switch of role can open the same page. */
export function personOfPath(path: string): Person {
  const own = /^\/learner\/analytics\/([^/]+)/.exec(path);
  const other = /^\/(?:trainer\/learners|org-admin\/workers)\/([^/]+)(?:\/([^/]+))?/.exec(path);
  return { userId: other?.[1] ?? null, slug: own?.[1] ?? other?.[2] ?? null };
}

/** samePageFor gives the same page in another role if it exists, else that role's dashboard. */
export function samePageFor(path: string, role: Role, selfId: string): string {
  const { userId, slug } = personOfPath(path);
  const who = userId ?? (path.startsWith('/learner/') && slug !== null ? selfId : null);
  if (who === null) return homeOf(role);
  const tail = slug === null ? '' : `/${slug}`;
  if (role === 'org_admin') return `/org-admin/workers/${who}${tail}`;
  if (role === 'trainer') return who === selfId ? homeOf(role) : `/trainer/learners/${who}${tail}`;
  return who === selfId && slug !== null ? `/learner/analytics/${slug}` : homeOf(role);
}
