import { z } from 'zod';
import { learnerAnalyticIds } from '../analytics/catalogue.ts';
import type { LearnerAnalyticId } from '../analytics/catalogue.ts';
import { runStateSchema, runStepSchema } from '../recalculation/run-state.ts';
import { scopeSchema } from '../recalculation/scope.ts';
import type { Scope } from '../recalculation/scope.ts';

const count = z.number().int().min(0);

/** `recalculation:progress` goes to who asked and to org admins, at most four times a second. */
export const recalculationProgressSchema = z.object({
  runId: z.uuid(), state: runStateSchema, done: count, total: count, step: runStepSchema, etaSeconds: z.number().min(0).nullable(),
});
/** `recalculation:finished` ends a run for the same audience. */
export const recalculationFinishedSchema = z.object({ runId: z.uuid(), state: runStateSchema, failures: count, durationMs: z.number().min(0) });
/** One analytic whose version moved; keys only, the page fetches the value under its reader's own rights. */
export const refreshedAnalyticSchema = z.object({
  analytic: z.enum(learnerAnalyticIds), scope: scopeSchema, version: z.number().int().min(1), calculatedAt: z.iso.datetime(),
});
/** `analytics:refreshed` lists what moved in the rooms that show it. */
export const analyticsRefreshedSchema = z.object({ refreshed: z.array(refreshedAnalyticSchema).min(1) });

export type RecalculationProgress = z.infer<typeof recalculationProgressSchema>;
export type RecalculationFinished = z.infer<typeof recalculationFinishedSchema>;
export type RefreshedAnalytic = z.infer<typeof refreshedAnalyticSchema>;
export type AnalyticsRefreshed = z.infer<typeof analyticsRefreshedSchema>;

/** Every message by its event name; both sides validate with this one table. */
export const messageSchemas = {
  'recalculation:progress': recalculationProgressSchema,
  'recalculation:finished': recalculationFinishedSchema,
  'analytics:refreshed': analyticsRefreshedSchema,
} as const;
export type MessageName = keyof typeof messageSchemas;
export type Message<N extends MessageName> = z.infer<(typeof messageSchemas)[N]>;

/** refreshedMessage maps analytics of one scope that moved to the one message that says so. */
export function refreshedMessage(
  scope: Scope, moved: readonly { analytic: LearnerAnalyticId; version: number; calculatedAt: string }[],
): { name: 'analytics:refreshed'; payload: AnalyticsRefreshed } {
  return { name: 'analytics:refreshed', payload: { refreshed: moved.map((one) => ({ ...one, scope })) } };
}

/** Query of the learner router that shows an analytic; a page invalidates exactly these. */
export const learnerQueryOf = {
  'learning-velocity': 'velocity',
  mastery: 'mastery',
  performance: 'performance',
  engagement: 'engagement',
  'skill-gaps': 'skillGaps',
  'content-effectiveness': 'contentEffectiveness',
} as const satisfies Record<LearnerAnalyticId, string>;
