import type { Performance } from '@verdant/domain/analytics/performance-value';
import { describeRanking, describeSeries } from '../../../charts/describe.ts';
import type { ChartModel, LineModel, LinePoint } from '../../../charts/model.ts';
import { formatInstant } from '../../../ui/format-time.ts';
import { headOf, showBare, showField } from '../show.ts';
import { historyLine } from './history-line.ts';
import type { ModelBuilder } from './types.ts';

const id = 'performance';
const pct = 'last10[].pct';
const clampPct = (value: number) => Math.min(100, Math.max(0, value));

/** floorOf gives the lower end of a results axis: a round number with some room below the lowest result. */
export function floorOf(pcts: readonly number[]): number {
  return Math.max(0, Math.floor((Math.min(100, ...pcts) - 15) / 10) * 10);
}

/** trendBand lays the robust slope and its interval through the middle of the attempts; absent without a slope. */
export function trendBand({ slope, slopeInterval, last10 }: Pick<Performance, 'slope' | 'slopeInterval' | 'last10'>): NonNullable<LineModel['trend']> | null {
  if (slope === null || slopeInterval === null || last10.length < 2) return null;
  const [lo, hi] = slopeInterval;
  const sorted = last10.map((attempt) => attempt.pct).sort((a, b) => a - b);
  const middle = ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2;
  const centre = (last10.length - 1) / 2;
  return last10.map((_, index) => {
    const ends = [middle + lo * (index - centre), middle + hi * (index - centre)].map(clampPct);
    return { index, lo: Math.min(...ends), mid: clampPct(middle + slope * (index - centre)), hi: Math.max(...ends) };
  });
}

/** performanceModels draws attempts with their trend, results by skill, and minutes against results. */
export const performanceModels: ModelBuilder<typeof id> = ({ value, labels, history, timeZone }) => {
  const name = (one: string) => labels[one] ?? 'Assessment';
  const attempts = value.last10;
  const points = attempts.map((attempt, index): LinePoint => ({
    label: `#${value.attempts - attempts.length + index + 1}`, y: attempt.pct,
    text: `${name(attempt.assessmentId)}: ${showField(id, pct, attempt.pct)}, ${attempt.passed ? 'passed' : 'not passed'}`,
  }));
  const table = {
    caption: 'Last attempts, newest first',
    columns: [{ label: 'Assessment' }, { label: 'Handed in' }, { label: headOf(id, pct), numeric: true }, { label: 'Outcome' }, { label: headOf(id, 'last10[].durationMin'), numeric: true }],
    rows: [...attempts].reverse().map((attempt) => [
      name(attempt.assessmentId), formatInstant(attempt.occurredAt, timeZone), showBare(id, pct, attempt.pct), attempt.passed ? 'Passed' : 'Not passed', showBare(id, 'last10[].durationMin', attempt.durationMin),
    ]),
  };
  const band = trendBand(value);
  const models: ChartModel[] = points.length === 0 ? [] : [{
    kind: 'line', label: 'Attempts', unit: '%', min: floorOf(attempts.map((attempt) => attempt.pct)), max: 100, table, ...(band === null ? {} : { trend: band }),
    summary: describeSeries('Results', points.map((point) => ({ ...point, label: `attempt ${point.label}` })), (one) => showField(id, pct, one)),
    series: [{ id: 'attempts', label: 'Result', points, dots: true }],
  }];
  const bySkill = value.bySkill.map((one) => ({ id: one.skillId, label: labels[one.skillId] ?? 'Skill', value: one.meanPct, text: showField(id, 'bySkill[].meanPct', one.meanPct), note: `${one.n} answers` }));
  if (bySkill.length > 0) {
    models.push({
      kind: 'bars', label: 'By skill', max: 100, items: bySkill, summary: describeRanking('Mean result by skill', bySkill),
      table: { caption: 'Mean result by skill', columns: [{ label: 'Skill' }, { label: headOf(id, 'bySkill[].meanPct'), numeric: true }, { label: 'Answers', numeric: true }],
        rows: value.bySkill.map((one) => [labels[one.skillId] ?? 'Skill', showBare(id, 'bySkill[].meanPct', one.meanPct), showBare(id, 'bySkill[].n', one.n)]) },
    });
  }
  const timed = attempts.flatMap((attempt) => (attempt.durationMin === null ? [] : [{ ...attempt, minutes: attempt.durationMin }]));
  if (timed.length >= 3) {
    models.push({
      kind: 'scatter', label: 'Minutes and results', xLabel: 'Minutes', unit: '%', table, summary: `${timed.length} attempts by minutes and result; squares were not passed.`,
      points: timed.map((one) => ({
        x: one.minutes, y: one.pct, label: name(one.assessmentId), hollow: !one.passed, text: `${name(one.assessmentId)}: ${showField(id, pct, one.pct)} in ${showField(id, 'last10[].durationMin', one.minutes)}`,
      })),
    });
  }
  const trend = historyLine(id, history);
  return trend === null ? models : [...models, trend];
};
