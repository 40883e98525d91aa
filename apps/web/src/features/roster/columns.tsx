import { Link } from '@tanstack/react-router';
import type { RosterRow } from '@verdant/api/views';
import { formatValue, noValue } from '@verdant/domain/analytics/format';
import { daysBetween } from '@verdant/domain/time/day';
import type { ReactNode } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { StateShape } from '../../ui/state-shape.tsx';
import type { RosterSort } from './filter-roster.ts';
import { roster } from './messages.ts';

/** One column of a table of people. */
export type Column = { id: string; label: string; sort?: RosterSort; numeric?: boolean; width: string; cell: (row: RosterRow) => ReactNode };

/** describeLastActivity words how many days ago somebody was active. */
export function describeLastActivity(day: string | null, today: string): string {
  if (day === null) return roster.never;
  const days = daysBetween(day, today);
  return days <= 0 ? roster.today : roster.daysAgo(days);
}

function Reasons({ row }: { row: RosterRow }) {
  if (row.reasons.length === 0) return <span className="text-muted">{roster.nothing}</span>;
  const [first, ...rest] = row.reasons;
  return (
    <span title={row.reasons.map((reason) => reason.text).join('. ')} className="flex min-w-0 items-center gap-2">
      <Badge tone={row.attention >= 40 ? 'stale' : 'ageing'} icon={<StateShape tone={row.attention >= 40 ? 'stale' : 'ageing'} />} className="min-w-0 shrink overflow-hidden"><span className="truncate">{first?.text}</span></Badge>
      {rest.length > 0 && <span className="shrink-0 text-sm text-muted">+{rest.length}<span className="sr-only">: {rest.map((reason) => reason.text).join('. ')}</span></span>}
    </span>
  );
}

const percent = (value: number | null) => formatValue(value, '%');

/** rosterColumns lists the columns of a table of people; names lead to the person's page. */
export function rosterColumns(pathOf: (row: RosterRow) => string, today: string, withUnit: boolean): Column[] {
  return [
    {
      id: 'name', label: roster.name, sort: 'name', width: 'minmax(10rem,1.3fr)',
      cell: (row) => <Link to={pathOf(row)} className="inline-flex min-h-8 max-w-full items-center truncate rounded font-medium text-text underline-offset-4 hover:text-link hover:underline"><bdi className="truncate">{row.name}</bdi></Link>,
    },
    ...(withUnit ? [{ id: 'unit', label: roster.unit, width: 'minmax(5.5rem,1fr)', cell: (row: RosterRow) => <bdi className="block truncate text-muted">{row.unit ?? noValue}</bdi> }] : []),
    { id: 'reasons', label: roster.reasons, sort: 'attention', width: 'minmax(13rem,2fr)', cell: (row) => <Reasons row={row} /> },
    { id: 'last', label: roster.lastActivity, sort: 'lastActivityDay', width: '7rem', cell: (row) => describeLastActivity(row.lastActivityDay, today) },
    {
      id: 'pace', label: roster.pace, sort: 'pace', numeric: true, width: '8.25rem',
      cell: (row) => <>{formatValue(row.pace, 'topics/week')}{row.paceStatus !== null && <span className="block text-sm font-normal text-muted">{roster.paceStatus[row.paceStatus]}</span>}</>,
    },
    { id: 'mastery', label: roster.mastery, sort: 'masteryPct', numeric: true, width: '6rem', cell: (row) => percent(row.masteryPct) },
    { id: 'engagement', label: roster.engagement, sort: 'engagement', numeric: true, width: '7rem', cell: (row) => formatValue(row.engagement, 'score') },
    { id: 'score', label: withUnit ? roster.average : roster.lastScore, sort: withUnit ? 'averagePct' : 'lastScorePct', numeric: true, width: '6rem', cell: (row) => percent(withUnit ? row.averagePct : row.lastScorePct) },
  ];
}
