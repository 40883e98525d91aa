import type { CatalogueEntry } from '../catalogue.ts';

const percent = { unit: '%', decimals: 1 } as const;
const count = { unit: 'count', decimals: 0 } as const;
const points = { unit: 'points', decimals: 2 } as const;

export const performanceEntry: CatalogueEntry = {
  id: 'performance', type: 'performance', number: 5, name: 'Performance',
  definition: 'How well you do in assessments, and where your results are heading.',
  formula: {
    words: 'One percentage per assessment (the best attempt, unless your organization counts the first or the latest), averaged. '
      + 'The trend is the robust slope of the last ten attempts.',
    symbols: 'pct = min(100, 100 · score / max); averagePct = mean of policy pcts; trend = theilSen(last 10), improving if slope > 2 and lo > 0',
  },
  formulaVersion: '1.0.0', grain: 'learner', audience: ['learner', 'trainer', 'org_admin'], freshness: 'live',
  fields: [
    { path: 'attempts', label: 'Attempts', ...count },
    { path: 'assessments', label: 'Assessments', ...count },
    { path: 'averagePct', label: 'Average', ...percent },
    { path: 'recentMeanPct', label: 'Mean of the last 5 attempts', ...percent },
    { path: 'bestPct', label: 'Best', ...percent },
    { path: 'worstPct', label: 'Lowest', ...percent },
    { path: 'passed', label: 'Assessments passed', ...count },
    { path: 'passRatePct', label: 'Pass rate', ...percent },
    { path: 'passRateInterval[]', label: 'Pass rate, 95 % interval', ...percent },
    { path: 'slope', label: 'Trend per attempt', ...points },
    { path: 'slopeInterval[]', label: 'Trend, 90 % interval', ...points },
    { path: 'retryRatePct', label: 'Assessments tried again', ...percent },
    { path: 'retrySuccessPct', label: 'Passed after a failed first try', ...percent },
    { path: 'attemptsToPass', label: 'Attempts to pass', unit: 'count', decimals: 2 },
    { path: 'meanMin', label: 'Minutes per attempt', unit: 'min', decimals: 1 },
    { path: 'nextScore.expected', label: 'Next result, expected', ...percent },
    { path: 'nextScore.low', label: 'Next result, lower end of the 80 % range', ...percent },
    { path: 'nextScore.high', label: 'Next result, upper end of the 80 % range', ...percent },
    { path: 'last10[].pct', label: 'Result', ...percent },
    { path: 'last10[].durationMin', label: 'Minutes', unit: 'min', decimals: 1 },
    { path: 'bySkill[].meanPct', label: 'Mean of the skill', ...percent },
    { path: 'bySkill[].n', label: 'Answers', ...count },
    { path: 'standing[].z', label: 'z', unit: 'points', decimals: 2 },
    { path: 'standing[].T', label: 'T', unit: 'score', decimals: 1 },
    { path: 'standing[].percentile', label: 'Percentile', ...percent },
    { path: 'standing[].n', label: 'Learners compared', ...count },
  ],
  window: { choices: null, default: null, label: 'all attempts' },
  charts: { default: 'line', others: ['bars', 'scatter'] },
  headline: { path: 'averagePct', label: 'average result' },
  required: [['assessment_attempts']],
  optional: [],
  minimumEvidence: '1 attempt (baseline tests are not counted)',
  example: 'Attempts 55 and 72 on the first assessment, then 80, 64 and 68, 90 and 75 on four others, pass mark 70: best results '
    + '72, 80, 68, 90, 75 average 77; '
    + '4 of 5 passed is 80 %, with an interval of 37.6 to 96.4 %.',
};
