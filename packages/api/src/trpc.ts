import { initTRPC } from '@trpc/server';
import type { Permission } from '@verdant/domain/access/permissions';
import type { ApiContext } from './context.ts';
import { answerDetails, answerText } from './error-answer.ts';

/** Every procedure declares who may call it; `public` ones are few and named by the walk over all procedures. */
export type Meta = { permission: Permission } | { public: true };

export const t = initTRPC.context<ApiContext>().meta<Meta>().create({
  isDev: false,
  errorFormatter: ({ shape, error, ctx }) => ({
    ...shape,
    message: answerText(error),
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path ?? null, ...answerDetails(error),
      requestId: ctx?.requestId ?? null },
  }),
});

export const router = t.router;
