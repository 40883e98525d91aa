import type { CatalogueEntry } from '../catalogue.ts';

const score = { unit: 'score', decimals: 1 } as const;
const released = ['satisfaction', 'passing', 'completion', 'gain', 'firstTry'].flatMap((axis) => [
  { path: `axes.${axis}.median`, label: 'Median of the trainers', unit: 'score', decimals: 0 } as const,
  { path: `axes.${axis}.p25`, label: 'Lower quartile', unit: 'score', decimals: 0 } as const,
  { path: `axes.${axis}.p75`, label: 'Upper quartile', unit: 'score', decimals: 0 } as const,
]);

export const teachingEffectivenessEntry: CatalogueEntry = {
  id: 'teaching-effectiveness', type: 'teaching_effectiveness', number: 10, name: 'Teaching effectiveness',
  definition: 'How learners of your courses rate them, pass, finish and gain, on five axes.',
  formula: {
    words: 'Five axes from 0 to 100 over all courses you trained in the last 365 days, averaged with equal weight; from three axes on.',
    symbols: 'overall = mean of (rating − 1) · 25, % passed, % completed after the target duration, 100 · gain / .7, % passed at the first try',
  },
  formulaVersion: '1.0.0', grain: 'cohort', audience: ['trainer', 'org_admin'], freshness: 'nightly',
  fields: [
    { path: 'learners', label: 'Learners', unit: 'count', decimals: 0 },
    { path: 'overall', label: 'Overall', ...score },
    { path: 'axes.satisfaction', label: 'Satisfaction', ...score },
    { path: 'axes.passing', label: 'Passing', ...score },
    { path: 'axes.completion', label: 'Completion', ...score },
    { path: 'axes.gain', label: 'Gain', ...score },
    { path: 'axes.firstTry', label: 'First try', ...score },
    { path: 'ratingMean', label: 'Rating', unit: 'rating', decimals: 2 },
    { path: 'satisfactionDelta', label: 'Rating, change in 30 days', unit: 'rating', decimals: 2 },
    { path: 'cohenD', label: "Cohen's d", unit: 'share', decimals: 2 },
    { path: 'attemptsToPass', label: 'Tries to pass', unit: 'count', decimals: 2 },
    ...released,
  ],
  window: { choices: null, default: null, label: 'last 365 days' },
  charts: { default: 'radar', others: ['bars', 'strip'] },
  headline: { path: 'overall', label: 'overall' },
  required: [['courses'], ['enrollments']],
  optional: ['learning_events', 'assessment_attempts'],
  minimumEvidence: '10 learners and 3 axes',
  example: 'A rating of 4.4 scores 85, 78 % passed, 64 % completed, a gain of .42 scores 60, 55 % passed at the first try: the mean of the five is 68.4.',
};
