import type { CatalogueEntry } from '../catalogue.ts';

const score = { unit: 'score', decimals: 1 } as const;
const level = { unit: 'level', decimals: 2 } as const;
const pace = { unit: 'topics/week', decimals: 2 } as const;
const count = { unit: 'count', decimals: 0 } as const;
const ratio = { unit: 'share', decimals: 3 } as const;
const numbers = 'items[].reason.numbers';

export const recommendationsEntry: CatalogueEntry = {
  id: 'recommendations', type: 'recommendations', number: 17, name: 'Recommendations',
  definition: 'What to do next, and why.',
  formula: {
    words: 'Topics by the priority of the gap they close, the share of prerequisites met and how well their content works; habits by the sign that calls for '
      + 'them. For a course what holds most learners up, for an organization the skills with the largest weighted need.',
    symbols: 'score = weighted(.55 · priority, .20 · 100 · met / all prerequisites, .25 · content index); need = mean(target − current) · mean importance',
  },
  formulaVersion: '1.0.0', grain: 'learner; course; organization', audience: ['learner', 'trainer', 'org_admin'], freshness: 'nightly',
  fields: [
    { path: 'items[].score', label: 'Weight', ...score },
    { path: `${numbers}.current`, label: 'Current level', ...level },
    { path: `${numbers}.target`, label: 'Target level', ...level },
    { path: `${numbers}.priority`, label: 'Priority', ...score },
    { path: `${numbers}.met`, label: 'Prerequisites met', ...count },
    { path: `${numbers}.all`, label: 'Prerequisites', ...count },
    { path: `${numbers}.index`, label: 'Content index', ...score },
    { path: `${numbers}.idleDays`, label: 'Days without activity', unit: 'days', decimals: 0 },
    { path: `${numbers}.pct`, label: 'Last result', unit: '%', decimals: 1 },
    { path: `${numbers}.slope`, label: 'Trend per attempt', unit: 'points', decimals: 2 },
    { path: `${numbers}.averagePace`, label: 'Average pace', ...pace },
    { path: `${numbers}.requiredPace`, label: 'Pace needed from now', ...pace },
    { path: `${numbers}.retained`, label: 'Retained today', unit: 'probability', decimals: 4 },
    { path: `${numbers}.discrimination`, label: 'Discrimination', ...ratio },
    { path: `${numbers}.facility`, label: 'Facility', ...ratio },
    { path: `${numbers}.position`, label: 'After topic', ...count },
    { path: `${numbers}.h`, label: 'Share who stopped', unit: 'share', decimals: 4 },
    { path: `${numbers}.learners`, label: 'Learners', ...count },
    { path: `${numbers}.borich`, label: 'Weighted need', unit: 'points', decimals: 2 },
  ],
  window: { choices: null, default: null, label: 'as of now' },
  charts: { default: 'list', others: ['ranked-bars'] },
  headline: { path: 'items[].score', label: 'first of the list' },
  required: [['skill_targets']],
  optional: ['skill_levels', 'learning_paths', 'enrollments', 'learning_events'],
  minimumEvidence: '1 topic or habit to recommend',
  example: 'Priority 61.2, one of two prerequisites met, content index 70: .55 · 61.2 + .20 · 50 + .25 · 70 = 33.66 + 10 + 17.5 = 61.2.',
};
