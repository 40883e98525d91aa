import type { Role } from '@verdant/domain/access/roles';

let active: Role | null = null;

/** setActiveRole names the role of the page that is open in this tab; every call carries it. */
export function setActiveRole(role: Role | null): void {
  active = role;
}

/** activeRole gives the role of the open page. */
export function activeRole(): Role | null {
  return active;
}
