import type { Permission } from '@verdant/domain/access/permissions';
import { toAnswer } from './error-answer.ts';
import { authorize } from './middleware/authorize.ts';
import { runInTenant } from './middleware/run-in-tenant.ts';
import { t } from './trpc.ts';

const answering = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toAnswer(result.error);
  return result;
});

/** open starts a procedure that needs no session. */
export const open = answering.meta({ public: true });

/** permitted starts a procedure for those who hold a permission: signed in, role held, permission, one tenant transaction. */
export const permitted = (permission: Permission) => answering
  .meta({ permission })
  .use(async ({ ctx, path, next }) => next({ ctx: await authorize(ctx, permission, path) }))
  .use(({ ctx, path, next }) => runInTenant(ctx, path, (tx) => next({ ctx: { tx } })));
