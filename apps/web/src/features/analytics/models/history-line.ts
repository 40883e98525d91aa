import type { HistoryPoint } from '@verdant/api/views';
import { catalogue, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { addDays, daysBetween } from '@verdant/domain/time/day';
import { describeSeries } from '../../../charts/describe.ts';
import type { LineModel, LinePoint } from '../../../charts/model.ts';
import { formatDay, formatShortDay } from '../../../ui/format-time.ts';
import { headOf, showBare, showField } from '../show.ts';

/** Name of the chart of daily snapshots, in every selector. */
export const trendLabel = 'Trend';

/** fillDays puts every calendar day between first and last into the list; days without a snapshot are gaps. */
export function fillDays(history: readonly HistoryPoint[]): { day: string; value: number | null }[] {
  const [first] = history;
  const last = history.at(-1);
  if (first === undefined || last === undefined) return [];
  const values = new Map(history.map((point) => [point.day, point.value]));
  return Array.from({ length: daysBetween(first.day, last.day) + 1 }, (_, index) => {
    const day = addDays(first.day, index);
    return { day, value: values.get(day) ?? null };
  });
}

/** historyLine draws the headline's daily snapshots; null until there are two days with a value. */
export function historyLine(analytic: LearnerAnalyticId, history: readonly HistoryPoint[]): LineModel | null {
  const days = fillDays(history);
  if (days.filter(({ value }) => value !== null).length < 2) return null;
  const { headline, name } = catalogue[analytic];
  const points = days.map(({ day, value }): LinePoint => ({ label: formatShortDay(day), y: value, text: `${formatDay(day)}: ${showField(analytic, headline.path, value)}` }));
  return {
    kind: 'line', label: trendLabel, unit: headOf(analytic, headline.path),
    summary: describeSeries(name, points, (value) => showField(analytic, headline.path, value)),
    series: [{ id: 'history', label: name, points }],
    table: {
      caption: `${name}, daily snapshots`,
      columns: [{ label: 'Day' }, { label: headOf(analytic, headline.path), numeric: true }],
      rows: days.map(({ day, value }) => [formatDay(day), showBare(analytic, headline.path, value)]).reverse(),
    },
  };
}
