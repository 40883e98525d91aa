import type { RecalculationFinished } from '@verdant/domain/realtime/messages';
import { countWord } from '../messages/en.ts';
import { formatDuration } from '../ui/format-time.ts';

/** Sentences the live region speaks. */
export const live = {
  refreshed: (names: string) => `${names} updated`,
  succeeded: (duration: string) => `Recalculation finished in ${duration}`,
  withFailures: (duration: string, learners: string) => `Recalculation finished in ${duration}, ${learners} failed`,
  failed: 'Recalculation failed',
  cancelled: 'Recalculation cancelled',
} as const;

/** describeFinish words the end of a run. */
export function describeFinish({ state, failures, durationMs }: Pick<RecalculationFinished, 'state' | 'failures' | 'durationMs'>): string {
  if (state === 'failed') return live.failed;
  if (state === 'cancelled') return live.cancelled;
  const duration = formatDuration(durationMs);
  return failures === 0 ? live.succeeded(duration) : live.withFailures(duration, countWord(failures, 'learner', 'learners'));
}
