import type { CatalogueEntry } from '../catalogue.ts';

const whole = { unit: 'score', decimals: 0 } as const;

export const peerComparisonEntry: CatalogueEntry = {
  id: 'peer-comparison', type: 'peer_comparison', number: 19, name: 'Peer comparison',
  definition: 'Where you stand among people on a similar way, in quarters, never as a rank.',
  formula: {
    words: 'Your own figure at the day of the release, beside the median and the quartiles of a group that agreed to be compared: topics in 28 days, '
      + 'engagement, mastery, performance and readiness. Figures stand still until the next release, and groups of fewer than ten others are not shown.',
    symbols: 'q1 own < p25, q2 < median, q3 < p75, else q4; without quartiles the upper half from the median on, else the lower half',
  },
  formulaVersion: '1.0.0', grain: 'cohort', audience: ['learner', 'trainer', 'org_admin'], freshness: 'release',
  fields: [
    { path: 'metrics[].own', label: 'Own', ...whole },
    { path: 'metrics[].median', label: 'Median', ...whole },
    { path: 'metrics[].p25', label: 'Lower quartile', ...whole },
    { path: 'metrics[].p75', label: 'Upper quartile', ...whole },
  ],
  window: { choices: null, default: null, label: 'as of the release' },
  charts: { default: 'strip', others: ['bars'] },
  headline: { path: 'metrics[].own', label: 'own figure' },
  required: [['topic_completions', 'learning_events', 'assessment_attempts']],
  optional: [],
  minimumEvidence: 'a group of at least 10 others that may be shown, and your own agreement to compare',
  example: 'A group with quartiles at 60, 71 and 82: 59 is in the first quarter, 60 in the second, 71 in the third, 82 in the fourth.',
};
