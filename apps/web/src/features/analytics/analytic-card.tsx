import { Link, useNavigate } from '@tanstack/react-router';
import type { AnalyticCard as CardData, Labels } from '@verdant/api/views';
import { cardState } from '@verdant/domain/analytics/card-state';
import { catalogue, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { ArrowDown, ArrowUp, ChartLine, CircleHelp, Ellipsis, EyeOff, Maximize2, Table2 } from 'lucide-react';
import { lazy, memo, Suspense, useState } from 'react';
import { analyticIcons } from '../../app/navigation.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useNow } from '../../ui/clock.ts';
import { FreshnessBadge } from '../../ui/freshness-badge.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { SampleDataBadge } from '../../ui/sample-data-badge.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { HeadlineNumber, readHeadline, SecondaryFigures } from './headline.tsx';
import { analytics } from './messages.ts';
import { StateView } from './state-view.tsx';
import { detailPath, type Subject } from './subject.ts';

// A card's numbers stand before the code of its chart is there.
const CardChart = lazy(() => import('./card-chart.tsx').then((module) => ({ default: module.CardChart })));

/** What a reader may do with the place of a card; absent where cards are fixed. */
export type CardMoves = { first: boolean; last: boolean; move: (by: -1 | 1) => void; hide: () => void };

type Props = {
  card: CardData; labels: Labels; timeZone: string; demo: boolean; subject: Subject; onExplain: (analytic: LearnerAnalyticId) => void; moves?: CardMoves;
};

/** AnalyticCard shows one analytic: headline with trend, a small chart or its table, two figures, and how fresh it is. */
export const AnalyticCard = memo(function AnalyticCard({ card, labels, timeZone, demo, subject, onExplain, moves }: Props) {
  const { analytic, envelope } = card;
  const entry = catalogue[analytic];
  const [asTable, setAsTable] = useState(false);
  const now = useNow();
  const navigate = useNavigate();
  const headline = readHeadline(card);
  const state = cardState(envelope, now);
  const path = detailPath(subject, analytic);
  const Icon = analyticIcons[analytic];

  const entries: MenuEntry[] = [
    { kind: 'action', label: analytics.open, icon: <Maximize2 className="size-4" />, onSelect: () => void navigate({ to: path }) },
    {
      kind: 'action', label: asTable ? analytics.showChart : analytics.showTable, disabled: headline === null, onSelect: () => setAsTable(!asTable),
      icon: asTable ? <ChartLine className="size-4" /> : <Table2 className="size-4" />,
    },
    { kind: 'action', label: analytics.explain, icon: <CircleHelp className="size-4" />, disabled: envelope === null, onSelect: () => onExplain(analytic) },
  ];
  if (moves) {
    entries.push(
      { kind: 'separator' },
      { kind: 'action', label: analytics.moveUp, icon: <ArrowUp className="size-4" />, disabled: moves.first, onSelect: () => moves.move(-1) },
      { kind: 'action', label: analytics.moveDown, icon: <ArrowDown className="size-4" />, disabled: moves.last, onSelect: () => moves.move(1) },
      { kind: 'action', label: analytics.hide, icon: <EyeOff className="size-4" />, onSelect: moves.hide },
    );
  }
  return (
    <Card aria-labelledby={`card-${analytic}`} data-card={analytic} className="flex h-full flex-col">
      <header className="mb-4 flex items-center gap-3">
        <span aria-hidden="true" className="grid size-9 shrink-0 place-items-center rounded-xl bg-selected text-accent"><Icon className="size-[1.125rem]" /></span>
        <h2 id={`card-${analytic}`} className="min-w-0 flex-1 truncate font-semibold">
          <Link to={path} className="rounded hover:text-link">{entry.name}</Link>
        </h2>
        <Menu label={analytics.cardMenu(entry.name)} entries={entries} className={`${buttonClass('ghost', true)} -me-2.5`}>
          <Ellipsis aria-hidden="true" className="size-5" />
        </Menu>
      </header>
      <StateView analytic={analytic} state={state} className="flex min-h-72 flex-1 flex-col">
        {headline !== null && (
          <>
            <HeadlineNumber card={card} headline={headline} />
            <div className="my-5 flex min-h-39 flex-1 flex-col justify-center">
              <Suspense fallback={<Skeleton className="h-33" />}>
                <CardChart card={card} labels={labels} timeZone={timeZone} asTable={asTable} />
              </Suspense>
            </div>
            <SecondaryFigures headline={headline} />
          </>
        )}
      </StateView>
      {envelope !== null && (
        <footer className="mt-5 flex flex-wrap items-center justify-between gap-2 border-t border-hairline pt-4">
          <FreshnessBadge computedAt={envelope.computedAt} timeZone={timeZone} freshness={entry.freshness} sourceStale={state.state === 'stale' && state.cause === 'source'} />
          {demo && <SampleDataBadge />}
        </footer>
      )}
    </Card>
  );
});
