import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { OrganizationOverview } from '@verdant/api/views';
import { catalogue } from '@verdant/domain/analytics/catalogue';
import { formatValue, formatWithUnit } from '@verdant/domain/analytics/format';
import { Activity, Gauge, RefreshCw, UsersRound } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { PageHead } from '../../app/page-head.tsx';
import { usePage } from '../../app/page-store.ts';
import { roleNames } from '../../app/role-url.ts';
import { queries } from '../../api/queries.ts';
import { AnimatedNumber } from '../../ui/animated-number.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { QueryGate } from '../../ui/query-gate.tsx';
import { SampleDataBadge } from '../../ui/sample-data-badge.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tile } from '../../ui/tile.tsx';
import { RecalculateButton } from '../recalculation/recalculate-button.tsx';
import { Distribution } from '../roster/distribution.tsx';
import { orgAdmin } from './messages.ts';
import { RecalculationPanel } from './recalculation-panel.tsx';

// The four numbers stand first; chart and table follow with their own code.
const KpiTrend = lazy(() => import('./kpi-trend.tsx').then((module) => ({ default: module.KpiTrend })));
const WorkersTable = lazy(() => import('./workers-table.tsx').then((module) => ({ default: module.WorkersTable })));

const whole = (value: number) => formatValue(value, 'count');
const icon = 'size-4';

function Tiles({ tiles }: Pick<OrganizationOverview, 'tiles'>) {
  const { people, learners, active30, meanPace, meanTargetPace, pacePct, freshShare } = tiles;
  const share = learners === 0 ? null : (100 * active30) / learners;
  return (
    <div className="grid grid-cols-2 gap-3 sm:gap-4 xl:grid-cols-4">
      <Tile label={orgAdmin.people} icon={<UsersRound className={icon} />} hint={orgAdmin.learners(whole(learners))}><AnimatedNumber value={people} format={whole} /></Tile>
      <Tile label={orgAdmin.active30} icon={<Activity className={icon} />} {...(share === null ? {} : { hint: orgAdmin.ofLearners(formatWithUnit(share, '%', 'en', 0)) })}><AnimatedNumber value={active30} format={whole} /></Tile>
      <Tile label={orgAdmin.pace} icon={<Gauge className={icon} />} hint={orgAdmin.paceHint(formatValue(meanPace, 'topics/week'), formatValue(meanTargetPace, 'topics/week'))}>{formatWithUnit(pacePct, '%', 'en', 0)}</Tile>
      <Tile label={orgAdmin.fresh} icon={<RefreshCw className={icon} />} hint={orgAdmin.freshHint}>{formatWithUnit(freshShare === null ? null : freshShare * 100, '%', 'en', 0)}</Tile>
    </div>
  );
}

function Waiting() {
  return (
    <div aria-busy="true" className="grid gap-5">
      <div className="grid grid-cols-2 gap-4 xl:grid-cols-4">{[1, 2, 3, 4].map((n) => <Skeleton key={n} className="h-28 rounded-2xl" />)}</div>
      <Skeleton className="h-96 rounded-2xl" />
      <Skeleton className="h-80 rounded-2xl" />
    </div>
  );
}

function Loaded({ overview }: { overview: OrganizationOverview }) {
  return (
    <div className="grid gap-5">
      <Tiles tiles={overview.tiles} />
      <div className="grid gap-5 xl:grid-cols-[2fr_1fr]">
        <Suspense fallback={<Skeleton className="h-112 rounded-2xl" />}><KpiTrend initial={overview.trend} /></Suspense>
        <RecalculationPanel timeZone={overview.timeZone} />
      </div>
      <section aria-labelledby="distributions">
        <h2 id="distributions" className="mt-3 text-md font-semibold">{orgAdmin.distributions}</h2>
        <p className="mb-4 text-sm text-muted">{orgAdmin.distributionsHint}</p>
        <ul className="grid gap-4 sm:gap-5 lg:grid-cols-2">
          {overview.distributions.map((view) => (
            <li key={view.analytic} className="min-w-0">
              <Card className="h-full"><h3 className="mb-1 font-semibold">{catalogue[view.analytic].name}</h3><Distribution view={view} /></Card>
            </li>
          ))}
        </ul>
      </section>
      <Card aria-labelledby="workers">
        <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
          <h2 id="workers" className="text-md font-semibold">{orgAdmin.workers}</h2>
          <Link to="/org-admin/workers" className={buttonClass('secondary')}>{orgAdmin.allWorkers}</Link>
        </div>
        <Suspense fallback={<Skeleton className="h-112" />}><WorkersTable timeZone={overview.timeZone} search="" sort="attention" direction="desc" preview /></Suspense>
      </Card>
    </div>
  );
}

/** OrgAdminPage is the organization's dashboard: four numbers, the trend, distributions, people and the state of recalculation. */
export function OrgAdminPage() {
  const query = useQuery(queries.organization());
  usePage(orgAdmin.title, roleNames.org_admin, query.data?.calculatedAt ?? null, query.data?.timeZone ?? null);
  return (
    <>
      <PageHead
        title={query.data?.organization.name ?? orgAdmin.title}
        badges={query.data?.demo ? <SampleDataBadge /> : undefined}
        actions={<RecalculateButton scope={{ kind: 'organization' }} />}
      />
      <QueryGate query={query} waiting={<Waiting />}>{(overview) => <Loaded overview={overview} />}</QueryGate>
    </>
  );
}
