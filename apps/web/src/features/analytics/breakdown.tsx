import type { AnalyticCard } from '@verdant/api/views';
import { catalogue } from '@verdant/domain/analytics/catalogue';
import { formatWithUnit } from '@verdant/domain/analytics/format';
import type { ChartModel, TableModel } from '../../charts/model.ts';
import { TableTwin } from '../../charts/table-twin.tsx';
import { Card } from '../../ui/card.tsx';
import { analytics, reasonText } from './messages.ts';
import { trendLabel } from './models/history-line.ts';
import { readPath } from './read-path.ts';

function distinctTables(models: readonly ChartModel[]): TableModel[] {
  const tables = new Map<string, TableModel>();
  for (const { label, table } of models) if (label !== trendLabel) tables.set(table.caption, table);
  return [...tables.values()];
}

/** Breakdown lists the parts of a number: every single figure with its unit, then the tables behind the charts. */
export function Breakdown({ card, models }: { card: AnalyticCard; models: readonly ChartModel[] }) {
  const value = card.envelope?.value ?? null;
  const figures = catalogue[card.analytic].fields.flatMap((field) => {
    const found = field.path.includes('[]') ? undefined : readPath(value, field.path);
    return found === undefined ? [] : [{ field, found, reason: card.envelope?.nulls[field.path] }];
  });
  return (
    <Card aria-labelledby="breakdown">
      <h2 id="breakdown" className="mb-4 text-md font-semibold">{analytics.breakdown}</h2>
      {figures.length > 0 && (
        <dl className="mb-6 grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-6 gap-y-4">
          {figures.map(({ field, found, reason }) => (
            <div key={field.path}>
              <dt className="text-sm text-muted">{field.label}</dt>
              <dd className="tabular font-medium">{formatWithUnit(found, field.unit, 'en', field.decimals)}{found === null && reason !== undefined && <span className="ms-2 text-sm font-normal text-muted">{reasonText[reason]}</span>}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className="grid gap-6">{distinctTables(models).map((table) => <TableTwin key={table.caption} table={table} />)}</div>
    </Card>
  );
}
