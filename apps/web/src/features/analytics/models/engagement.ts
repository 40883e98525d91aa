import type { EngagementBand } from '@verdant/domain/analytics/engagement-value';
import type { ChartModel } from '../../../charts/model.ts';
import { formatDay } from '../../../ui/format-time.ts';
import { headOf, showBare, showField } from '../show.ts';
import { historyLine } from './history-line.ts';
import type { ModelBuilder } from './types.ts';

const id = 'engagement';

export const engagementBandText = { 'highly-engaged': 'Highly engaged', engaged: 'Engaged', 'at-risk': 'At risk' } as const satisfies Record<EngagementBand, string>;

/** engagementModels draws the score, the days behind it and its parts. */
export const engagementModels: ModelBuilder<typeof id> = ({ value, history }) => {
  const { days, minutes, activities } = value.parts;
  const parts = [
    { label: 'Days', weekly: showField(id, 'parts.days.weekly', days.weekly), score: days.score },
    ...(minutes === null ? [] : [{ label: 'Minutes', weekly: showField(id, 'parts.minutes.weekly', minutes.weekly), score: minutes.score }]),
    { label: 'Activities', weekly: showField(id, 'parts.activities.weekly', activities.weekly), score: activities.score },
  ];
  const partsTable = {
    caption: 'Parts of the score',
    columns: [{ label: 'Part' }, { label: 'A week', numeric: true }, { label: 'Score (of 100)', numeric: true }],
    rows: [...parts.map((part) => [part.label, part.weekly, showBare(id, 'score', part.score)]), ['Engagement', '', showBare(id, 'score', value.score)]],
  };
  const active = value.daily.filter((day) => day.activities > 0 || (day.minutes ?? 0) > 0);
  const amount = (day: (typeof value.daily)[number]) => day.minutes ?? day.activities;
  const textOf = (day: (typeof value.daily)[number]) =>
    `${formatDay(day.day)}: ${day.minutes === null ? '' : `${showField(id, 'daily[].minutes', day.minutes)}, `}${showBare(id, 'daily[].activities', day.activities)} activities`;
  const models: ChartModel[] = [
    {
      kind: 'gauge', label: 'Gauge', value: value.score, max: 100, text: showBare(id, 'score', value.score), band: engagementBandText[value.band], edges: [50, 80],
      summary: `Engagement ${showField(id, 'score', value.score)}, ${engagementBandText[value.band].toLowerCase()}.`, table: partsTable,
    },
    {
      kind: 'calendar', label: 'Calendar', summary: `${active.length} active days of ${value.daily.length}; ${showField(id, 'streak', value.streak)} in a row now.`,
      days: value.daily.map((day) => ({ day: day.day, value: amount(day), text: textOf(day) })),
      table: { caption: 'Activity by day, newest first', columns: [{ label: 'Day' }, { label: headOf(id, 'daily[].minutes'), numeric: true }, { label: 'Activities', numeric: true }],
        rows: [...value.daily].reverse().map((day) => [formatDay(day.day), showBare(id, 'daily[].minutes', day.minutes), showBare(id, 'daily[].activities', day.activities)]) },
    },
  ];
  if (parts.length >= 3) {
    models.push({
      kind: 'radar', label: 'Parts', max: 100, table: partsTable, summary: parts.map((part) => `${part.label} ${showField(id, 'score', part.score)}`).join(', '),
      axes: parts.map((part) => ({ label: part.label, value: part.score, text: `${part.label}: ${showField(id, 'score', part.score)}, ${part.weekly} a week` })),
    });
  }
  const trend = historyLine(id, history);
  return trend === null ? models : [...models, { ...trend, min: 0, max: 100 }];
};
