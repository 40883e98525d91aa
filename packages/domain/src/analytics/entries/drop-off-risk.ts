import type { CatalogueEntry } from '../catalogue.ts';

const topics = { unit: 'topics', decimals: 0 } as const;

export const dropOffRiskEntry: CatalogueEntry = {
  id: 'drop-off-risk', type: 'drop_off_risk', number: 15, name: 'Drop-off risk',
  definition: 'Signs that a learner may stop, and what helps against each.',
  formula: {
    words: 'Points for low engagement, for a pace that fell by more than 20 % in a week, and for nothing finished in seven days, of the points that could be '
      + 'known. Learners see the signs and what to do next, neither score nor band. A probability stands beside it only if its model proved itself on a '
      + 'later run.',
    symbols: 'score = 100 · (40 if engagement < 50 + 30 if pace < −20 % + 30 if no progress in 7 days) / points available; p = σ(a · (b0 + Σ b · z) + c)',
  },
  formulaVersion: '1.0.0', grain: 'learner', audience: ['learner', 'trainer', 'org_admin'], freshness: 'live',
  fields: [
    { path: 'score', label: 'Risk', unit: 'score', decimals: 0 },
    { path: 'reasons[].numbers.engagement', label: 'Engagement', unit: 'score', decimals: 1 },
    { path: 'reasons[].numbers.currentPace', label: 'Topics in the last 7 days', ...topics },
    { path: 'reasons[].numbers.previousPace', label: 'Topics in the 7 days before', ...topics },
    { path: 'reasons[].numbers.changePct', label: 'Change of the pace', unit: '%', decimals: 1 },
    { path: 'reasons[].numbers.days', label: 'Days without anything finished', unit: 'days', decimals: 0 },
    { path: 'probability', label: 'Probability of stopping', unit: 'probability', decimals: 4 },
  ],
  window: { choices: null, default: null, label: 'last 14 days' },
  charts: { default: 'list', others: ['gauge'] },
  headline: { path: 'score', label: 'risk' },
  required: [['learning_events', 'topic_completions'], ['enrollments', 'learning_paths']],
  optional: ['practice_results', 'assessment_attempts'],
  minimumEvidence: '7 days of history, a course or path with something left, and signs worth 50 of the 100 points',
  example: 'Engagement 42 gives 40 points, 3 topics after 5 the week before (40 % fewer) gives 30, progress two days ago gives none: 70 of 100, high.',
};
