import { z } from 'zod';
import { permitted } from '../procedures.ts';
import type { RunView } from '../views.ts';
import { asRunView } from './as-run-view.ts';

/** history lists the organization's runs, newest first. */
export const history = permitted('recalculation:history').input(z.object({ limit: z.number().int().min(1).max(500).default(50) }).prefault({}))
  .query(async ({ ctx, input }): Promise<{ runs: RunView[] }> => {
    const rows = await ctx.ports.read.listRuns(ctx.tx, { limit: input.limit });
    return { runs: rows.map((row) => asRunView(row, ctx.actor, ctx.now())) };
  });
