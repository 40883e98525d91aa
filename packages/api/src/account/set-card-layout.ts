import { roleSchema } from '@verdant/domain/access/roles';
import { learnerAnalyticIds } from '@verdant/domain/analytics/catalogue';
import { DomainError } from '@verdant/domain/errors';
import { z } from 'zod';
import { permitted } from '../procedures.ts';
import type { CardLayout } from '../views.ts';

const distinct = (ids: readonly string[]) => new Set(ids).size === ids.length;
const idList = z.array(z.enum(learnerAnalyticIds)).max(learnerAnalyticIds.length).refine(distinct, 'Each card once');
const input = z.object({ role: roleSchema, layout: z.object({ order: idList, hidden: idList }) });

/** setCardLayout keeps order and hidden cards, per role. */
export const setCardLayout = permitted('account:use').input(input).mutation(async ({ ctx, input: { role, layout } }): Promise<{ layout: CardLayout }> => {
  if (!ctx.session.roles.includes(role)) throw new DomainError('forbidden', 'You do not hold this role.');
  await ctx.ports.preferences.setCardLayout(ctx.tx, ctx.actor.userId, role, layout);
  return { layout };
});
