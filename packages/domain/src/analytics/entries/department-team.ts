import type { CatalogueEntry } from '../catalogue.ts';

const percent = { unit: '%', decimals: 0 } as const;
const metrics = (['engagement', 'completion', 'passing', 'readiness'] as const).flatMap((metric) => [
  { path: `cells[].metrics.${metric}.median`, label: `${metric.charAt(0).toUpperCase()}${metric.slice(1)}, median`, unit: 'score', decimals: 0 } as const,
  { path: `cells[].metrics.${metric}.p25`, label: 'Lower quartile', unit: 'score', decimals: 0 } as const,
  { path: `cells[].metrics.${metric}.p75`, label: 'Upper quartile', unit: 'score', decimals: 0 } as const,
]);

export const departmentTeamEntry: CatalogueEntry = {
  id: 'department-team', type: 'department_team', number: 13, name: 'Departments and teams',
  definition: 'How departments and their teams take part, engage, finish, pass and get ready.',
  formula: {
    words: 'Participation as a share, the other measures as the median of the people. Small groups are hidden, with as many others as it takes that none '
      + 'follows from the total. Departments are placed in four quarters by median engagement, never ranked.',
    symbols: 'trend: ≥ +3 up, ≤ −3 down in 28 days; position by mid-rank of median engagement: top ≥ 75, upper ≥ 50, lower ≥ 25, bottom',
  },
  formulaVersion: '1.0.0', grain: 'cohort', audience: ['org_admin'], freshness: 'release',
  fields: [
    { path: 'cells[].metrics.participation.pct', label: 'Active in 30 days', ...percent },
    ...metrics,
    { path: 'hiddenCount', label: 'Groups hidden', unit: 'count', decimals: 0 },
  ],
  window: { choices: null, default: null, label: 'as of the release' },
  charts: { default: 'table', others: ['bars', 'strip'] },
  headline: { path: 'cells[].metrics.participation.pct', label: 'active in 30 days' },
  required: [],
  optional: ['learning_events', 'enrollments', 'assessment_attempts', 'skill_targets'],
  minimumEvidence: 'one group that may be shown',
  example: 'Departments of 12, 3 and 25 people: the 3 are hidden, and the 12 with them, since the total would tell; the department of 25 is shown as 20 to 39.',
};
