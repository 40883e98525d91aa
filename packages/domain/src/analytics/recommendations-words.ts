import { countOf, formatValue } from './format.ts';
import type { NameOf } from './insights-skills.ts';
import type { Recommendation } from './recommendations-value.ts';

const pace = (x: number) => formatValue(x, 'topics/week');
const ratio = (x: number) => formatValue(x, 'share', 'en', 3);

type GapNumbers = Extract<Recommendation['reason'], { code: 'closes-gap' }>['numbers'];

function closesGap(skill: string, { current, target, priority, met, all, index }: GapNumbers): string {
  const parts = [`Closes ${skill}: level ${formatValue(current, 'level')} of ${formatValue(target, 'level')}, priority ${formatValue(priority, 'score')}`];
  if (met !== null && all !== null) parts.push(`${met} of ${all} prerequisites met`);
  if (index !== null) parts.push(`content index ${formatValue(index, 'score')}`);
  return parts.join('; ');
}

/** wordRecommendation says why something is recommended; `nameOf` names skills, without it they stay unnamed. */
export function wordRecommendation({ reason, skillId }: Pick<Recommendation, 'reason' | 'skillId'>, nameOf: NameOf = () => null): string {
  const skill = (skillId === null ? null : nameOf(skillId)) ?? 'a skill';
  switch (reason.code) {
    case 'closes-gap': return closesGap(skill, reason.numbers);
    case 'resume': return `No activity for ${countOf(reason.numbers.idleDays, 'day')}: start again with one short lesson`;
    case 'practise-before-retry': return `Last result ${formatValue(reason.numbers.pct, '%')} %, not passed: practise before the next try`;
    case 'revisit': return `Results fall by ${formatValue(Math.abs(reason.numbers.slope), 'points')} points an attempt: go back over the last topics`;
    case 'raise-pace': return `${pace(reason.numbers.averagePace)} topics a week so far, ${pace(reason.numbers.requiredPace)} reach the target day`;
    case 'review': return `Review ${skill}: ${formatValue(100 * reason.numbers.retained, '%')} % retained`;
    case 'key-error': return `Check the key of an item: discrimination ${ratio(reason.numbers.discrimination)}, ${countOf(reason.numbers.learners, 'learner')}`;
    case 'too-hard': return `Too hard: facility ${ratio(reason.numbers.facility)}, ${countOf(reason.numbers.learners, 'learner')}`;
    case 'too-easy': return `Too easy: facility ${ratio(reason.numbers.facility)}, ${countOf(reason.numbers.learners, 'learner')}`;
    case 'drop-off-step': {
      const { position, h, learners } = reason.numbers;
      return `${countOf(learners, 'learner')} stopped after topic ${position}, ${formatValue(100 * h, '%')} % of those who reached it`;
    }
    case 'at-risk': return `${countOf(reason.numbers.learners, 'learner')} at risk: see who, and why`;
    case 'borich': return `Weighted need for ${skill}: ${formatValue(reason.numbers.borich, 'count', 'en', 2)}`;
  }
}
