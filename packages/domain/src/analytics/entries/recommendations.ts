import type { CatalogueEntry } from '../catalogue.ts';

export const recommendationsEntry: CatalogueEntry = {
  id: 'recommendations', type: 'recommendations', number: 17, name: 'Recommendations',
  definition: 'What to do next, and why.',
  formula: {
    words: 'Topics by the priority of the gap they close, the share of prerequisites met and how well their content works; '
      + 'habits by the sign that calls for them.',
    symbols: 'score = weighted(.55 · priority, .20 · 100 · met / all prerequisites, .25 · content index)',
  },
  formulaVersion: '1.0.0', grain: 'learner; course; organization', audience: ['learner', 'trainer', 'org_admin'], freshness: 'nightly',
  fields: [{ path: 'items[].score', label: 'Weight', unit: 'score', decimals: 1 }],
  window: { choices: null, default: null, label: 'as of now' },
  charts: { default: 'list', others: ['ranked-bars'] },
  headline: { path: 'items[].score', label: 'first of the list' },
  required: [['skill_targets']],
  optional: ['skill_levels', 'learning_paths', 'enrollments', 'learning_events'],
  minimumEvidence: '1 topic or habit to recommend',
  example: 'Priority 61.2, one of two prerequisites met, content index 70: .55 · 61.2 + .20 · 50 + .25 · 70 = 33.66 + 10 + 17.5 = 61.2.',
};
