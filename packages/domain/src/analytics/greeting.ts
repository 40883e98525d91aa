import { daysBetween } from '../time/day.ts';
import { countOf, formatValue } from './format.ts';
import type { Insight } from './insights.ts';
import type { NameOf } from './insights-skills.ts';
import type { LearnerAnalytics } from './values.ts';
import { wordsOf, type Speech, type Words } from './voice.ts';

type Rule = (analytics: LearnerAnalytics, words: Words, nameOf: NameOf) => Insight | null;

const idleDays = 7;

const pathFinished: Rule = ({ 'learning-velocity': { value } }, { toLearner, Who, own, verb }) => {
  const text = `${Who} ${verb('have', 'has')} finished every topic of ${own} path.${toLearner ? ' Congratulations.' : ''}`;
  return value?.momentum === 'finished' ? { rule: 'path-finished', text } : null;
};

const comeBack: Rule = ({ engagement: { value, window } }, { toLearner, Whose }) => {
  if (value === null || window === null || value.lastActiveDay === null) return null;
  const idle = daysBetween(value.lastActiveDay, window.to);
  const step = toLearner ? 'one short topic gets you going again' : 'a kind word may help';
  const text = `${Whose} last activity was ${idle} days ago; ${step}.`;
  return idle < idleDays ? null : { rule: 'come-back', text };
};

const abovePlan: Rule = ({ 'learning-velocity': { value } }, { Who, own }) => {
  if (value === null || value.targetPace === null || value.currentPace === 0) return null;
  const more = value.currentPace - value.targetPace;
  const text = `${Who} finished ${countOf(value.currentPace, 'topic')} this week, ${formatValue(more, 'topics/week')} more than ${own} plan.`;
  return more > 0 ? { rule: 'above-plan', text } : null;
};

const behindPlan: Rule = ({ 'learning-velocity': { value } }, { whom, own }) => {
  if (value === null || value.paceStatus !== 'behind' || value.requiredPace === null) return null;
  const [needed, lately] = [formatValue(value.requiredPace, 'topics/week'), formatValue(value.averagePace, 'topics/week')];
  const text = `${needed} topics a week bring ${whom} to ${own} target day; lately it was ${lately}.`;
  return { rule: 'behind-plan', text };
};

const overdueGap: Rule = ({ 'skill-gaps': { value } }, { Whose, whose }, nameOf) => {
  const gap = value?.gaps.find((one) => one.deadline === 'overdue');
  if (gap === undefined) return null;
  const name = nameOf(gap.skillId);
  const target = name === null ? `One of ${whose} skill targets` : `${Whose} target for “${name}”`;
  return { rule: 'overdue-gap', text: `${target} is past its day; it is a good place to start.` };
};

const reviewDue: Rule = ({ mastery: { value } }, { who }, nameOf) => {
  const due = value?.skills.filter((skill) => skill.state === 'refresh-due').sort((a, b) => (a.retained ?? 0) - (b.retained ?? 0))[0];
  if (due === undefined) return null;
  const name = nameOf(due.skillId);
  return { rule: 'review-due', text: `${name === null ? `A skill ${who} mastered` : `“${name}”`} is fading; a short review keeps it.` };
};

const falling: Rule = ({ performance: { value } }, { Whose }) =>
  value?.trend === 'declining' ? {
    rule: 'results-falling',
    text: `${Whose} last results were lower than before; some practice before the next test may help.`,
  } : null;

const rising: Rule = ({ performance: { value } }, { Whose }) =>
  value?.trend === 'improving' ? {
    rule: 'results-rising',
    text: `${Whose} results are rising: the last five average ${formatValue(value.recentMeanPct, '%')} %.`,
  } : null;

const streak: Rule = ({ engagement: { value } }, { toLearner, Who, verb }) => {
  if (value === null || value.streak < 3) return null;
  return { rule: 'streak', text: `${Who} ${verb('have', 'has')} been active ${value.streak} days in a row.${toLearner ? ' Keep it going.' : ''}` };
};

const thisWeek: Rule = ({ 'learning-velocity': { value } }, { Who }) =>
  value !== null && value.currentPace > 0 ? { rule: 'this-week', text: `${Who} finished ${countOf(value.currentPace, 'topic')} this week.` } : null;

const collecting: Rule = (analytics, { Whose }) =>
  Object.values(analytics).every((envelope) => envelope.value === null)
    ? { rule: 'collecting', text: `${Whose} first numbers appear after a few days of learning.` }
    : null;

/** Most useful first: what needs a step now, then what went well. */
const rules: readonly Rule[] = [collecting, pathFinished, comeBack, overdueGap, behindPlan, abovePlan, falling, reviewDue, rising, streak, thisWeek];

/** greetLearner picks the single most useful sentence of the day, the same rule for the same numbers in either voice. */
export function greetLearner(analytics: LearnerAnalytics, nameOf: NameOf = () => null, speech: Speech = { voice: 'you' }): Insight {
  const words = wordsOf(speech);
  for (const rule of rules) {
    const found = rule(analytics, words, nameOf);
    if (found !== null) return found;
  }
  return { rule: 'steady', text: `Here is where ${words.who} ${words.verb('stand', 'stands')} today.` };
}
