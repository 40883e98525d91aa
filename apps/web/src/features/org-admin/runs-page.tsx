import { useQuery } from '@tanstack/react-query';
import type { RunView } from '@verdant/api/views';
import { History } from 'lucide-react';
import { PageHead } from '../../app/page-head.tsx';
import { usePage } from '../../app/page-store.ts';
import { homeOf, roleNames } from '../../app/role-url.ts';
import { useSession } from '../../app/session.ts';
import { queries } from '../../api/queries.ts';
import { en } from '../../messages/en.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDuration, formatInstant } from '../../ui/format-time.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { QueryGate } from '../../ui/query-gate.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { describeProgress } from '../recalculation/running-bar.tsx';
import { recalculation, stateText, stepText, triggerText } from '../recalculation/messages.ts';
import { RecalculateButton } from '../recalculation/recalculate-button.tsx';
import { useCancelRun } from '../recalculation/use-recalculation.ts';
import { orgAdmin } from './messages.ts';
import { runTone } from './run-tone.ts';

const number = new Intl.NumberFormat('en');

function stepName(step: string): string {
  return Object.entries(stepText).find(([name]) => name === step)?.[1] ?? step;
}

function Figure({ label, children }: { label: string; children: string }) {
  return <div><dt className="text-muted">{label}</dt><dd className="tabular mt-0.5 font-medium"><bdi>{children}</bdi></dd></div>;
}

function Run({ run, timeZone }: { run: RunView; timeZone: string }) {
  const cancel = useCancelRun();
  const open = run.state === 'running' || run.state === 'queued';
  return (
    <Card aria-label={`${run.scopeLabel}, ${stateText[run.state]}`} data-run={run.id}>
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="me-auto min-w-0 truncate font-semibold"><bdi>{run.scopeLabel}</bdi></h2>
        <Badge tone={runTone(run.state)}>{stateText[run.state]}</Badge>
        <Badge>{triggerText[run.trigger]}</Badge>
        {run.mayCancel && open && <Button aria-disabled={cancel.isPending || undefined} onClick={() => !cancel.isPending && cancel.mutate(run)}>{orgAdmin.cancel}</Button>}
      </div>
      {open && (
        <div className="mt-4 grid gap-1.5">
          <p className="tabular text-sm text-muted">{describeProgress(run)}</p>
          <ProgressBar label={recalculation.running(run.scopeLabel)} value={run.total === 0 ? null : run.done} max={Math.max(1, run.total)} text={describeProgress(run)} />
        </div>
      )}
      <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-3 text-sm sm:grid-cols-3 lg:grid-cols-6">
        <Figure label={orgAdmin.requested}>{formatInstant(run.requestedAt, timeZone)}</Figure>
        <Figure label={orgAdmin.by}>{run.requestedBy?.name ?? orgAdmin.system}</Figure>
        <Figure label={orgAdmin.doneOf}>{`${number.format(run.done)} / ${number.format(run.total)}`}</Figure>
        <Figure label={orgAdmin.failed}>{number.format(run.failed)}</Figure>
        <Figure label={orgAdmin.changed}>{number.format(run.changed)}</Figure>
        <Figure label={orgAdmin.duration}>{run.durationMs === null ? '–' : formatDuration(run.durationMs)}</Figure>
      </dl>
      {run.error !== null && <p className="mt-4 rounded-xl bg-danger-tint px-4 py-3 text-sm text-danger">{run.error}</p>}
      {(run.steps.length > 0 || run.failures.length > 0) && (
        <details className="mt-3">
          <summary className="flex min-h-11 items-center text-sm font-medium text-link">{orgAdmin.details}</summary>
          {run.steps.length > 0 && (
            <table className="mb-4 text-sm">
              <caption className="py-2 text-start text-muted">{orgAdmin.steps}</caption>
              <tbody>{run.steps.map((step) => <tr key={step.step}><th scope="row" className="py-1 pe-8 text-start font-medium">{stepName(step.step)}</th><td className="tabular py-1 text-end">{formatDuration(step.durationMs)}</td></tr>)}</tbody>
            </table>
          )}
          {run.failures.length > 0 && (
            <table className="text-sm">
              <caption className="py-2 text-start text-muted">{recalculation.learnersFailed(run.failures.length)}</caption>
              <thead className="sr-only"><tr><th scope="col">{orgAdmin.learner}</th><th scope="col">{orgAdmin.reason}</th></tr></thead>
              <tbody>{run.failures.map((failure) => <tr key={failure.userId}><th scope="row" className="py-1 pe-8 text-start font-medium"><bdi>{failure.name}</bdi></th><td className="py-1 text-muted">{failure.reason}</td></tr>)}</tbody>
            </table>
          )}
        </details>
      )}
    </Card>
  );
}

/** RunsPage is the history of recalculations with failures, durations and what runs now. */
export function RunsPage() {
  const { me } = useSession();
  const query = useQuery({ ...queries.history(50), refetchInterval: ({ state }) => (state.data?.runs.some((run) => run.state === 'running' || run.state === 'queued') ? 2000 : false) });
  usePage(orgAdmin.runsTitle, roleNames.org_admin);
  return (
    <>
      <PageHead
        title={orgAdmin.runsTitle} lead={orgAdmin.runsLead} crumbs={[{ label: en.nav.overview, to: homeOf('org_admin') }, { label: orgAdmin.runsTitle }]}
        actions={<RecalculateButton scope={{ kind: 'organization' }} />}
      />
      <QueryGate query={query} waiting={<Skeleton className="h-96 rounded-2xl" />}>
        {({ runs }) =>
          runs.length === 0 ? (
            <Card><EmptyState icon={<History className="size-5" />} title={orgAdmin.noRuns} text={orgAdmin.noRunsText} /></Card>
          ) : (
            <ul className="grid gap-4">{runs.map((run) => <li key={run.id}><Run run={run} timeZone={me.organization.timeZone} /></li>)}</ul>
          )
        }
      </QueryGate>
    </>
  );
}
