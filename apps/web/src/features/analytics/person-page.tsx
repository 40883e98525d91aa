import { useQuery } from '@tanstack/react-query';
import { learnerAnalyticIds } from '@verdant/domain/analytics/catalogue';
import { PageHead } from '../../app/page-head.tsx';
import { usePage } from '../../app/page-store.ts';
import { homeOf, roleNames } from '../../app/role-url.ts';
import { useSession } from '../../app/session.ts';
import { en } from '../../messages/en.ts';
import { QueryGate } from '../../ui/query-gate.tsx';
import { RecalculateButton } from '../recalculation/recalculate-button.tsx';
import { CardGrid } from './card-grid.tsx';
import { CardSkeletons } from './card-skeletons.tsx';
import { analytics } from './messages.ts';
import { pageOptions, roleOfSubject, scopeOfSubject, type Subject } from './subject.ts';

/** PersonPage is a trainer's or org admin's page about one person: the same cards as the person's own page. */
export function PersonPage({ subject }: { subject: Subject }) {
  const { me } = useSession();
  const role = roleOfSubject(subject);
  const query = useQuery(pageOptions(subject));
  const name = query.data?.person.name ?? en.loading;
  usePage(name, roleNames[role], query.data?.calculatedAt ?? null, query.data?.timeZone ?? null);
  const parent = role === 'trainer' ? { label: en.nav.overview, to: homeOf(role) } : { label: en.nav.people, to: '/org-admin/workers' };
  return (
    <QueryGate query={query} waiting={<CardSkeletons />}>
      {(page) => (
        <>
          <PageHead
            title={page.person.name}
            lead={page.greeting?.text ?? analytics.person(page.person.name)}
            crumbs={[parent, { label: page.person.name }]}
            actions={<RecalculateButton scope={scopeOfSubject(subject, me.user.id)} />}
          />
          <CardGrid page={page} order={learnerAnalyticIds} subject={subject} />
        </>
      )}
    </QueryGate>
  );
}
