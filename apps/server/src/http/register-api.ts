import { appRouter, type AppRouter } from '@verdant/api/root';
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';
import { createContextWith } from './create-context.ts';
import type { HttpDeps } from './http-deps.ts';

/** Below the size of the pool: one batch alone must not take every connection. */
const longestBatch = 10;

/** registerApi serves the procedures at /trpc. A defect is logged here, once. */
export async function registerApi(app: FastifyInstance, deps: HttpDeps): Promise<void> {
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      createContext: createContextWith(deps),
      maxBatchSize: longestBatch,
      responseMeta: () => ({ headers: new Headers({ 'cache-control': 'no-store' }) }),
      onError: ({ error, path, req }) => {
        if (error.code === 'INTERNAL_SERVER_ERROR') deps.log.error({ err: error.cause ?? error, path, requestId: req.id }, 'a procedure failed');
        else deps.log.debug({ code: error.code, path, requestId: req.id }, error.message);
      },
    },
  } satisfies FastifyTRPCPluginOptions<AppRouter>);
}
