import type { AnalyticCard, Labels } from '@verdant/api/views';
import { useMemo } from 'react';
import { Chart } from '../../charts/chart.tsx';
import { TableTwin } from '../../charts/table-twin.tsx';
import { buildModels, cardModel } from './models/build-models.ts';

/** CardChart draws the small chart of a card, or its table twin. */
export function CardChart({ card, labels, timeZone, asTable }: { card: AnalyticCard; labels: Labels; timeZone: string; asTable: boolean }) {
  const model = useMemo(() => cardModel(card.analytic, buildModels(card, labels, timeZone)), [card, labels, timeZone]);
  if (model === null) return null;
  return asTable ? <TableTwin table={model.table} maxRows={8} /> : <Chart model={model} size="card" />;
}
