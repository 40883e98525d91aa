import type { SettingsPatch } from '@verdant/domain/analytics/change-settings';
import { z } from 'zod';
import { permitted } from '../procedures.ts';

/** changeSettings changes weights, targets, bands or the size of a group, and asks for a recalculation of everyone; results of before keep the version they were made with. */
export const changeSettings = permitted('settings:change').input(z.object({ patch: z.record(z.string(), z.unknown()) }))
  .mutation(async ({ ctx, input }): Promise<{ version: number; changed: boolean; runId: string | null }> => {
    const { tx, ports, actor, requestId } = ctx;
    const now = ctx.now();
    // The rule checks every key and value and says what is wrong where.
    const { version, changed } = await ports.settings.change(tx, input.patch as SettingsPatch, { userId: actor.userId, now });
    if (!changed) return { version, changed, runId: null };
    await ports.audit(tx, { actor, action: 'settings.change', subjectId: null, outcome: 'allowed', requestId, details: { version, groups: Object.keys(input.patch).join(', ') } });
    return { version, changed, runId: await ports.recalculation.requestForSettings(tx, { organizationId: actor.organizationId, userId: actor.userId, role: actor.role, now }) };
  });
