import { describeSeries } from '../../../charts/describe.ts';
import type { ChartModel, LinePoint } from '../../../charts/model.ts';
import { formatDay, formatShortDay } from '../../../ui/format-time.ts';
import { headOf, showBare, showField } from '../show.ts';
import { historyLine } from './history-line.ts';
import type { ModelBuilder } from './types.ts';

const id = 'learning-velocity';
const week = 'weekly[]';

/** velocityModels draws the weekly pace against the plan. */
export const velocityModels: ModelBuilder<typeof id> = ({ value, history }) => {
  const weekOf = (index: number) => value.weekEnds[index] ?? '';
  const points = value.weekly.map((topics, index): LinePoint => ({
    label: formatShortDay(weekOf(index)), y: topics, text: `Week to ${formatShortDay(weekOf(index))}: ${showField(id, week, topics)}`,
  }));
  const pace = (path: string, amount: number | null) => showField(id, path, amount);
  const target = value.targetPace === null ? {} : { target: { y: value.targetPace, label: `Target ${showBare(id, 'targetPace', value.targetPace)}` } };
  const shared = {
    unit: headOf(id, week),
    summary: describeSeries('Topics a week', points, (topics) => showField(id, week, topics)),
    table: {
      caption: 'Topics finished in weeks of seven days, ending today',
      columns: [{ label: 'Week to' }, { label: headOf(id, week), numeric: true }, { label: headOf(id, 'targetPace'), numeric: true }],
      rows: value.weekly.map((topics, index) => [formatDay(weekOf(index)), showBare(id, week, topics), showBare(id, 'targetPace', value.targetPace)]).reverse(),
    },
  };
  const models: ChartModel[] = points.length === 0 ? [] : [
    { ...shared, ...target, kind: 'line', label: 'Weekly line', min: 0, series: [{ id: 'weekly', label: 'Topics', points, dots: true }] },
    { ...shared, ...target, kind: 'columns', label: 'Columns', items: points },
  ];
  if (value.targetPace !== null && value.targetPace > 0) {
    const max = Math.max(value.averagePace, value.targetPace) * 1.25;
    models.push({
      kind: 'gauge', label: 'Gauge', value: value.averagePace, max, text: showBare(id, 'averagePace', value.averagePace), band: 'topics a week', edges: [],
      target: { value: value.targetPace, label: 'Target' },
      summary: `Average pace ${pace('averagePace', value.averagePace)}, target ${pace('targetPace', value.targetPace)}.`,
      table: { caption: 'Pace against target', columns: [{ label: 'Pace' }, { label: headOf(id, 'averagePace'), numeric: true }],
        rows: [['Average', showBare(id, 'averagePace', value.averagePace)], ['This week', showBare(id, 'currentPace', value.currentPace)], ['Target', showBare(id, 'targetPace', value.targetPace)]] },
    });
  }
  if (value.totalTopics !== null && value.remainingTopics !== null && value.totalTopics > 0) {
    const done = value.totalTopics - value.remainingTopics;
    const text = `${done} of ${value.totalTopics} topics`;
    models.push({
      kind: 'bars', label: 'Progress bar', max: value.totalTopics, summary: `Path progress: ${text}.`,
      items: [{ id: 'path', label: value.pathTitle ?? 'Path', value: done, text }],
      table: { caption: 'Milestones of the path', columns: [{ label: 'Milestone' }, { label: 'Topics', numeric: true }, { label: 'Reached' }],
        rows: value.milestones.map((one) => [`${Math.round(one.share * 100)} %`, showBare(id, 'milestones[].topics', one.topics), one.day === null ? 'Not yet' : formatDay(one.day)]) },
    });
  }
  const trend = historyLine(id, history);
  return trend === null ? models : [...models, trend];
};
