import type { MasteryState, SkillMastery } from '@verdant/domain/analytics/mastery-value';
import { describeRanking } from '../../../charts/describe.ts';
import type { BarTone, ChartModel } from '../../../charts/model.ts';
import { formatDay } from '../../../ui/format-time.ts';
import { headOf, showBare, showShare } from '../show.ts';
import { historyLine } from './history-line.ts';
import type { ModelBuilder } from './types.ts';

const id = 'mastery';

/** Words and tone of each state of a skill, best first. */
export const masteryStateText = {
  mastered: 'Mastered', 'refresh-due': 'Refresh due', proficient: 'Proficient', developing: 'Developing', novice: 'Novice', unassessed: 'Not assessed',
} as const satisfies Record<MasteryState, string>;
const tones = { mastered: 'accent', 'refresh-due': 'ageing', proficient: 'accent', developing: 'accent', novice: 'accent', unassessed: 'muted' } as const satisfies Record<MasteryState, BarTone>;
const states = ['mastered', 'refresh-due', 'proficient', 'developing', 'novice', 'unassessed'] as const;

/** byRetained orders skills by what is retained, highest first, unknown last. */
export function byRetained(a: SkillMastery, b: SkillMastery): number {
  return (b.retained ?? -1) - (a.retained ?? -1) || (a.skillId < b.skillId ? -1 : 1);
}

/** masteryModels draws what is retained by skill, and the states. */
export const masteryModels: ModelBuilder<typeof id> = ({ value, labels, history }) => {
  const name = (skillId: string) => labels[skillId] ?? 'Skill';
  const skills = [...value.skills].sort(byRetained);
  const table = {
    caption: 'Skills: probability of mastery, and what is retained of it today',
    columns: [{ label: 'Skill' }, { label: 'State' }, { label: 'Retained', numeric: true }, { label: 'Probability', numeric: true }, { label: headOf(id, 'skills[].n'), numeric: true }, { label: 'Next review' }],
    rows: skills.map((skill) => [
      name(skill.skillId), masteryStateText[skill.state], showShare(skill.retained), showShare(skill.L), showBare(id, 'skills[].n', skill.n), skill.nextReview === null ? '–' : formatDay(skill.nextReview),
    ]),
  };
  const items = skills.map((skill) => ({
    id: skill.skillId, label: name(skill.skillId), value: skill.retained === null ? null : skill.retained * 100,
    text: skill.retained === null ? `${skill.n} of 3 answers` : showShare(skill.retained), note: masteryStateText[skill.state], tone: tones[skill.state],
  }));
  const models: ChartModel[] = items.length === 0 ? [] : [
    { kind: 'bars', label: 'By skill', summary: describeRanking('Retained mastery by skill', items), table, items, max: 100 },
    {
      kind: 'chips', label: 'By state', summary: 'Skills by state', table,
      groups: states.map((state) => ({ label: masteryStateText[state], tone: tones[state], chips: skills.filter((skill) => skill.state === state).map((skill) => name(skill.skillId)) })),
    },
  ];
  const known = items.filter((item) => item.value !== null).slice(0, 8);
  if (known.length >= 3) {
    models.push({
      kind: 'radar', label: 'Radar', max: 100, summary: describeRanking('Retained mastery by skill', known), table,
      axes: known.map((item) => ({ label: item.label, value: item.value, text: `${item.label}: ${item.text}` })),
    });
  }
  const trend = historyLine(id, history);
  return trend === null ? models : [...models, trend];
};
