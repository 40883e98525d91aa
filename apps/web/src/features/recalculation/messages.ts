import type { RequestOutcome, RunState, RunTrigger, RunView } from '@verdant/api/views';
import { countWord } from '../../messages/en.ts';

/** Texts of everything about recalculation. */
export const recalculation = {
  button: 'Recalculate',
  waiting: 'Recalculate in',
  left: (count: number) => `${count} left`,
  limitHint: (max: number, minutes: number) => `You can ask ${countWord(max, 'time', 'times')} in ${countWord(minutes, 'minute', 'minutes')}.`,
  cancel: 'Cancel',
  cancelling: 'Cancelling',
  running: (scope: string) => `Recalculating: ${scope}`,
  progress: (done: number, total: number) => `${new Intl.NumberFormat('en').format(done)} of ${countWord(total, 'learner', 'learners')}`,
  eta: (seconds: number) => (seconds < 1 ? 'almost done' : `about ${countWord(Math.ceil(seconds), 'second', 'seconds')} left`),
  failed: 'The recalculation could not be asked for.',
  finished: (duration: string) => `Finished in ${duration}`,
  learnersFailed: (count: number) => `${countWord(count, 'learner', 'learners')} failed`,
} as const;

export const outcomeText = {
  started: '', queued: 'Queued: another recalculation is running, yours is next.', joined: 'One is already running: you joined it.', fresh: 'Already up to date.',
} as const satisfies Record<RequestOutcome['outcome'], string>;

export const stepText = {
  waiting: 'Queued', collecting: 'Collecting', calculating: 'Calculating', saving: 'Saving', refreshing: 'Refreshing totals', done: 'Done',
} as const satisfies Record<RunView['step'], string>;

export const stateText = {
  queued: 'Queued', running: 'Running', succeeded: 'Succeeded', succeeded_with_failures: 'Succeeded with failures', failed: 'Failed', cancelled: 'Cancelled',
} as const satisfies Record<RunState, string>;

export const triggerText = {
  nightly: 'Nightly', 'sign-in': 'Sign-in', manual: 'By hand', facts: 'New facts', formula: 'New formula', first: 'First run',
} as const satisfies Record<RunTrigger, string>;
