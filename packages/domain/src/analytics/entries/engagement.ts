import type { CatalogueEntry } from '../catalogue.ts';

const score = { unit: 'score', decimals: 1 } as const;
const days = { unit: 'days', decimals: 0 } as const;
const minutes = { unit: 'min', decimals: 1 } as const;

export const engagementEntry: CatalogueEntry = {
  id: 'engagement', type: 'engagement', number: 3, name: 'Engagement',
  definition: 'How regularly and how much you learn, from activity days, minutes and finished activities.',
  formula: {
    words: 'Weekly rates of activity days, minutes and activities against their norms (5 days, 150 minutes, 10 activities), each capped at 100 and weighted. '
      + 'The last seven days count double. Signing in is no activity.',
    symbols: 'weekly = 7 · (2 · recent + rest) / (14 + r); score = .35 · days + .25 · minutes + .40 · activities',
  },
  formulaVersion: '1.0.0', grain: 'learner', audience: ['learner', 'trainer', 'org_admin'], freshness: 'live',
  fields: [
    { path: 'score', label: 'Engagement', ...score },
    { path: 'parts.days.weekly', label: 'Activity days a week', unit: 'days', decimals: 2 },
    { path: 'parts.days.score', label: 'Days, score', ...score },
    { path: 'parts.minutes.weekly', label: 'Minutes a week', ...minutes },
    { path: 'parts.minutes.score', label: 'Minutes, score', ...score },
    { path: 'parts.activities.weekly', label: 'Activities a week', unit: 'count', decimals: 2 },
    { path: 'parts.activities.score', label: 'Activities, score', ...score },
    { path: 'previousScore', label: 'A week ago', ...score },
    { path: 'delta', label: 'Change in a week', unit: 'points', decimals: 1 },
    { path: 'streak', label: 'Days in a row', ...days },
    { path: 'longestStreak', label: 'Longest row in 90 days', ...days },
    { path: 'sessionsPerWeek', label: 'Sessions a week', unit: 'count', decimals: 2 },
    { path: 'meanSessionMin', label: 'Minutes per session', ...minutes },
    { path: 'activeMin', label: 'Active minutes', ...minutes },
    { path: 'peakHour', label: 'Busiest hour', unit: 'count', decimals: 0 },
    { path: 'daily[].minutes', label: 'Minutes of the day', ...minutes },
    { path: 'daily[].activities', label: 'Activities of the day', unit: 'count', decimals: 0 },
    { path: 'typeMix[].share', label: 'Share of activity', unit: 'share', decimals: 4 },
    { path: 'diversity', label: 'Variety of content', unit: 'share', decimals: 4 },
  ],
  window: { choices: [7, 14, 30, 90], default: 14, label: 'last 14 days' },
  charts: { default: 'gauge', others: ['calendar', 'radar', 'hours', 'line'] },
  headline: { path: 'score', label: 'engagement' },
  required: [['learning_events']],
  optional: ['topic_completions', 'assessment_attempts', 'practice_results'],
  minimumEvidence: '7 days of history; silence after that is a score of 0',
  example: 'Last 7 days: 4 active days, 120 minutes, 6 activities; the 7 days before: 5, 200, 12. Weekly rates 4.33, 146.7 and 8 score 86.7, 97.8 and 80: '
    + '.35 · 86.7 + .25 · 97.8 + .40 · 80 = 86.8, highly engaged.',
};
