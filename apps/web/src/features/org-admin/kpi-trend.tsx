import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { KpiPoint } from '@verdant/api/views';
import { formatValue } from '@verdant/domain/analytics/format';
import { addDays, daysBetween } from '@verdant/domain/time/day';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import { Chart } from '../../charts/chart.tsx';
import { describeSeries } from '../../charts/describe.ts';
import type { LineModel } from '../../charts/model.ts';
import { TableTwin } from '../../charts/table-twin.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select } from '../../ui/field.tsx';
import { formatDay, formatShortDay } from '../../ui/format-time.ts';
import { analytics } from '../analytics/messages.ts';
import { orgAdmin } from './messages.ts';

type Metric = 'activeLearners' | 'averagePace';
const spans = [30, 60, 90] as const;

/** kpiModel draws one figure of the organization by day; days that were not calculated are gaps. */
export function kpiModel(trend: readonly KpiPoint[], metric: Metric): LineModel | null {
  const [first] = trend;
  const last = trend.at(-1);
  if (first === undefined || last === undefined || trend.length < 2) return null;
  const byDay = new Map(trend.map((point) => [point.day, point]));
  const unit = metric === 'averagePace' ? 'topics/week' : 'count';
  const name = orgAdmin[metric];
  const days = Array.from({ length: daysBetween(first.day, last.day) + 1 }, (_, index) => addDays(first.day, index));
  const points = days.map((day) => {
    const y = byDay.get(day)?.[metric] ?? null;
    return { label: formatShortDay(day), y, text: `${formatDay(day)}: ${formatValue(y, unit)}` };
  });
  const target = metric === 'averagePace' ? last.averageTargetPace : null;
  return {
    kind: 'line', label: name, unit: name, min: 0, series: [{ id: metric, label: name, points }], summary: describeSeries(name, points, (value) => formatValue(value, unit)),
    ...(target === null ? {} : { target: { y: target, label: orgAdmin.paceTarget(formatValue(target, unit)) } }),
    table: {
      caption: name, columns: [{ label: 'Day' }, { label: orgAdmin.activeLearners, numeric: true }, { label: orgAdmin.averagePace, numeric: true }],
      rows: [...trend].reverse().map((point) => [formatDay(point.day), formatValue(point.activeLearners, 'count'), formatValue(point.averagePace, 'topics/week')]),
    },
  };
}

/** KpiTrend shows how the organization's figures moved, in a period the reader chooses. */
export function KpiTrend({ initial }: { initial: KpiPoint[] }) {
  const [days, setDays] = useState<number | null>(null);
  const [metric, setMetric] = useState<Metric>('activeLearners');
  const [asTable, setAsTable] = useState(false);
  const query = useQuery({ ...queries.kpis(days ?? 30), enabled: days !== null, placeholderData: keepPreviousData });
  const model = kpiModel(days === null ? initial : query.data?.trend ?? initial, metric);
  return (
    <Card aria-labelledby="kpi-trend">
      <div className="mb-5 flex flex-wrap items-end justify-between gap-3">
        <h2 id="kpi-trend" className="text-md font-semibold">{orgAdmin.trend}</h2>
        <div className="flex flex-wrap gap-2">
          <Select label={orgAdmin.trendMetric} hideLabel value={metric} onChange={(event) => setMetric(event.target.value === 'averagePace' ? 'averagePace' : 'activeLearners')}>
            <option value="activeLearners">{orgAdmin.activeLearners}</option>
            <option value="averagePace">{orgAdmin.averagePace}</option>
          </Select>
          <Select label={orgAdmin.trendDays} hideLabel value={days ?? 30} onChange={(event) => setDays(Number(event.target.value))}>
            {spans.map((span) => <option key={span} value={span}>{analytics.lastDays(span)}</option>)}
          </Select>
          <Button aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>{asTable ? analytics.showChart : analytics.showTable}</Button>
        </div>
      </div>
      <div className={query.isPlaceholderData ? 'opacity-45' : undefined}>
        {model === null ? <EmptyState title={orgAdmin.noTrend} /> : asTable ? <TableTwin table={model.table} /> : <Chart model={model} size="full" />}
      </div>
    </Card>
  );
}
