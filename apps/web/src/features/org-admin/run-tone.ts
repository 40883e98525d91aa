import type { RunState } from '@verdant/api/views';
import type { Tone } from '../../ui/badge.tsx';

const tones = {
  queued: 'neutral', running: 'info', succeeded: 'fresh', succeeded_with_failures: 'ageing', failed: 'danger', cancelled: 'neutral',
} as const satisfies Record<RunState, Tone>;

/** runTone gives the tone of a run's state; its word always stands beside it. */
export function runTone(state: RunState): Tone {
  return tones[state];
}
