import type { RunView } from '@verdant/api/views';
import { X } from 'lucide-react';
import { describeFinish } from '../../realtime/messages.ts';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { recalculation, stepText } from './messages.ts';
import { useCancelRun, useRecalculationStatus } from './use-recalculation.ts';
import { useLastFinished } from './use-last-finished.ts';

/** describeProgress words how far a run is: step, learners done, seconds left. */
export function describeProgress(run: Pick<RunView, 'step' | 'done' | 'total' | 'etaSeconds' | 'state'>): string {
  if (run.state === 'queued') return stepText.waiting;
  const parts: string[] = [stepText[run.step]];
  if (run.total > 0) parts.push(recalculation.progress(run.done, run.total));
  if (run.etaSeconds !== null) parts.push(recalculation.eta(run.etaSeconds));
  return parts.join(' · ');
}

function Running({ run }: { run: RunView }) {
  const cancel = useCancelRun();
  const label = recalculation.running(run.scopeLabel);
  const text = describeProgress(run);
  return (
    <div className="flex min-h-14 items-center gap-4" data-run={run.id}>
      <div className="grid min-w-0 flex-1 gap-1.5">
        <div className="flex flex-wrap justify-between gap-x-4 text-sm">
          <span className="truncate font-medium"><bdi>{label}</bdi></span>
          <span className="tabular text-muted">{text}</span>
        </div>
        <ProgressBar label={label} value={run.state === 'queued' || run.total === 0 ? null : run.done} max={Math.max(1, run.total)} text={text} />
      </div>
      {run.mayCancel && (
        <Button variant="ghost" aria-disabled={cancel.isPending || undefined} onClick={() => !cancel.isPending && cancel.mutate(run)}>
          <X aria-hidden="true" className="size-4" />
          {cancel.isPending ? recalculation.cancelling : recalculation.cancel}
        </Button>
      )}
    </div>
  );
}

/** RunningBar shows running recalculations under the header, for who asked and for org admins, and a line when one has ended. */
export function RunningBar() {
  const { data: status } = useRecalculationStatus();
  const finished = useLastFinished(status);
  const running = status?.running ?? [];
  if (running.length === 0 && finished === null) return null;
  return (
    <div className="animate-appear border-b border-hairline bg-surface px-4 py-1 sm:px-6 lg:px-10">
      {running.map((run) => <Running key={run.id} run={run} />)}
      {running.length === 0 && finished !== null && (
        <p className="py-2 text-sm text-muted">
          {describeFinish({ state: finished.state, failures: finished.failed, durationMs: finished.durationMs ?? 0 })}
        </p>
      )}
    </div>
  );
}
