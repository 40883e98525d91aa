import type { ApiContext, Session } from '@verdant/api/context';
import { appRouter } from '@verdant/api/root';
import type { Role } from '@verdant/domain/access/roles';
import type { Instant } from '@verdant/domain/time/day';
import { readModel } from '@verdant/db/queries/read-model';
import { isDatabaseReady } from '@verdant/db/queries/readiness';
import { recordAudit } from '@verdant/db/stores/audit';
import { cancelRun } from '@verdant/db/stores/cancel-run';
import { preferences } from '@verdant/db/stores/preferences';
import { settingsStore } from '@verdant/db/stores/settings';
import { openDoor, openEntrance } from '@verdant/db/stores/sessions';
import type { Person, World } from '@verdant/db/testing/fixtures';
import type { TestDatabase } from '@verdant/db/testing/test-database';
import { withOrg } from '@verdant/db/with-org';
import { randomUUID } from 'node:crypto';
import { makeAuthPort } from '../auth/auth-port.ts';
import { openSessions } from '../auth/sessions.ts';
import type { HttpDeps } from '../http/http-deps.ts';
import { makeLogger } from '../http/logger.ts';
import { recalculationPort } from '../recalculation-port.ts';

/** testDeps makes the real parts of the server over a test database. */
export function testDeps(db: TestDatabase, now: () => Instant): HttpDeps {
  const log = makeLogger('silent');
  const door = openDoor(db.app);
  return {
    log, now, webRoot: '/nowhere', trustProxy: false, secureCookies: false, allowedOrigins: [], isReady: () => isDatabaseReady(db.app),
    auth: (secure) => ({ port: makeAuthPort({ app: db.app, log }, secure), sessions: openSessions(door, secure) }),
    ports: {
      withTenant: (actor, work) => withOrg(db.app, actor, work), read: readModel, preferences, settings: settingsStore, audit: recordAudit, cancelRun, recalculation: recalculationPort,
    },
  };
}

/** sessionOf is what the entrance would give this person. */
export const sessionOf = (world: World, person: Person): Session =>
  ({ id: randomUUID(), organizationId: world.organizationId, userId: person.userId, roles: person.roles });

/** openedSessionOf is the same with a session that really exists, for calls that change it. */
export const openedSessionOf = async (db: TestDatabase, world: World, person: Person): Promise<Session> =>
  (await openSessions(openEntrance(db.app), false).open({ organizationId: world.organizationId, userId: person.userId })).session;

/** contextOf is a call by someone (or nobody) who claims a role. */
export function contextOf(deps: HttpDeps, session: Session | null, claimedRole: Role | null): ApiContext {
  return {
    session, claimedRole, requestId: randomUUID(), address: '192.0.2.1', now: deps.now, setCookie: () => undefined,
    ports: { ...deps.ports, auth: deps.auth(false).port },
  };
}

/** callerOf calls procedures as a person in a role, without HTTP. */
export const callerOf = (deps: HttpDeps, session: Session | null, role: Role | null) => appRouter.createCaller(contextOf(deps, session, role));
