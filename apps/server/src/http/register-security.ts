import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { isAllowedOrigin } from './check-origin.ts';
import type { HttpDeps } from './http-deps.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/** registerSecurity sets the headers of every answer and refuses writes that another site's page sends. */
export async function registerSecurity(app: FastifyInstance, { allowedOrigins }: HttpDeps): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'], fontSrc: ["'self'"],
        connectSrc: ["'self'", 'ws:', 'wss:'], objectSrc: ["'none'"], baseUri: ["'self'"], formAction: ["'self'"], frameAncestors: ["'none'"],
      },
    },
    // Verdant also runs on plain http in a closed network; the proxy that ends TLS decides about strict transport.
    strictTransportSecurity: false,
  });
  app.addHook('onRequest', async (req, reply) => {
    reply.header('x-request-id', req.id);
    if (harmless.has(req.method) || isAllowedOrigin(req.headers.origin, req.host, allowedOrigins)) return undefined;
    return reply.code(403).send({ error: 'This request came from a page of another site.', reason: 'forbidden', requestId: req.id });
  });
}
