import type { Deadline, GapSeverity, SkillGap } from '@verdant/domain/analytics/skill-gaps-value';
import { levelNames } from '@verdant/domain/analytics/skill-gaps-value';
import { describeRanking } from '../../../charts/describe.ts';
import type { BarTone, ChartModel, MatrixCell } from '../../../charts/model.ts';
import { formatDay } from '../../../ui/format-time.ts';
import { headOf, showBare, showField } from '../show.ts';
import { historyLine } from './history-line.ts';
import type { ModelBuilder } from './types.ts';

const id = 'skill-gaps';

export const severityText = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' } as const satisfies Record<GapSeverity, string>;
const tones = { critical: 'danger', high: 'stale', medium: 'ageing', low: 'info' } as const satisfies Record<GapSeverity, BarTone>;
const deadlineText = { overdue: 'overdue', soon: 'due soon', later: 'later', none: 'no date' } as const satisfies Record<Deadline, string>;

/** levelCell says what one level means for a skill: reached, missing up to the target, the target itself, or beyond it. */
export function levelCell(current: number, target: number, level: number): MatrixCell {
  const name = levelNames[level] ?? '';
  const reached = current >= level;
  const isTarget = Math.ceil(target) === level;
  if (reached) return { step: level >= 4 ? 5 : level >= 2 ? 4 : 3, text: `${name}: reached${isTarget ? ', target' : ''}`, ...(isTarget ? { mark: '•' } : {}) };
  if (level <= Math.ceil(target)) return { step: current > level - 1 ? 2 : 1, text: `${name}: ${isTarget ? 'target, ' : ''}not reached`, ...(isTarget ? { mark: '↑' } : {}) };
  return { step: 0, text: `${name}: beyond the target` };
}

const describeDue = (gap: SkillGap) => (gap.due === null ? deadlineText.none : `${formatDay(gap.due)}${gap.deadline === 'overdue' || gap.deadline === 'soon' ? ` (${deadlineText[gap.deadline]})` : ''}`);

/** skillGapModels draws levels against targets, and gaps by priority. */
export const skillGapModels: ModelBuilder<typeof id> = ({ value, labels, history }) => {
  const name = (skillId: string) => labels[skillId] ?? 'Skill';
  const table = {
    caption: 'Open gaps, highest priority first',
    columns: [{ label: 'Skill' }, { label: 'Severity' }, { label: headOf(id, 'gaps[].current'), numeric: true }, { label: headOf(id, 'gaps[].target'), numeric: true }, { label: headOf(id, 'gaps[].priority'), numeric: true }, { label: 'Due' }],
    rows: value.gaps.map((gap) => [
      name(gap.skillId), severityText[gap.severity], `${showBare(id, 'gaps[].current', gap.current)}${gap.estimated ? ' (estimated)' : ''}`, showBare(id, 'gaps[].target', gap.target), showBare(id, 'gaps[].priority', gap.priority), describeDue(gap),
    ]),
  };
  const items = value.gaps.map((gap) => ({
    id: gap.skillId, label: name(gap.skillId), value: gap.priority, tone: tones[gap.severity], note: severityText[gap.severity], text: showField(id, 'gaps[].priority', gap.priority),
  }));
  const levels = [...value.gaps, ...value.achieved].map((one) => ({
    id: one.skillId, label: name(one.skillId), cells: levelNames.slice(1).map((_, index) => levelCell(one.current, one.target, index + 1)),
  }));
  const models: ChartModel[] = [];
  if (levels.length > 0) {
    models.push({
      kind: 'matrix', label: 'Levels', columns: levelNames.slice(1), rows: levels, table,
      legend: ['filled: reached', 'pale: missing up to the target', '• target reached', '↑ target open'],
      summary: `${value.gaps.length} skills below and ${value.achieved.length} at their target level.`,
    });
  }
  if (items.length > 0) models.push({ kind: 'bars', label: 'By priority', max: 100, items, table, summary: describeRanking('Priority of open gaps', items) });
  const trend = historyLine(id, history);
  return trend === null ? models : [...models, { ...trend, min: 0 }];
};
