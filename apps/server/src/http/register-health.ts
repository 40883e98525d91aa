import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from './http-deps.ts';

const patienceMs = 2_000;

async function within(work: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => { timer = setTimeout(() => resolve(false), patienceMs); });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** registerHealth answers whether the process lives, and whether it can serve: database reachable, migrations done. */
export function registerHealth(app: FastifyInstance, { isReady, log }: HttpDeps): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_req, reply) => {
    const ready = await within(isReady().catch((error: unknown) => {
      log.warn({ err: error }, 'not ready');
      return false;
    }));
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
}
