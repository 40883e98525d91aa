import { z } from 'zod';

export const runStateSchema = z.enum(['queued', 'running', 'succeeded', 'succeeded_with_failures', 'failed', 'cancelled']);
export type RunState = z.infer<typeof runStateSchema>;

export const runTriggerSchema = z.enum(['nightly', 'sign-in', 'manual', 'facts', 'formula', 'first']);
export type RunTrigger = z.infer<typeof runTriggerSchema>;

/** Steps of a run in order, with the word a page shows. */
export const runStepSchema = z.enum(['waiting', 'collecting', 'calculating', 'saving', 'refreshing', 'done']);
export type RunStep = z.infer<typeof runStepSchema>;
export const runStepLabel = {
  waiting: 'Waiting', collecting: 'Collecting', calculating: 'Calculating', saving: 'Saving', refreshing: 'Refreshing', done: 'Done',
} as const satisfies Record<RunStep, string>;

/** endState names how a run ended: with failures when some learners failed, failed when all of them did. */
export function endState(done: number, failed: number): RunState {
  if (failed === 0) return 'succeeded';
  return failed >= done ? 'failed' : 'succeeded_with_failures';
}
