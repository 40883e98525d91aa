import type { CatalogueEntry } from '../catalogue.ts';

const pace = { unit: 'topics/week', decimals: 2 } as const;
const percent = { unit: '%', decimals: 1 } as const;

export const outcomeForecastEntry: CatalogueEntry = {
  id: 'outcome-forecast', type: 'outcome_forecast', number: 16, name: 'Outcome forecast',
  definition: 'When a path or course will be finished at the pace so far, with the range that goes with it.',
  formula: {
    words: 'The topics left, at the average pace. How much the weeks differ gives the range of the pace (8 times in 10), and with it the earliest and the '
      + 'latest day. Other hours a week or a break change all three days. A course also gets a grade: its results, and the next result for what is still open.',
    symbols: 'expected = D + ⌈7 · remaining / pace⌉ + 7 · break weeks; δ = 1.2816 · SD(weekly) / √w; best with pace + δ, worst with pace − δ; '
      + 'grade = (Σ results + open · next) / all',
  },
  formulaVersion: '1.0.0', grain: 'learner × path or course', audience: ['learner', 'trainer', 'org_admin'], freshness: 'nightly',
  fields: [
    { path: 'remainingTopics', label: 'Topics left', unit: 'topics', decimals: 0 },
    { path: 'pace', label: 'Average pace', ...pace },
    { path: 'halfWidth', label: 'Uncertainty of the pace', ...pace },
    { path: 'scenario.hoursPerWeek', label: 'Hours a week', unit: 'h', decimals: 1 },
    { path: 'scenario.breakWeeks', label: 'Weeks of break', unit: 'count', decimals: 0 },
    { path: 'grade.expected', label: 'Result, expected', ...percent },
    { path: 'grade.low', label: 'Result, lower end', ...percent },
    { path: 'grade.high', label: 'Result, upper end', ...percent },
  ],
  window: { choices: null, default: null, label: 'last 12 weeks' },
  charts: { default: 'timeline', others: ['line'] },
  headline: { path: 'remainingTopics', label: 'topics left' },
  required: [['topic_completions'], ['topics']],
  optional: ['learning_paths', 'enrollments', 'learning_events', 'assessment_attempts'],
  minimumEvidence: '14 days of history and 3 topics done on the path or course',
  example: '11 topics left at 1.63 a week are 48 days: 18 May from 31 March. The weeks differ by 1.04 topics, so the pace is known to ±.47: 7 May to 6 June.',
};
