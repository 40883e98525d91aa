import { useQuery } from '@tanstack/react-query';
import type { LearnerPage as Page } from '@verdant/api/views';
import { catalogue } from '@verdant/domain/analytics/catalogue';
import { Eye, LayoutGrid } from 'lucide-react';
import { PageHead } from '../../app/page-head.tsx';
import { usePage } from '../../app/page-store.ts';
import { roleNames } from '../../app/role-url.ts';
import { useSession } from '../../app/session.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { CardGrid } from '../analytics/card-grid.tsx';
import { CardSkeletons } from '../analytics/card-skeletons.tsx';
import { pageOptions } from '../analytics/subject.ts';
import { QueryGate } from '../../ui/query-gate.tsx';
import { RecalculateButton } from '../recalculation/recalculate-button.tsx';
import { moveCard, setHidden, visibleCards } from './card-layout.ts';
import { learner } from './messages.ts';
import { useCardLayout } from './use-card-layout.ts';

const self = { kind: 'self' } as const;

function Cards({ page }: { page: Page }) {
  const { layout, save } = useCardLayout();
  const visible = visibleCards(layout);
  return (
    <>
      {visible.length === 0 && <EmptyState icon={<LayoutGrid className="size-5" />} title={learner.allHidden} text={learner.allHiddenText} />}
      <CardGrid
        page={page}
        order={visible}
        subject={self}
        movesOf={(id, index) => ({
          first: index === 0, last: index === visible.length - 1, move: (by) => save(moveCard(layout, id, by)), hide: () => save(setHidden(layout, id, true)),
        })}
      />
      {layout.hidden.length > 0 && (
        <section aria-label={learner.hiddenCards} className="mt-6 flex flex-wrap items-center gap-2">
          <h2 className="me-2 text-sm text-muted">{learner.hiddenCards}</h2>
          {layout.hidden.map((id) => (
            <Button key={id} onClick={() => save(setHidden(layout, id, false))}>
              <Eye aria-hidden="true" className="size-4" />
              {learner.showCard(catalogue[id].name)}
            </Button>
          ))}
        </section>
      )}
    </>
  );
}

/** LearnerPage is the learner's dashboard: the most useful sentence, then six cards in the person's own order. */
export function LearnerPage() {
  const { me, role } = useSession();
  const query = useQuery(pageOptions(self));
  usePage(learner.title, roleNames[role], query.data?.calculatedAt ?? null, query.data?.timeZone ?? null);
  return (
    <>
      <PageHead
        title={learner.hello(me.user.name.split(' ')[0] ?? me.user.name)}
        lead={query.data?.greeting?.text ?? ''}
        actions={<RecalculateButton scope={{ kind: 'learner', userId: me.user.id }} />}
      />
      <QueryGate query={query} waiting={<CardSkeletons />}>{(page) => <Cards page={page} />}</QueryGate>
    </>
  );
}
