import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { HttpDeps } from './http-deps.ts';
import { registerApi } from './register-api.ts';
import { registerHealth } from './register-health.ts';
import { registerSecurity } from './register-security.ts';
import { registerWebApp } from './register-web-app.ts';

const longestBody = 1024 * 1024;

/** createHttpServer puts API, health and web app on one server; the caller listens and closes. */
export async function createHttpServer(deps: HttpDeps): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = deps.log;
  const app: FastifyInstance = fastify({
    loggerInstance, genReqId: () => randomUUID(), bodyLimit: longestBody, trustProxy: deps.trustProxy,
    routerOptions: { maxParamLength: 5000 }, forceCloseConnections: true,
  });
  await registerSecurity(app, deps);
  registerHealth(app, deps);
  await registerApi(app, deps);
  await registerWebApp(app, deps.webRoot);
  return app;
}
