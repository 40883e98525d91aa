import type { LearnerAnalyticId } from './catalogue.ts';
import { contentInsights } from './insights-content.ts';
import { masteryInsights, skillGapInsights } from './insights-skills.ts';
import type { NameOf } from './insights-skills.ts';
import { countOf, formatDay, formatValue } from './format.ts';
import type { AnalyticValues } from './values.ts';
import { wordsOf, type Speech, type Words } from './voice.ts';

/** One plain sentence and the rule that produced it. */
export type Insight = { rule: string; text: string };

type Values = AnalyticValues;
const limit = 3;

/** planInsight says how the pace stands against the plan; none without a plan, or behind it with no way to catch up. */
function planInsight(value: Values['learning-velocity'], { toLearner, Who, who, whose, own, verb }: Words): Insight | null {
  const average = formatValue(value.averagePace, 'topics/week');
  if (value.momentum === 'finished') return { rule: 'finished', text: `Every topic of ${whose} path is done.${toLearner ? ' Well done.' : ''}` };
  if (value.paceStatus === 'ahead') return { rule: 'ahead-of-plan', text: `At ${average} topics a week ${who} ${verb('are', 'is')} ahead of ${own} plan.` };
  if (value.paceStatus === 'on-track') return { rule: 'on-track', text: `At ${average} topics a week ${who} ${verb('keep', 'keeps')} to ${own} plan.` };
  if (value.paceStatus === null || value.requiredPace === null) return null;
  const needed = formatValue(value.requiredPace, 'topics/week');
  return { rule: 'behind-plan', text: `${Who} ${verb('do', 'does')} ${average} topics a week; ${needed} from now on reach ${own} target day.` };
}

function momentumInsight(value: Values['learning-velocity'], { who }: Words): Insight | null {
  const now = countOf(value.currentPace, 'topic');
  if (value.momentum === 'accelerating') return { rule: 'accelerating', text: `This week ${who} finished ${now}, more than last week.` };
  if (value.momentum === 'slowing') return { rule: 'slowing', text: `This week brought ${now}, last week ${value.previousPace}.` };
  if (value.momentum !== 'stalled') return null;
  return { rule: 'stalled', text: 'No topic was finished in the last seven days; one small topic is a good way back in.' };
}

function velocityInsights(value: Values['learning-velocity'], words: Words): Insight[] {
  const { who, verb } = words;
  const insights = [planInsight(value, words), momentumInsight(value, words)].filter((insight) => insight !== null);
  if (value.onTrack === false && value.predictedDate !== null && value.targetDate !== null && value.momentum !== 'finished') {
    const [end, target] = [formatDay(value.predictedDate), formatDay(value.targetDate)];
    insights.push({ rule: 'late-end', text: `At this pace ${who} ${verb('finish', 'finishes')} on ${end}; the target is ${target}.` });
  }
  if (insights.length > 0) return insights;
  return [{ rule: 'average-pace', text: `Over the window ${who} finished ${formatValue(value.averagePace, 'topics/week')} topics a week.` }];
}

function performanceInsights(value: Values['performance'], { Whose }: Words): Insight[] {
  const percent = (x: number) => formatValue(x, '%');
  const insights: Insight[] = [];
  if (value.trend === 'improving') {
    insights.push({ rule: 'improving', text: `${Whose} results are rising, about ${formatValue(value.slope, 'points')} points per attempt.` });
  }
  if (value.trend === 'declining') insights.push({ rule: 'declining', text: `${Whose} recent results are falling; going back over the last topics may help.` });
  if (value.retrySuccessPct !== null && value.retrySuccessPct >= 50) {
    insights.push({
      rule: 'retry-helps',
      text: `A second try pays off: ${percent(value.retrySuccessPct)} % of assessments failed at first were passed later.`,
    });
  }
  if (value.nextScore !== null) {
    insights.push({
      rule: 'next-score',
      text: `The next result will probably lie between ${percent(value.nextScore.low)} and ${percent(value.nextScore.high)} % (8 times in 10).`,
    });
  }
  if (insights.length === 0) {
    insights.push({ rule: 'average', text: `${Whose} average is ${percent(value.averagePct)} % over ${countOf(value.assessments, 'assessment')}.` });
  }
  return insights;
}

const partWords = { days: 'learning on more days', minutes: 'staying a little longer', activities: 'finishing more activities' } as const;

function engagementInsights(value: Values['engagement'], { Who, Whose, verb }: Words): Insight[] {
  const insights: Insight[] = [];
  const parts = [
    { part: 'days' as const, score: value.parts.days.score },
    ...(value.parts.minutes === null ? [] : [{ part: 'minutes' as const, score: value.parts.minutes.score }]),
    { part: 'activities' as const, score: value.parts.activities.score },
  ];
  const weakest = parts.reduce((low, one) => (one.score < low.score ? one : low));
  if (value.streak >= 3) insights.push({ rule: 'streak', text: `${Who} ${verb('have', 'has')} been active ${value.streak} days in a row.` });
  if (value.delta !== null && Math.abs(value.delta) >= 10) {
    const direction = value.delta > 0 ? 'up' : 'down';
    insights.push({ rule: `delta-${direction}`, text: `${Whose} engagement is ${direction} ${formatValue(Math.abs(value.delta), 'points')} points in a week.` });
  }
  if (weakest.score < 100) insights.push({ rule: `weakest-part-${weakest.part}`, text: `What would lift the score most is ${partWords[weakest.part]}.` });
  if (insights.length === 0) insights.push({ rule: 'full-score', text: 'Days, minutes and activities all reach their norm.' });
  return insights;
}

const insightTable: { [Id in LearnerAnalyticId]: (value: Values[Id], words: Words, nameOf: NameOf) => Insight[] } = {
  'learning-velocity': velocityInsights,
  mastery: masteryInsights,
  performance: performanceInsights,
  engagement: engagementInsights,
  'skill-gaps': skillGapInsights,
  'content-effectiveness': contentInsights,
};

/**
 * insightsFor writes one to three sentences about a value, most useful first; `nameOf` names skills and assessments, without it they stay unnamed. The
 * voice changes the words, never the rules.
 */
export function insightsFor<Id extends LearnerAnalyticId>(
  analytic: Id, value: Values[Id], nameOf: NameOf = () => null, speech: Speech = { voice: 'you' },
): Insight[] {
  return insightTable[analytic](value, wordsOf(speech), nameOf).slice(0, limit);
}
