import { useNavigate, useSearch } from '@tanstack/react-router';
import type { CourseOverview } from '@verdant/api/views';
import { bandsOf } from '@verdant/domain/analytics/bands';
import { catalogue } from '@verdant/domain/analytics/catalogue';
import { dayOf } from '@verdant/domain/time/day';
import { SearchX, X } from 'lucide-react';
import { useMemo } from 'react';
import { mergeSearch } from '../../app/merge-search.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useNow } from '../../ui/clock.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField, Select } from '../../ui/field.tsx';
import { rosterColumns } from '../roster/columns.tsx';
import { filterRoster } from '../roster/filter-roster.ts';
import { roster } from '../roster/messages.ts';
import { RosterTable, sortRows } from '../roster/roster-table.tsx';
import { usePageSize } from '../roster/use-page-size.ts';
import { trainer } from './messages.ts';
import { readRosterSearch, type TrainerSearch } from './search.ts';

/** WhoNeedsMe is the table of learners with the reasons why each needs attention; filters stand in the address. */
export function WhoNeedsMe({ overview }: { overview: CourseOverview }) {
  const search = readRosterSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const today = dayOf(useNow(), overview.timeZone);
  const set = (change: { [Key in keyof TrainerSearch]?: TrainerSearch[Key] | undefined }) =>
    void navigate({ to: '.', search: (before) => mergeSearch(before, { page: undefined, ...change }), replace: true, resetScroll: false });

  const { q = '', show, sort: by = 'attention', dir: direction = 'desc', analytic, band } = search;
  const rows = useMemo(() => {
    const chosen = analytic !== undefined && band !== undefined ? { analytic, band } : null;
    return sortRows(filterRoster(overview.roster, { query: q, onlyReasons: show !== 'all' && chosen === null && q === '', band: chosen }), { by, direction });
  }, [overview.roster, q, show, analytic, band, by, direction]);
  const columns = useMemo(() => rosterColumns((row) => `/trainer/learners/${row.userId}`, today, false), [today]);
  const pageSize = usePageSize();
  const page = Math.min(search.page ?? 1, Math.max(1, Math.ceil(rows.length / pageSize)));
  const bandLabel = analytic === undefined ? undefined : bandsOf[analytic].find((one) => one.id === band)?.label;
  return (
    <Card aria-labelledby="who-needs-me" id="who" className="scroll-mt-20">
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-3">
        <div className="me-auto">
          <h2 id="who-needs-me" className="text-md font-semibold">{trainer.whoNeedsMe}</h2>
          <p className="tabular text-sm text-muted">{roster.count(rows.length, overview.roster.length)}</p>
        </div>
        {analytic !== undefined && band !== undefined && (
          <Button variant="secondary" onClick={() => set({ band: undefined })} aria-label={`${roster.band(catalogue[analytic].name, bandLabel ?? band)}. ${roster.clearBand}`}>
            {roster.band(catalogue[analytic].name, bandLabel ?? band)}
            <X aria-hidden="true" className="size-4" />
          </Button>
        )}
        <Select label={roster.filter} hideLabel value={show ?? 'reasons'} onChange={(event) => set({ show: event.target.value === 'all' ? 'all' : undefined })} className="w-44">
          <option value="reasons">{roster.withReasons}</option>
          <option value="all">{roster.all}</option>
        </Select>
        <SearchField label={roster.search} value={q} onChange={(event) => set({ q: event.target.value || undefined })} className="w-full sm:w-60" />
      </div>
      {rows.length === 0 ? (
        <EmptyState icon={<SearchX className="size-5" />} title={roster.none} text={roster.noneText} action={<Button onClick={() => set({ q: undefined, band: undefined, show: 'all' })}>{roster.all}</Button>} />
      ) : (
        <RosterTable
          pageSize={pageSize}
          caption={trainer.whoNeedsMe} rows={rows} columns={columns} sort={{ by, direction }} page={page}
          onSort={(sort, dir) => set({ sort, dir })}
          onPage={(next) => set({ page: next === 1 ? undefined : next })}
        />
      )}
    </Card>
  );
}
