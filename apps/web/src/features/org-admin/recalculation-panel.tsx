import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../ui/button.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { formatDuration, formatInstant } from '../../ui/format-time.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { describeProgress } from '../recalculation/running-bar.tsx';
import { stateText, triggerText } from '../recalculation/messages.ts';
import { useRecalculationStatus } from '../recalculation/use-recalculation.ts';
import { orgAdmin } from './messages.ts';
import { runTone } from './run-tone.ts';

/** RecalculationPanel says when numbers were calculated last, when next, what runs now and what failed. */
export function RecalculationPanel({ timeZone }: { timeZone: string }) {
  const { data: status } = useRecalculationStatus();
  if (!status) return <Skeleton className="h-full min-h-64 rounded-2xl" />;
  const { last, running, nextNightlyAt } = status;
  return (
    <Card aria-labelledby="recalculation" className="flex flex-col">
      <h2 id="recalculation" className="mb-4 text-md font-semibold">{orgAdmin.runs}</h2>
      <dl className="grid flex-1 content-start gap-4 text-sm">
        {running.map((run) => <div key={run.id}><dt className="text-muted"><bdi>{run.scopeLabel}</bdi></dt><dd className="tabular font-medium">{describeProgress(run)}</dd></div>)}
        <div>
          <dt className="text-muted">{orgAdmin.lastRun}</dt>
          <dd className="mt-1 grid justify-items-start gap-1.5 font-medium">
            {last === null ? orgAdmin.noRun : (
              <>
                <span>{formatInstant(last.finishedAt ?? last.requestedAt, timeZone)}{last.durationMs !== null && <span className="font-normal text-muted"> · {formatDuration(last.durationMs)}</span>}</span>
                <span className="flex flex-wrap gap-2"><Badge tone={runTone(last.state)}>{stateText[last.state]}</Badge><Badge>{triggerText[last.trigger]}</Badge></span>
              </>
            )}
          </dd>
        </div>
        <div><dt className="text-muted">{orgAdmin.nextRun}</dt><dd className="mt-1 font-medium">{formatInstant(nextNightlyAt, timeZone)}</dd></div>
        <div><dt className="text-muted">{orgAdmin.failures}</dt><dd className="tabular mt-1 font-medium">{last?.failed ?? 0}</dd></div>
      </dl>
      <Link to="/org-admin/settings/runs" className={`${buttonClass('secondary')} mt-5`}>{orgAdmin.history}</Link>
    </Card>
  );
}
