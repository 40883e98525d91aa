import { addDays, dayOf } from '@verdant/domain/time/day';
import { z } from 'zod';
import { permitted } from '../procedures.ts';
import type { KpiPoint } from '../views.ts';

/** kpis is the trend of the organization; days without an entry are absent. */
export const kpis = permitted('organization-analytics:read').input(z.object({ days: z.number().int().min(1).max(90) }))
  .query(async ({ ctx, input }): Promise<{ trend: KpiPoint[] }> => {
    const { timeZone } = await ctx.ports.read.loadOrganization(ctx.tx);
    return { trend: await ctx.ports.read.loadKpis(ctx.tx, addDays(dayOf(ctx.now(), timeZone), 1 - input.days)) };
  });
