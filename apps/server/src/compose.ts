import { urlFor } from '@verdant/db/connect';
import { isDatabaseReady } from '@verdant/db/queries/readiness';
import { readModel } from '@verdant/db/queries/read-model';
import { recordAudit } from '@verdant/db/stores/audit';
import { cancelRun } from '@verdant/db/stores/cancel-run';
import { preferences } from '@verdant/db/stores/preferences';
import { settingsStore } from '@verdant/db/stores/settings';
import { openDoor } from '@verdant/db/stores/sessions';
import { ensureMonthsAhead } from '@verdant/db/stores/retention/months';
import { withOrg } from '@verdant/db/with-org';
import { dayOf } from '@verdant/domain/time/day';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { makeAuthPort } from './auth/auth-port.ts';
import { openSessions } from './auth/sessions.ts';
import type { HttpDeps } from './http/http-deps.ts';
import { createHttpServer } from './http/create-http-server.ts';
import type { Installation } from './installation.ts';
import type { JobDeps } from './jobs/job-deps.ts';
import { startQueue } from './jobs/queue.ts';
import { recoverRuns } from './jobs/recover-runs.ts';
import { requestMaintenance, startSchedule } from './jobs/schedule.ts';
import { attachRealtime } from './realtime/attach-realtime.ts';
import { recalculationPort } from './recalculation-port.ts';

export type Product = { close: () => Promise<void> };
export type ProductOptions = { host: string; port: number; trustProxy: boolean; allowedOrigins: readonly string[]; log: Logger; now: () => string };

const webRoot = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** composeProduct makes the running product out of an installation: API, web app, sockets, queue and schedule. It is the only place where they meet. */
export async function composeProduct(installation: Installation, { host, port, trustProxy, allowedOrigins, log, now }: ProductOptions): Promise<Product> {
  const { app, worker, adminUrl, secret } = installation;
  const jobs: JobDeps = { worker, now, log };
  const door = openDoor(app);
  const http: HttpDeps = {
    log, now, webRoot, trustProxy, secureCookies: false, allowedOrigins,
    isReady: () => isDatabaseReady(app),
    auth: (secure) => ({ port: makeAuthPort({ app, log }, secure), sessions: openSessions(door, secure) }),
    ports: {
      withTenant: (actor, work) => withOrg(app, actor, work),
      read: readModel, preferences, settings: settingsStore, audit: recordAudit, cancelRun, recalculation: recalculationPort,
    },
  };
  const server = await createHttpServer(http);
  const realtime = await attachRealtime(server.server, {
    log, app, sessions: openSessions(door, false), listenUrl: urlFor(adminUrl, secret, 'verdant_app'), allowedOrigins,
  });
  // After a long pause the months of today are missing; everything else of the maintenance can wait in the queue.
  await ensureMonthsAhead(worker, dayOf(now(), 'UTC'));
  // An embedded server has one product on it: whatever still runs belongs to a process that is gone.
  await recoverRuns(jobs, installation.embedded ? 0 : 120);
  const queue = await startQueue(jobs);
  await requestMaintenance(jobs);
  const stopSchedule = startSchedule(jobs);
  await server.listen({ host, port });
  return {
    close: async () => {
      await stopSchedule();
      await realtime.close();
      await server.close();
      await queue.stop();
    },
  };
}
