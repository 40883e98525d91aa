import type { CatalogueEntry } from '../catalogue.ts';

const pace = { unit: 'topics/week', decimals: 2 } as const;
const percent = { unit: '%', decimals: 1 } as const;
const topics = { unit: 'topics', decimals: 0 } as const;

export const learningVelocityEntry: CatalogueEntry = {
  id: 'learning-velocity', type: 'learning_velocity', number: 1, name: 'Learning velocity',
  definition: 'How many topics you finish per week, and whether that pace reaches your plan in time.',
  formula: {
    words: 'Topics finished in the window, per seven days. A topic counts once, on the earliest day it was completed or its practice was passed. '
      + 'With an active path only its topics count, and the pace is compared with the pace the path needs.',
    symbols: 'averagePace = topics(D−d+1 … D) · 7 / d, d = min(window, tenure); averageVariance = (averagePace − targetPace) / targetPace · 100',
  },
  formulaVersion: '1.0.0', grain: 'learner', audience: ['learner', 'trainer', 'org_admin'], freshness: 'live',
  fields: [
    { path: 'currentPace', label: 'Pace in the last 7 days', ...pace },
    { path: 'previousPace', label: 'Pace in the 7 days before', ...pace },
    { path: 'averagePace', label: 'Average pace', ...pace },
    { path: 'targetPace', label: 'Target pace', ...pace },
    { path: 'requiredPace', label: 'Pace needed from now', ...pace },
    { path: 'momentumPct', label: 'Change against the week before', ...percent },
    { path: 'variancePct', label: 'This week against target', ...percent },
    { path: 'averageVariancePct', label: 'Average against target', ...percent },
    { path: 'totalTopics', label: 'Topics of the path', ...topics },
    { path: 'remainingTopics', label: 'Topics left', ...topics },
    { path: 'estimatedWeeks', label: 'Weeks left at this pace', unit: 'count', decimals: 1 },
    { path: 'weekly[]', label: 'Topics in a week', ...topics },
    { path: 'paceTrend.slope', label: 'Trend of the pace, per week', ...pace },
    { path: 'paceTrend.lo', label: 'Trend, lower end', ...pace },
    { path: 'paceTrend.hi', label: 'Trend, upper end', ...pace },
    { path: 'hours', label: 'Hours of activity', unit: 'h', decimals: 1 },
    { path: 'hoursPerTopic', label: 'Hours per topic', unit: 'h', decimals: 1 },
    { path: 'milestones[].share', label: 'Milestone', unit: 'share', decimals: 2 },
    { path: 'milestones[].topics', label: 'Topics of the milestone', ...topics },
  ],
  window: { choices: [7, 30, 90], default: 30, label: 'last 30 days' },
  charts: { default: 'line', others: ['gauge', 'bars', 'progress-bar'] },
  headline: { path: 'averagePace', label: 'topics a week' },
  required: [['topic_completions'], ['topics']],
  optional: ['learning_paths', 'learning_events'],
  minimumEvidence: '7 days of history',
  example: 'A path of 20 topics from 1 February to 11 May asks for 7 · 20 / 100 = 1.4 topics a week. Seven topics in the last 30 days are 1.63 a week, '
    + '16.4 % above: on track. 11 topics are left, 6.7 weeks, so the expected day is 18 May, a week after the target.',
};
