import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LimitView, RecalculationStatus, RequestOutcome, RunView } from '@verdant/api/views';
import type { Scope } from '@verdant/domain/recalculation/scope';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { readFailure } from '../../api/errors.ts';
import { statusKey } from '../../api/keys.ts';
import { queries } from '../../api/queries.ts';
import { useConnection } from '../../realtime/connection.ts';
import { announce } from '../../ui/live-region.tsx';
import { outcomeText, recalculation } from './messages.ts';

const livePollMs = 10_000;
const blindPollMs = 2_000;

/** useRecalculationStatus follows running recalculations: pushed over the socket, asked for more often while that is down. */
export function useRecalculationStatus() {
  const connection = useConnection();
  return useQuery({
    ...queries.status(),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.running.length === 0 ? false : connection === 'live' ? livePollMs : blindPollMs),
  });
}

/** withOutcome puts the answer to a request into what the page holds: the limit, and the run if it is new. */
export function withOutcome(status: RecalculationStatus | undefined, { run, limit, outcome }: RequestOutcome): RecalculationStatus | undefined {
  if (!status) return status;
  const isNew = run !== null && outcome !== 'fresh' && !status.running.some((one) => one.id === run.id);
  return { ...status, limit, running: isNew ? [...status.running, run] : status.running };
}

function withLimit(status: RecalculationStatus | undefined, limit: Partial<LimitView>): RecalculationStatus | undefined {
  return status && { ...status, limit: { ...status.limit, ...limit } };
}

/** useRequestRecalculation asks for a recalculation and says in one sentence what came of it. */
export function useRequestRecalculation(scope: Scope) {
  const cache = useQueryClient();
  const [note, setNote] = useState('');
  const say = (text: string) => {
    setNote(text);
    if (text !== '') announce(text);
  };
  const mutation = useMutation({
    mutationFn: () => client.recalculation.request.mutate({ scope }),
    onSuccess: (outcome) => {
      say(outcomeText[outcome.outcome]);
      cache.setQueryData<RecalculationStatus>(statusKey, (status) => withOutcome(status, outcome));
      void cache.invalidateQueries({ queryKey: statusKey });
    },
    onError: (error) => {
      const { code, retryAfterSeconds } = readFailure(error);
      if (code === 'TOO_MANY_REQUESTS' && retryAfterSeconds !== null) {
        cache.setQueryData<RecalculationStatus>(statusKey, (status) => withLimit(status, { left: 0, retryAfterSeconds }));
      } else say(recalculation.failed);
    },
  });
  return { request: () => mutation.mutate(), asking: mutation.isPending, note };
}

/** useCancelRun cancels a run that this person may cancel. */
export function useCancelRun() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (run: Pick<RunView, 'id'>) => client.recalculation.cancel.mutate({ runId: run.id }),
    onSettled: () => cache.invalidateQueries({ queryKey: [['recalculation']] }),
  });
}
