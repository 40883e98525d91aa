import { roles } from './roles.ts';
import type { Role } from './roles.ts';

/** Who may do what: one table, read by every procedure's declaration. Row-level security stays the second gate. */
export const permissions = {
  'account:use': roles,
  'own-analytics:read': ['learner'],
  'course-analytics:read': ['trainer'],
  'trained-learner:read': ['trainer'],
  'organization-analytics:read': ['org_admin'],
  'worker:read': ['org_admin'],
  'settings:read': ['org_admin'],
  'settings:change': ['org_admin'],
  'recalculation:request': roles,
  'recalculation:read': roles,
  'recalculation:history': ['org_admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** hasPermission tells whether a role holds a permission; roles are never merged, so it is asked for one at a time. */
export function hasPermission(role: Role, permission: Permission): boolean {
  const holders: readonly Role[] = permissions[permission];
  return holders.includes(role);
}
