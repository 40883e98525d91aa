import type { CatalogueEntry } from '../catalogue.ts';

const parts = ([
  ['participation', 'Learning of one\'s own accord', '%'], ['completion', 'Voluntary courses completed', '%'],
  ['sharing', 'Shared and replied, per 100 people', 'count'],
  ['mentoring', 'Mentoring', '%'], ['streak', 'More than 7 days in a row', '%'],
] as const).flatMap(([part, label, unit]) => [
  { path: `parts.${part}.value`, label, unit, decimals: 0 } as const,
  { path: `parts.${part}.score`, label: `${label}, score`, unit: 'score', decimals: 1 } as const,
]);

export const learningCultureEntry: CatalogueEntry = {
  id: 'learning-culture', type: 'learning_culture', number: 14, name: 'Learning culture',
  definition: 'Whether people learn of their own accord, finish, share, mentor and keep at it.',
  formula: {
    words: 'Five released figures, each 0 to 100, weighed. What no source delivers is left out, and the others count more.',
    symbols: 'score = weighted(.35 · participation, .20 · completion, .20 · min(100, 100 · sharing / 5), .15 · mentoring, .10 · streak)',
  },
  formulaVersion: '1.0.0', grain: 'organization', audience: ['org_admin'], freshness: 'release',
  fields: [{ path: 'score', label: 'Culture', unit: 'score', decimals: 0 }, ...parts],
  window: { choices: null, default: null, label: 'last 30 to 180 days' },
  charts: { default: 'radar', others: ['bars', 'gauge'] },
  headline: { path: 'score', label: 'learning culture' },
  required: [['enrollments', 'learning_events']],
  optional: ['enrollments', 'learning_events'],
  minimumEvidence: 'as many people as the organization asks of a group, and parts of at least half the weight',
  example: 'Participation 60, completion 50, 3 events shared per 100 people (60 of a target of 5), mentoring 20, streaks 10: '
    + '21 + 10 + 12 + 3 + 1 = 47, growing.',
};
