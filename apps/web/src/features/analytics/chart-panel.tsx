import { useNavigate, useSearch } from '@tanstack/react-router';
import { ChartLine, Table2 } from 'lucide-react';
import { mergeSearch } from '../../app/merge-search.ts';
import { Chart } from '../../charts/chart.tsx';
import type { ChartModel } from '../../charts/model.ts';
import { TableTwin } from '../../charts/table-twin.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { analytics } from './messages.ts';

/** chartKey names a chart type in an address. */
export function chartKey(model: Pick<ChartModel, 'label'>): string {
  return model.label.toLowerCase().replaceAll(' ', '-');
}

/** ChartPanel shows one of the charts that fit, or its table twin; the choice stands in the address. */
export function ChartPanel({ models }: { models: readonly ChartModel[] }) {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const model = models.find((one) => chartKey(one) === search.chart) ?? models[0];
  if (model === undefined) return null;
  const asTable = search.view === 'table';
  const set = (change: { chart?: string; view?: 'table' | undefined }) =>
    void navigate({ to: '.', search: (before) => mergeSearch(before, change), replace: true, resetScroll: false });
  return (
    <>
      <div className="mb-5 flex flex-wrap items-end justify-between gap-3">
        {models.length > 1 ? (
          <Select label={analytics.chartType} hideLabel value={chartKey(model)} onChange={(event) => set({ chart: event.target.value })} className="w-52">
            {models.map((one) => <option key={chartKey(one)} value={chartKey(one)}>{one.label}</option>)}
          </Select>
        ) : <span className="font-medium">{model.label}</span>}
        <Button aria-pressed={asTable} onClick={() => set({ view: asTable ? undefined : 'table' })}>
          {asTable ? <ChartLine aria-hidden="true" className="size-4" /> : <Table2 aria-hidden="true" className="size-4" />}
          {asTable ? analytics.showChart : analytics.showTable}
        </Button>
      </div>
      {asTable ? <TableTwin table={model.table} /> : <Chart model={model} size="full" />}
    </>
  );
}
