import type { CatalogueEntry } from '../catalogue.ts';

const percent = { unit: '%', decimals: 0 } as const;
const count = { unit: 'count', decimals: 0 } as const;
const points = { unit: 'points', decimals: 0 } as const;

export const orgLearningVelocityEntry: CatalogueEntry = {
  id: 'org-learning-velocity', type: 'org_learning_velocity', number: 11, name: 'Organization learning velocity',
  definition: 'How many people learn, how fast, and where that is heading.',
  formula: {
    words: 'Figures of one release over everybody employed: who was active in 30 days, the median number of topics finished in 28 days among them, and what '
      + 'was acquired. Groups too small to be shown without naming someone are hidden.',
    symbols: 'participation = % with an activity day in 30 days; pace = median topics in 28 days; high ≥ 12, medium 4 to 11, low 1 to 3, none 0',
  },
  formulaVersion: '1.0.0', grain: 'organization', audience: ['org_admin'], freshness: 'release',
  fields: [
    { path: 'employees', label: 'People', ...count },
    { path: 'participationPct', label: 'Active in 30 days', ...percent },
    { path: 'medianPace28', label: 'Topics in 28 days, median', unit: 'topics', decimals: 0 },
    { path: 'distribution.high', label: 'High: 12 topics and more', ...count },
    { path: 'distribution.medium', label: 'Medium: 4 to 11', ...count },
    { path: 'distribution.low', label: 'Low: 1 to 3', ...count },
    { path: 'distribution.none', label: 'None', ...count },
    { path: 'completionPct', label: 'People with a completed course', ...percent },
    { path: 'skillsAcquired', label: 'Skills acquired in 28 days', ...count },
    { path: 'certificates', label: 'Certificates in 28 days', ...count },
    { path: 'completions', label: 'Completions in 28 days', ...count },
    { path: 'quarterChange', label: 'Participation against a quarter ago', ...points },
    { path: 'yearChange', label: 'Participation against a year ago', ...points },
  ],
  window: { choices: null, default: null, label: 'last 28 days' },
  charts: { default: 'line', others: ['bars', 'stacked-area'] },
  headline: { path: 'medianPace28', label: 'topics in 28 days' },
  required: [['topic_completions'], ['learning_events']],
  optional: ['skill_levels', 'skill_observations', 'enrollments'],
  minimumEvidence: 'as many people as the organization asks of a group, at least 10',
  example: '100 people, 4 with a high, 40 with a medium, 32 with a low pace and 24 with none: the 4 are hidden, and the 24 with them, so that 100 does not '
    + 'give them away. 73 completions by 61 people are shown as 70.',
};
