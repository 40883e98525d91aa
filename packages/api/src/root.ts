import { accountRouter } from './account/router.ts';
import { assertDeclared } from './assert-declared.ts';
import { learnerRouter } from './learner/router.ts';
import { orgAdminRouter } from './org-admin/router.ts';
import { recalculationRouter } from './recalculation/router.ts';
import { trainerRouter } from './trainer/router.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  account: accountRouter, learner: learnerRouter, trainer: trainerRouter, orgAdmin: orgAdminRouter, recalculation: recalculationRouter,
});
export type AppRouter = typeof appRouter;

assertDeclared(appRouter._def.procedures);
