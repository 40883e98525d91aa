import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AnalyticDetail } from '@verdant/api/views';
import { cardState } from '@verdant/domain/analytics/card-state';
import { catalogue, isLearnerAnalyticId, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { addDays, dayOf } from '@verdant/domain/time/day';
import { CircleHelp, Link2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { PageHead } from '../../app/page-head.tsx';
import { usePage } from '../../app/page-store.ts';
import { roleNames } from '../../app/role-url.ts';
import { useSession } from '../../app/session.ts';
import { en } from '../../messages/en.ts';
import { Chart } from '../../charts/chart.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useNow } from '../../ui/clock.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDay } from '../../ui/format-time.ts';
import { FreshnessBadge } from '../../ui/freshness-badge.tsx';
import { announce } from '../../ui/live-region.tsx';
import { QueryGate } from '../../ui/query-gate.tsx';
import { SampleDataBadge } from '../../ui/sample-data-badge.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { WindowSlider } from '../../ui/window-slider.tsx';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { RecalculateButton } from '../recalculation/recalculate-button.tsx';
import { Breakdown } from './breakdown.tsx';
import { ChartPanel } from './chart-panel.tsx';
import { HeadlineNumber, readHeadline } from './headline.tsx';
import { historyLine, trendLabel } from './models/history-line.ts';
import { Insights } from './insights.tsx';
import { analytics } from './messages.ts';
import { buildModels } from './models/build-models.ts';
import { StateView } from './state-view.tsx';
import { detailOptions, overviewPath, roleOfSubject, scopeOfSubject, type Subject } from './subject.ts';
import { hasOwnWindow, parseWindow, rememberedWindow, rememberWindow, stopsOf } from './windows.ts';

const ExplainSheet = lazy(() => import('./explain-sheet.tsx').then((module) => ({ default: module.ExplainSheet })));

/** DetailPage shows one analytic of one person; whoever looks, the same components show the same numbers. */
export function DetailPage({ subject, slug }: { subject: Subject; slug: string }) {
  if (!isLearnerAnalyticId(slug)) return <NotFoundPage />;
  return <Detail key={`${slug} ${overviewPath(subject)}`} subject={subject} analytic={slug} />;
}

function Detail({ subject, analytic }: { subject: Subject; analytic: LearnerAnalyticId }) {
  const search = useSearch({ strict: false });
  const days = parseWindow(analytic, search.window) ?? rememberedWindow(analytic);
  const query = useQuery({ ...detailOptions(subject, analytic, days), placeholderData: keepPreviousData });
  const name = catalogue[analytic].name;
  const envelope = query.data?.card.envelope ?? null;
  usePage(name, roleNames[roleOfSubject(subject)], envelope?.computedAt ?? null, query.data?.timeZone ?? null);
  return (
    <QueryGate query={query} waiting={<Waiting title={name} />}>
      {(detail) => <Loaded detail={detail} subject={subject} analytic={analytic} days={days} updating={query.isPlaceholderData} />}
    </QueryGate>
  );
}

function Waiting({ title }: { title: string }) {
  return (
    <div aria-busy="true">
      <PageHead title={title} lead={en.loading} />
      <Card className="h-[34rem]"><Skeleton className="mb-8 h-12 w-56" /><Skeleton className="h-80" /></Card>
    </div>
  );
}

function CopyLink() {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href);
    setCopied(true);
    announce(analytics.copied);
  };
  return <Button variant="ghost" onClick={() => void copy().catch(() => setCopied(false))}><Link2 aria-hidden="true" className="size-4" />{copied ? analytics.copied : analytics.copyLink}</Button>;
}

/** What belongs to another window than the one chosen is dimmed until its numbers are there. */
const dim = (waiting: boolean) => (waiting ? 'opacity-45 transition-opacity duration-150' : 'transition-opacity duration-150');

type LoadedProps = { detail: AnalyticDetail; subject: Subject; analytic: LearnerAnalyticId; days: number; updating: boolean };

function Loaded({ detail, subject, analytic, days, updating }: LoadedProps) {
  const { me } = useSession();
  const navigate = useNavigate();
  const [explaining, setExplaining] = useState(false);
  const now = useNow();
  const { card, timeZone, demo, labels, person } = detail;
  const entry = catalogue[analytic];
  const state = cardState(card.envelope, now);
  const headline = readHeadline(card);
  const models = buildModels(card, labels, timeZone);
  const today = card.envelope?.window?.to ?? dayOf(now, timeZone);
  const wordOf = (one: number) => analytics.lastDaysFrom(one, formatDay(addDays(today, 1 - one)), formatDay(today));
  const choose = (one: number) => {
    rememberWindow(analytic, one);
    void navigate({ to: '.', search: (before) => ({ ...before, window: `${one}d` }), replace: true, resetScroll: false });
  };
  const ownWindow = hasOwnWindow(analytic);
  const label = ownWindow ? analytics.window : analytics.span;
  const trend = ownWindow ? null : historyLine(analytic, card.history);
  const slider = (
    <div className="w-full max-w-md">
      <p className="text-sm font-medium">{label}: <span className="font-normal text-muted">{updating ? analytics.updating : wordOf(days)}</span></p>
      <WindowSlider label={label} stops={stopsOf(analytic)} value={days} onChange={choose} wordOf={wordOf} shortOf={analytics.shortDays} />
    </div>
  );
  const home = subject.kind === 'self' ? en.nav.overview : person.name;
  return (
    <>
      <PageHead
        title={entry.name}
        lead={entry.definition}
        crumbs={[{ label: home, to: overviewPath(subject) }, { label: entry.name }]}
        badges={
          <>
            {card.envelope !== null && <FreshnessBadge computedAt={card.envelope.computedAt} timeZone={timeZone} freshness={entry.freshness} sourceStale={state.state === 'stale' && state.cause === 'source'} />}
            {demo && <SampleDataBadge />}
          </>
        }
        actions={
          <div className="flex flex-wrap items-center justify-end gap-2">
            <CopyLink />
            <Button aria-haspopup="dialog" disabled={card.envelope === null} onClick={() => setExplaining(true)}><CircleHelp aria-hidden="true" className="size-4" />{analytics.explain}</Button>
            <RecalculateButton scope={scopeOfSubject(subject, me.user.id)} />
          </div>
        }
      />
      <Card aria-label={entry.name}>
        <div className="mb-6 flex flex-wrap items-start justify-between gap-x-10 gap-y-4">
          <div className="min-w-56 flex-1">{headline !== null && <HeadlineNumber card={card} headline={headline} large />}</div>
          {ownWindow && slider}
        </div>
        <div className={dim(updating && ownWindow)} aria-busy={(updating && ownWindow) || undefined}>
          <StateView analytic={analytic} state={state} className="min-h-80">
            <ChartPanel models={ownWindow ? models : models.filter((model) => model.label !== trendLabel)} />
          </StateView>
        </div>
      </Card>
      {!ownWindow && headline !== null && (
        <Card aria-labelledby="trend" className="mt-5">
          <div className="mb-6 flex flex-wrap items-start justify-between gap-x-10 gap-y-4">
            <div className="min-w-56 flex-1">
              <h2 id="trend" className="text-md font-semibold">{analytics.trend}</h2>
              <p className="mt-1 text-sm text-muted">{analytics.asOfNow}</p>
            </div>
            {slider}
          </div>
          <div className={dim(updating)} aria-busy={updating || undefined}>
            {trend === null ? <EmptyState title={analytics.noHistory} /> : <Chart model={trend} size="full" />}
          </div>
        </Card>
      )}
      {headline !== null && (
        <div className="mt-5 grid gap-5 xl:grid-cols-[2fr_1fr]">
          <Breakdown card={card} models={models} />
          <Insights insights={detail.insights} />
        </div>
      )}
      {explaining && (
        <Suspense fallback={null}>
          <ExplainSheet card={card} timeZone={timeZone} demo={demo} settingsVersion={detail.settingsVersion} onClose={() => setExplaining(false)} />
        </Suspense>
      )}
    </>
  );
}
