import type { Role } from '@verdant/domain/access/roles';
import { messageSchemas, type RecalculationProgress, type RefreshedAnalytic } from '@verdant/domain/realtime/messages';
import type { RecalculationStatus } from '@verdant/api/views';
import { io } from 'socket.io-client';
import { holdLine } from './line.ts';
import { queryClient } from '../api/client.ts';
import { historyPrefix, statusKey } from '../api/keys.ts';
import { describeFinish, live } from './messages.ts';
import { touchClock } from '../ui/clock.ts';
import { announce } from '../ui/live-region.tsx';
import { setConnected } from './connection.ts';
import { keysOfRefreshed, namesOfRefreshed } from './event-keys.ts';

/** Fifty messages in a second become at most four rounds of questions. */
const coalesceMs = 250;

async function refetchMoved(refreshed: RefreshedAnalytic[], role: Role): Promise<void> {
  await Promise.all(keysOfRefreshed(refreshed, role).map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  touchClock();
  announce(live.refreshed(namesOfRefreshed(refreshed)));
}

/** applyProgress moves a running recalculation forward in what the page holds. */
export function applyProgress(status: RecalculationStatus | undefined, progress: RecalculationProgress): RecalculationStatus | undefined {
  if (!status?.running.some((run) => run.id === progress.runId)) return status;
  const { runId, ...moved } = progress;
  return { ...status, running: status.running.map((run) => (run.id === runId ? { ...run, ...moved } : run)) };
}

function showProgress(progress: RecalculationProgress): void {
  const known = queryClient.getQueryData<RecalculationStatus>(statusKey);
  if (known?.running.some((run) => run.id === progress.runId)) queryClient.setQueryData<RecalculationStatus>(statusKey, (status) => applyProgress(status, progress));
  else void queryClient.invalidateQueries({ queryKey: statusKey });
}

/** openLive holds the tab's one socket for a role and gives back how to close it. */
export function openLive(role: Role): () => void {
  const socket = io({ auth: { role }, transports: ['websocket', 'polling'] });
  let waiting: RefreshedAnalytic[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let stoodBefore = false;

  const flush = () => {
    const batch = waiting;
    waiting = [];
    timer = null;
    void refetchMoved(batch, role);
  };
  socket.on('connect', () => {
    setConnected(true);
    // What happened while the line was down is unknown: everything on screen is asked for once.
    if (stoodBefore) void queryClient.invalidateQueries({ type: 'active' });
    stoodBefore = true;
  });
  socket.on('disconnect', () => setConnected(false));
  socket.on('connect_error', () => setConnected(false));
  socket.on('analytics:refreshed', (payload: unknown) => {
    const message = messageSchemas['analytics:refreshed'].safeParse(payload);
    if (!message.success) return;
    waiting.push(...message.data.refreshed);
    timer ??= setTimeout(flush, coalesceMs);
  });
  socket.on('recalculation:progress', (payload: unknown) => {
    const message = messageSchemas['recalculation:progress'].safeParse(payload);
    if (message.success) showProgress(message.data);
  });
  socket.on('recalculation:finished', (payload: unknown) => {
    const message = messageSchemas['recalculation:finished'].safeParse(payload);
    if (!message.success) return;
    announce(describeFinish(message.data));
    void queryClient.invalidateQueries({ queryKey: statusKey });
    void queryClient.invalidateQueries({ queryKey: historyPrefix });
  });
  const close = () => {
    if (timer !== null) clearTimeout(timer);
    socket.removeAllListeners();
    socket.close();
    setConnected(null);
  };
  holdLine(close);
  return () => {
    holdLine(null);
    close();
  };
}
