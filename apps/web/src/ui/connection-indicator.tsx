import { useConnection } from '../realtime/connection.ts';
import { en } from '../messages/en.ts';
import { cx } from './class-names.ts';
import { StateShape } from './state-shape.tsx';
import { Tooltip } from './tooltip.tsx';

const look = { connecting: ['neutral', 'text-muted'], live: ['fresh', 'text-fresh'], reconnecting: ['ageing', 'text-ageing'], paused: ['stale', 'text-stale'] } as const;

/** ConnectionIndicator says in one word whether news arrive by themselves. */
export function ConnectionIndicator() {
  const state = useConnection();
  const [tone, color] = look[state];
  return (
    <Tooltip text={en.connectionHint[state]} align="end">
      <span data-connection={state} className={cx('inline-flex min-h-8 items-center gap-2 px-2 text-sm font-medium', color)}>
        <StateShape tone={tone} />
        <span>{en.connection[state]}</span>
      </span>
    </Tooltip>
  );
}
