import type { Scope } from '@verdant/domain/recalculation/scope';
import { RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { statusKey } from '../../api/keys.ts';
import { en } from '../../messages/en.ts';
import { useOnline } from '../../realtime/connection.ts';
import { Button } from '../../ui/button.tsx';
import { formatCountdown } from '../../ui/format-time.ts';
import { recalculation } from './messages.ts';
import { useCountdown } from './use-countdown.ts';
import { useRecalculationStatus, useRequestRecalculation } from './use-recalculation.ts';

/** RecalculateButton asks for new numbers; it shows how many presses are left, and at zero the time until the next one, which the server set. */
export function RecalculateButton({ scope }: { scope: Scope }) {
  const cache = useQueryClient();
  const { data: status, dataUpdatedAt } = useRecalculationStatus();
  const { request, asking, note } = useRequestRecalculation(scope);
  const online = useOnline();
  const limit = status?.limit;
  const blocked = limit !== undefined && limit.left === 0;
  const wait = useCountdown(blocked ? dataUpdatedAt + limit.retryAfterSeconds * 1000 : 0);
  useEffect(() => {
    if (blocked && wait === 0) void cache.invalidateQueries({ queryKey: statusKey });
  }, [blocked, wait, cache]);

  const disabled = !online || blocked || asking;
  const hint = !online ? en.offline.reason : limit === undefined ? '' : recalculation.limitHint(limit.max, Math.round(limit.windowSeconds / 60));
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
      {note !== '' && <span className="text-sm text-muted">{note}</span>}
      <Button
        variant="primary"
        aria-disabled={disabled || undefined}
        title={hint}
        onClick={() => {
          if (!disabled) request();
        }}
      >
        <RefreshCw aria-hidden="true" className="size-4" />
        {blocked ? (
          <span>{recalculation.waiting} <span className="tabular" data-countdown="">{formatCountdown(wait)}</span></span>
        ) : (
          <span>
            {recalculation.button}
            {limit !== undefined && <span className="ms-2 font-normal opacity-90">{recalculation.left(limit.left)}</span>}
          </span>
        )}
        {!online && <span className="sr-only">{en.offline.reason}</span>}
      </Button>
    </div>
  );
}
