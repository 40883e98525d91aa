import { daysBetween } from '../time/day.ts';
import { countOf, formatValue } from './format.ts';
import type { Insight } from './insights.ts';
import type { NameOf } from './insights-skills.ts';
import type { LearnerAnalytics } from './values.ts';

type Rule = (analytics: LearnerAnalytics, nameOf: NameOf) => Insight | null;

const idleDays = 7;

const pathFinished: Rule = ({ 'learning-velocity': { value } }) =>
  value?.momentum === 'finished' ? { rule: 'path-finished', text: 'You have finished every topic of your path. Congratulations.' } : null;

const comeBack: Rule = ({ engagement: { value, window } }) => {
  if (value === null || window === null || value.lastActiveDay === null) return null;
  const idle = daysBetween(value.lastActiveDay, window.to);
  const text = `Good to see you: your last activity was ${idle} days ago. One short topic gets you going again.`;
  return idle < idleDays ? null : { rule: 'come-back', text };
};

const abovePlan: Rule = ({ 'learning-velocity': { value } }) => {
  if (value === null || value.targetPace === null || value.currentPace === 0) return null;
  const more = value.currentPace - value.targetPace;
  const text = `You finished ${countOf(value.currentPace, 'topic')} this week, ${formatValue(more, 'topics/week')} more than your plan.`;
  return more > 0 ? { rule: 'above-plan', text } : null;
};

const behindPlan: Rule = ({ 'learning-velocity': { value } }) => {
  if (value === null || value.paceStatus !== 'behind' || value.requiredPace === null) return null;
  const [needed, lately] = [formatValue(value.requiredPace, 'topics/week'), formatValue(value.averagePace, 'topics/week')];
  const text = `${needed} topics a week bring you to your target day; lately it was ${lately}.`;
  return { rule: 'behind-plan', text };
};

const overdueGap: Rule = ({ 'skill-gaps': { value } }, nameOf) => {
  const gap = value?.gaps.find((one) => one.deadline === 'overdue');
  if (gap === undefined) return null;
  const name = nameOf(gap.skillId);
  const target = name === null ? 'One of your skill targets' : `Your target for “${name}”`;
  return { rule: 'overdue-gap', text: `${target} is past its day; it is a good place to start.` };
};

const reviewDue: Rule = ({ mastery: { value } }, nameOf) => {
  const due = value?.skills.filter((skill) => skill.state === 'refresh-due').sort((a, b) => (a.retained ?? 0) - (b.retained ?? 0))[0];
  if (due === undefined) return null;
  const name = nameOf(due.skillId);
  return { rule: 'review-due', text: `${name === null ? 'A skill you mastered' : `“${name}”`} is fading; a short review keeps it.` };
};

const falling: Rule = ({ performance: { value } }) =>
  value?.trend === 'declining' ? {
    rule: 'results-falling',
    text: 'Your last results were lower than before; some practice before the next test may help.',
  } : null;

const rising: Rule = ({ performance: { value } }) =>
  value?.trend === 'improving' ? {
    rule: 'results-rising',
    text: `Your results are rising: the last five average ${formatValue(value.recentMeanPct, '%')} %.`,
  } : null;

const streak: Rule = ({ engagement: { value } }) =>
  value !== null && value.streak >= 3 ? { rule: 'streak', text: `You have been active ${value.streak} days in a row. Keep it going.` } : null;

const thisWeek: Rule = ({ 'learning-velocity': { value } }) =>
  value !== null && value.currentPace > 0 ? { rule: 'this-week', text: `You finished ${countOf(value.currentPace, 'topic')} this week.` } : null;

const collecting: Rule = (analytics) =>
  Object.values(analytics).every((envelope) => envelope.value === null)
    ? { rule: 'collecting', text: 'Welcome. Your first numbers appear after a few days of learning.' }
    : null;

/** Most useful first: what needs a step now, then what went well. */
const rules: readonly Rule[] = [collecting, pathFinished, comeBack, overdueGap, behindPlan, abovePlan, falling, reviewDue, rising, streak, thisWeek];

/** greetLearner picks the single most useful sentence of the day, always the same one for the same numbers. */
export function greetLearner(analytics: LearnerAnalytics, nameOf: NameOf = () => null): Insight {
  for (const rule of rules) {
    const found = rule(analytics, nameOf);
    if (found !== null) return found;
  }
  return { rule: 'steady', text: 'Here is where you stand today.' };
}
