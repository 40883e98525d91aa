import { z } from 'zod';
import { learnerAnalyticIds } from '../analytics/catalogue.ts';
import { runStateSchema, runStepSchema } from '../recalculation/run-state.ts';

/** What travels between nodes over NOTIFY: keys only, below 8,000 bytes; each node turns it into messages for its own sockets. */
const count = z.number().int().min(0);

export const refreshedEventSchema = z.object({
  kind: z.literal('refreshed'), organizationId: z.uuid(),
  /** Per learner the new version of each analytic whose value changed. */
  items: z.array(z.object({ userId: z.uuid(), versions: z.partialRecord(z.enum(learnerAnalyticIds), z.number().int().min(1)) })),
  courseIds: z.array(z.uuid()), cohortIds: z.array(z.uuid()), calculatedAt: z.iso.datetime(),
});
export const runEventSchema = z.object({
  kind: z.enum(['progress', 'finished']), organizationId: z.uuid(),
  run: z.object({
    id: z.uuid(), state: runStateSchema, step: runStepSchema, done: count, total: count, failed: count,
    etaSeconds: z.number().min(0).nullable(), durationMs: z.number().min(0), requestedBy: z.uuid().nullable(),
  }),
});
/** A session that ended on one node closes its sockets on all; only the hash of its id travels. */
export const sessionEndedEventSchema = z.object({ kind: z.literal('session-ended'), organizationId: z.uuid(), idHash: z.string().length(64) });
export const busEventSchema = z.discriminatedUnion('kind', [refreshedEventSchema, runEventSchema, sessionEndedEventSchema]);

export type RefreshedEvent = z.infer<typeof refreshedEventSchema>;
export type RunEvent = z.infer<typeof runEventSchema>;
export type SessionEndedEvent = z.infer<typeof sessionEndedEventSchema>;
export type BusEvent = z.infer<typeof busEventSchema>;
