import type { RecalculationStatus, RunView } from '@verdant/api/views';
import { useEffect, useRef, useState } from 'react';

const shownMs = 8000;

/** justFinished finds the last run if it was running a moment ago and no longer is. */
export function justFinished(before: readonly string[], status: Pick<RecalculationStatus, 'running' | 'last'>): RunView | null {
  const { last, running } = status;
  return last !== null && before.includes(last.id) && !running.some((run) => run.id === last.id) ? last : null;
}

/** useLastFinished shows a run for some seconds after it ended in front of the reader. */
export function useLastFinished(status: RecalculationStatus | undefined): RunView | null {
  const before = useRef<string[]>([]);
  const [finished, setFinished] = useState<RunView | null>(null);
  useEffect(() => {
    if (!status) return;
    const ended = justFinished(before.current, status);
    before.current = status.running.map((run) => run.id);
    if (ended !== null) setFinished(ended);
  }, [status]);
  useEffect(() => {
    if (finished === null) return;
    const timer = setTimeout(() => setFinished(null), shownMs);
    return () => clearTimeout(timer);
  }, [finished]);
  return finished;
}
