import type { CatalogueEntry } from '../catalogue.ts';

const percent = { unit: '%', decimals: 1 } as const;
const count = { unit: 'count', decimals: 0 } as const;
const share = { unit: 'share', decimals: 4 } as const;
const ratio = { unit: 'share', decimals: 3 } as const;
const gain = { unit: 'share', decimals: 2 } as const;
const score = { unit: 'score', decimals: 1 } as const;

export const contentEffectivenessEntry: CatalogueEntry = {
  id: 'content-effectiveness', type: 'content_effectiveness', number: 6, name: 'Content effectiveness',
  definition: 'Which kinds of content are followed by better results, and which parts of a course hold learners up.',
  formula: {
    words: 'For each finished item, the result of the first fitting assessment within 30 days, averaged by type of content. For a course: how items behave, '
      + 'what learners gained from baseline to post test, and at which topic they stop. These are associations, not causes.',
    symbols: 'byType = mean outcome, n ≥ 5; index = mean of 100 · gain / .7, share of sound items, 100 · discrimination / .40, 100 · (1 − mean drop-off)',
  },
  formulaVersion: '1.0.0', grain: 'learner; course', audience: ['learner', 'trainer', 'org_admin'], freshness: 'nightly',
  fields: [
    { path: 'byType[].meanOutcome', label: 'Mean result afterwards', ...percent },
    { path: 'byType[].n', label: 'Results', ...count },
    { path: 'byType[].opened', label: 'Items opened', ...count },
    { path: 'byType[].completed', label: 'Items finished', ...count },
    { path: 'byType[].completedPct', label: 'Finished of opened', ...percent },
    { path: 'timeScoreR', label: 'Minutes and results, correlation', unit: 'share', decimals: 2 },
    { path: 'enrolled', label: 'Enrolled', ...count },
    { path: 'items[].facility', label: 'Facility', ...ratio },
    { path: 'items[].discrimination', label: 'Discrimination', ...ratio },
    { path: 'items[].rows', label: 'Learners', ...count },
    { path: 'alphas[].alpha', label: 'Reliability (alpha)', ...ratio },
    { path: 'alphas[].items', label: 'Items', ...count },
    { path: 'alphas[].rows', label: 'Learners', ...count },
    { path: 'gain.classGain', label: 'Gain of the class', ...gain },
    { path: 'gain.meanIndividualChange', label: 'Mean individual change', ...gain },
    { path: 'gain.cohenD', label: "Cohen's d", ...gain },
    { path: 'gain.pairs', label: 'Learners with both tests', ...count },
    { path: 'dropOff.steps[].risk', label: 'Learners who could go on', ...count },
    { path: 'dropOff.steps[].stopped', label: 'Stopped', ...count },
    { path: 'dropOff.steps[].h', label: 'Share who stopped', ...share },
    { path: 'dropOff.steps[].lo', label: 'Lower end', ...share },
    { path: 'dropOff.steps[].hi', label: 'Upper end', ...share },
    { path: 'dropOff.threshold', label: 'Threshold', ...share },
    { path: 'index.value', label: 'Content index', ...score },
    { path: 'index.parts.gain', label: 'Gain', ...score },
    { path: 'index.parts.items', label: 'Sound items', ...score },
    { path: 'index.parts.discrimination', label: 'Discrimination', ...score },
    { path: 'index.parts.dropOff', label: 'Staying', ...score },
    { path: 'index.coverage', label: 'Share of the weights known', unit: 'share', decimals: 2 },
  ],
  window: { choices: null, default: null, label: 'last 365 days' },
  charts: { default: 'interval-bars', others: ['scatter', 'heat-map'] },
  headline: { path: 'byType[].meanOutcome', label: 'after the best content type' },
  required: [['learning_events'], ['assessment_attempts']],
  optional: [],
  minimumEvidence: '5 results for one type of content; for a course 10 learners per item, 10 test pairs, or 20 learners at a step',
  example: 'A gain of .5 scores 71.4, 8 of 10 sound items 80, a mean discrimination of .30 scores 75, a mean drop-off of .10 scores 90: index 79.1.',
};
