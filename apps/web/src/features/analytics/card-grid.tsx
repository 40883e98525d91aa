import type { LearnerPage } from '@verdant/api/views';
import type { LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { lazy, Suspense, useCallback, useState } from 'react';
import { AnalyticCard, type CardMoves } from './analytic-card.tsx';
import type { Subject } from './subject.ts';

const ExplainSheet = lazy(() => import('./explain-sheet.tsx').then((module) => ({ default: module.ExplainSheet })));

type Props = { page: LearnerPage; order: readonly LearnerAnalyticId[]; subject: Subject; movesOf?: (analytic: LearnerAnalyticId, index: number) => CardMoves };

/** CardGrid lays out the cards of a person and opens the panel that explains one of them. */
export function CardGrid({ page, order, subject, movesOf }: Props) {
  const [explained, setExplained] = useState<LearnerAnalyticId | null>(null);
  const explain = useCallback((analytic: LearnerAnalyticId) => setExplained(analytic), []);
  return (
    <>
      <ul className="grid gap-4 sm:gap-5 md:grid-cols-2 xl:grid-cols-3">
        {order.map((id, index) => (
          <li key={id} className="min-w-0">
            <AnalyticCard
              card={page.cards[id]} labels={page.labels} timeZone={page.timeZone} demo={page.demo} subject={subject} onExplain={explain}
              {...(movesOf ? { moves: movesOf(id, index) } : {})}
            />
          </li>
        ))}
      </ul>
      {explained !== null && (
        <Suspense fallback={null}>
          <ExplainSheet card={page.cards[explained]} timeZone={page.timeZone} demo={page.demo} onClose={() => setExplained(null)} />
        </Suspense>
      )}
    </>
  );
}
