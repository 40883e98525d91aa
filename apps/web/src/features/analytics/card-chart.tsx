import type { AnalyticCard, Labels } from '@verdant/api/views';
import { useMemo } from 'react';
import { Chart } from '../../charts/chart.tsx';
import { TableTwin } from '../../charts/table-twin.tsx';
import { buildModels, cardModels } from './models/build-models.ts';

/** CardChart draws the small charts of a card, or their table twins. */
export function CardChart({ card, labels, timeZone, asTable }: { card: AnalyticCard; labels: Labels; timeZone: string; asTable: boolean }) {
  const models = useMemo(() => cardModels(card.analytic, buildModels(card, labels, timeZone)), [card, labels, timeZone]);
  return (
    <div className="grid gap-4">
      {models.map((model) => (asTable ? <TableTwin key={model.kind} table={model.table} maxRows={8} /> : <Chart key={model.kind} model={model} size="card" />))}
    </div>
  );
}
