import { Link } from '@tanstack/react-router';
import { learnerAnalyticIds, catalogue, isLearnerAnalyticId, staleAfterHours } from '@verdant/domain/analytics/catalogue';
import { unitLabel } from '@verdant/domain/analytics/format';
import type { ReactNode } from 'react';
import { PageHead } from '../../app/page-head.tsx';
import { usePage } from '../../app/page-store.ts';
import { roleNames } from '../../app/role-url.ts';
import { useSession } from '../../app/session.ts';
import { en } from '../../messages/en.ts';
import { Card } from '../../ui/card.tsx';
import { TableTwin } from '../../charts/table-twin.tsx';
import { NotFoundPage } from '../not-found/not-found-page.tsx';

/** Texts of the pages that define each number. */
const help = {
  all: 'All numbers', formula: 'Formula', example: 'Worked example', minimum: 'Minimum evidence', window: 'Window', freshness: 'Freshness',
  stale: (hours: number) => `Counts as stale after ${hours} hours.`, version: 'Formula version', figures: 'Figures and their units', figure: 'Figure', unit: 'Unit', decimals: 'Decimals', plain: 'plain number',
} as const;

function Part({ title, children }: { title: string; children: ReactNode }) {
  return <section><h2 className="mb-1.5 font-semibold">{title}</h2>{children}</section>;
}

/** MetricPage is the full definition of one analytic with a worked example, straight from the catalogue. */
export function MetricPage({ slug }: { slug: string }) {
  const { role } = useSession();
  const entry = isLearnerAnalyticId(slug) ? catalogue[slug] : null;
  usePage(entry === null ? en.notFound.title : entry.name, roleNames[role]);
  if (entry === null) return <NotFoundPage />;
  const units = {
    caption: help.figures, columns: [{ label: help.figure }, { label: help.unit }, { label: help.decimals, numeric: true }],
    rows: entry.fields.map((field) => [field.label, unitLabel[field.unit] === '' ? help.plain : unitLabel[field.unit], String(field.decimals)]),
  };
  return (
    <>
      <PageHead title={entry.name} lead={entry.definition} crumbs={[{ label: en.nav.help }, { label: entry.name }]} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <nav aria-label={help.all} className="min-w-0 self-start">
          <ul className="flex gap-1 overflow-x-auto lg:grid">
            {learnerAnalyticIds.map((id) => (
              <li key={id} className="shrink-0">
                <Link to="/help/metrics/$slug" params={{ slug: id }} activeProps={{ className: 'bg-selected text-text', 'aria-current': 'page' }} inactiveProps={{ className: 'text-muted' }} className="flex min-h-11 items-center rounded-xl px-3 text-sm font-medium hover:bg-raised hover:text-text">
                  {catalogue[id].name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <Card className="grid min-w-0 gap-7 [&>*]:min-w-0">
          <Part title={help.formula}>
            <p className="measure">{entry.formula.words}</p>
            <p className="mt-3 overflow-x-auto rounded-xl bg-raised p-4 font-mono text-sm" tabIndex={0}>{entry.formula.symbols}</p>
          </Part>
          <Part title={help.example}><p className="measure border-s-2 border-accent ps-4">{entry.example}</p></Part>
          <div className="grid gap-7 sm:grid-cols-2">
            <Part title={help.minimum}><p>{entry.minimumEvidence}</p></Part>
            <Part title={help.window}><p>{entry.window.label}</p></Part>
            <Part title={help.freshness}><p>{help.stale(staleAfterHours[entry.freshness])}</p></Part>
            <Part title={help.version}><p className="font-mono text-sm">{entry.id}@{entry.formulaVersion}</p></Part>
          </div>
          <TableTwin table={units} />
        </Card>
      </div>
    </>
  );
}
