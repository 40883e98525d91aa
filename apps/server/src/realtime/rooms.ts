import { roles, type Role } from '@verdant/domain/access/roles';

/** Names of rooms; only the server makes them, from an identity that it checked. */
export const userRoom = (organizationId: string, userId: string, role: Role): string => `user:${organizationId}:${userId}:${role}`;
export const courseRoom = (organizationId: string, courseId: string): string => `course:${organizationId}:${courseId}`;
export const cohortRoom = (organizationId: string, cohortId: string): string => `cohort:${organizationId}:${cohortId}`;
export const organizationRoom = (organizationId: string): string => `org:${organizationId}`;
/** All sockets of one session, to close them when it ends. */
export const sessionRoom = (idHash: string): string => `session:${idHash}`;

/** userRooms are a person's rooms in every role. */
export const userRooms = (organizationId: string, userId: string): string[] => roles.map((role) => userRoom(organizationId, userId, role));

type Identity = { organizationId: string; userId: string; role: Role };
type Trained = { courseIds: readonly string[]; cohortIds: readonly string[] };

/** roomsOf lists what a person in a role hears: themselves, as a trainer what they train, as an org admin the organization. */
export function roomsOf({ organizationId, userId, role }: Identity, trained: Trained): string[] {
  const own = [userRoom(organizationId, userId, role)];
  if (role === 'org_admin') return [...own, organizationRoom(organizationId)];
  if (role !== 'trainer') return own;
  return [...own, ...trained.courseIds.map((id) => courseRoom(organizationId, id)), ...trained.cohortIds.map((id) => cohortRoom(organizationId, id))];
}
