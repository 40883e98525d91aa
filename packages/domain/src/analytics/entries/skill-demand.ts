import type { CatalogueEntry } from '../catalogue.ts';

const count = { unit: 'count', decimals: 0 } as const;

export const skillDemandEntry: CatalogueEntry = {
  id: 'skill-demand', type: 'skill_demand', number: 18, name: 'Skill demand',
  definition: 'Which skills the organization learns, needs and plans most.',
  formula: {
    words: 'People enrolled for a skill in 90 days, people with a target on it, people with a path to it, each against the skill with most of them. Growth '
      + 'compares with the 90 days before; the forecast follows the robust slope of six 30-day blocks.',
    symbols: 'score = weighted(.40 · enrolled, .35 · targets, .25 · paths), each 100 · count / largest count; forecast = median + slope · 8.5',
  },
  formulaVersion: '1.0.0', grain: 'organization × skill', audience: ['learner', 'trainer', 'org_admin'], freshness: 'release',
  fields: [
    { path: 'skills[].score', label: 'Demand', unit: 'score', decimals: 0 },
    { path: 'skills[].counts.enrolled', label: 'Enrolled', ...count },
    { path: 'skills[].counts.targets', label: 'With a target', ...count },
    { path: 'skills[].counts.paths', label: 'With a path', ...count },
    { path: 'skills[].acquiredPerMonth', label: 'Acquired in 30 days', ...count },
    { path: 'skills[].forecast.value', label: 'In six months', ...count },
    { path: 'skills[].forecast.lo', label: 'In six months, lower end', ...count },
    { path: 'skills[].forecast.hi', label: 'In six months, upper end', ...count },
  ],
  window: { choices: null, default: null, label: 'last 90 days' },
  charts: { default: 'ranked-bars', others: ['line', 'table'] },
  headline: { path: 'skills[].score', label: 'most wanted skill' },
  required: [['enrollments', 'skill_targets', 'learning_paths']],
  optional: ['enrollments', 'skill_targets', 'learning_paths'],
  minimumEvidence: '1 skill with enough people to be shown',
  example: 'SQL has 40 enrolled, 30 with a target, 10 with a path; the largest counts are 40, 60 and 20: .40 · 100 + .35 · 50 + .25 · 50 = 70.',
};
