import type { CatalogueEntry } from '../catalogue.ts';

const percent = { unit: '%', decimals: 1 } as const;
const count = { unit: 'count', decimals: 0 } as const;

export const studentDistributionEntry: CatalogueEntry = {
  id: 'student-distribution', type: 'student_distribution', number: 9, name: 'Student distribution',
  definition: 'How the results and the progress of a course spread over its learners.',
  formula: {
    words: 'Each learner counts once, with the average of their results in the course. Tries to pass are counted per learner and assessment.',
    symbols: 'bins [0,10) … [90,100]; high ≥ 80, medium ≥ 60, low < 60; quantiles of type 7; '
      + 'pass rate at try i = first passed at i / tried i without a pass before',
  },
  formulaVersion: '1.0.0', grain: 'course', audience: ['trainer', 'org_admin'], freshness: 'hourly',
  fields: [
    { path: 'scored', label: 'Learners with results', ...count },
    { path: 'enrolled', label: 'Enrolled', ...count },
    { path: 'bins[]', label: 'Learners', ...count },
    { path: 'levels.high', label: 'High: 80 % and more', ...count },
    { path: 'levels.medium', label: 'Medium: 60 to 80 %', ...count },
    { path: 'levels.low', label: 'Low: below 60 %', ...count },
    { path: 'p25', label: 'Lower quartile', ...percent },
    { path: 'p50', label: 'Median', ...percent },
    { path: 'p75', label: 'Upper quartile', ...percent },
    { path: 'p90', label: '90 % lie below', ...percent },
    { path: 'progress[]', label: 'Learners', ...count },
    { path: 'attemptsToPass[]', label: 'Passed at this try', ...count },
    { path: 'passRateByAttempt[]', label: 'Pass rate of the try', ...percent },
    { path: 'cluster', label: 'Learners stuck', ...count },
    { path: 'cluster[].averagePct', label: 'Average', ...percent },
    { path: 'cluster[].attempts', label: 'Tries on one assessment', ...count },
    { path: 'byTopic[].learners', label: 'Learners', ...count },
    { path: 'byTopic[].p50', label: 'Median', ...percent },
    { path: 'byTopic[].passRatePct', label: 'Pass rate', ...percent },
    { path: 'byTopic[].meanAttempts', label: 'Tries per assessment', unit: 'count', decimals: 2 },
  ],
  window: { choices: null, default: null, label: 'as of now' },
  charts: { default: 'histogram', others: ['box-plot', 'bars'] },
  headline: { path: 'p50', label: 'median result' },
  required: [['enrollments'], ['assessment_attempts']],
  optional: [],
  minimumEvidence: '1 learner with a result; quantiles from 5',
  example: 'Results 35, 48, 52, 59.9, 60, 66, 71, 80, 88, 90, 97, 100: quartiles 57.9, 68.5 and 88.5; 4 learners are low, 3 medium, 5 high.',
};
