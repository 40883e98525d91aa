import { countOf, formatValue } from './format.ts';
import type { Insight } from './insights.ts';
import type { Mastery } from './mastery-value.ts';
import type { SkillGaps } from './skill-gaps-value.ts';
import type { Words } from './voice.ts';

/** Gives the name of a skill or assessment by id; null where it is not known. */
export type NameOf = (id: string) => string | null;

function named(id: string, nameOf: NameOf, fallback: string): string {
  const name = nameOf(id);
  return name === null ? fallback : `“${name}”`;
}

/** masteryInsights: what to refresh, what is strong, how it moves. */
export function masteryInsights(value: Mastery, { Who, verb }: Words, nameOf: NameOf): Insight[] {
  const insights: Insight[] = [];
  const due = value.skills.filter((skill) => skill.state === 'refresh-due').sort((a, b) => (a.retained ?? 0) - (b.retained ?? 0));
  const [first] = due;
  if (first !== undefined) {
    const others = due.length > 1 ? ` and ${countOf(due.length - 1, 'other skill')}` : '';
    insights.push({ rule: 'refresh-due', text: `${named(first.skillId, nameOf, 'A mastered skill')}${others} would profit from a short review.` });
  }
  const weakest = value.improvements.find((skill) => skill.state === 'novice' || skill.state === 'developing');
  if (weakest !== undefined) insights.push({ rule: 'weakest-skill', text: `${named(weakest.skillId, nameOf, 'One skill')} needs the most practice.` });
  if (value.masteryVelocity?.direction === 'up') {
    const gained = formatValue(value.masteryVelocity.slope, 'count', 'en', 2);
    insights.push({ rule: 'mastery-rising', text: `${Who} ${verb('gain', 'gains')} about ${gained} skills a week.` });
  }
  if (value.overallPct !== null) {
    const total = value.topics.mastered + value.topics.inProgress + value.topics.notStarted;
    insights.push({ rule: 'overall', text: `${Who} ${verb('have', 'has')} mastered ${value.topics.mastered} of ${countOf(total, 'topic')}.` });
  }
  if (insights.length === 0) insights.push({ rule: 'skills-seen', text: `There is evidence on ${countOf(value.skills.length, 'skill')} so far.` });
  return insights;
}

/** skillGapInsights: the first gap to close, what is overdue, how ready one is. */
export function skillGapInsights(value: SkillGaps, { toLearner, Who, own, verb }: Words, nameOf: NameOf): Insight[] {
  const insights: Insight[] = [];
  const [first] = value.gaps;
  if (first !== undefined) {
    const levels = `level ${formatValue(first.current, 'level')} of ${formatValue(first.target, 'level')}`;
    const step = toLearner ? `Close ${named(first.skillId, nameOf, 'your first gap')} first` : `First to close is ${named(first.skillId, nameOf, 'one gap')}`;
    insights.push({ rule: 'first-gap', text: `${step}: ${levels}.` });
  }
  const overdue = value.gaps.filter((gap) => gap.deadline === 'overdue').length;
  if (overdue > 0) insights.push({ rule: 'overdue', text: `${countOf(overdue, 'gap')} ${overdue === 1 ? 'is' : 'are'} past the due day.` });
  if (value.readinessPct !== null) {
    insights.push({ rule: 'readiness', text: `${Who} ${verb('reach', 'reaches')} ${formatValue(value.readinessPct, '%')} % of ${own} assessed targets.` });
  }
  if (value.unassessed.length > 0) {
    insights.push({ rule: 'unassessed', text: `${countOf(value.unassessed.length, 'target')} cannot be judged yet; a few answers would do.` });
  }
  return insights;
}
