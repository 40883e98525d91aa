import type { CatalogueEntry } from '../catalogue.ts';

const percent = { unit: '%', decimals: 0 } as const;

export const strategicAlignmentEntry: CatalogueEntry = {
  id: 'strategic-alignment', type: 'strategic_alignment', number: 12, name: 'Strategic alignment',
  definition: 'Whether learning serves the goals: key figures reached, skill targets covered, mandatory courses completed.',
  formula: {
    words: 'How far the key figures are reached, how many assessed skill targets are met, and how many mandatory courses that were due are completed, weighed.',
    symbols: 'score = weighted(.5 · kpi, .3 · coverage, .2 · compliance); up: min(100, 100 · value / target); down: 100 · target / value above the target',
  },
  formulaVersion: '1.0.0', grain: 'organization', audience: ['org_admin'], freshness: 'release',
  fields: [
    { path: 'score', label: 'Alignment', unit: 'score', decimals: 0 },
    { path: 'kpi', label: 'Key figures reached', unit: 'score', decimals: 1 },
    { path: 'coveragePct', label: 'Skill targets met', ...percent },
    { path: 'unassessedPct', label: 'Skill targets not assessed', ...percent },
    { path: 'compliancePct', label: 'Mandatory courses completed', ...percent },
    { path: 'overdueLearners', label: 'People with something overdue', unit: 'count', decimals: 0 },
    { path: 'kpis[].achievement', label: 'Reached', unit: 'score', decimals: 1 },
    { path: 'departments[].coverage.pct', label: 'Skill targets met', ...percent },
    { path: 'departments[].compliance.pct', label: 'Mandatory courses completed', ...percent },
    { path: 'matrix[].coverage.pct', label: 'Skill target met', ...percent },
  ],
  window: { choices: null, default: null, label: 'as of the release' },
  charts: { default: 'matrix', others: ['gauge', 'bars', 'table'] },
  headline: { path: 'score', label: 'alignment' },
  required: [['kpis', 'skill_targets', 'enrollments']],
  optional: ['kpis', 'skill_targets', 'skill_levels', 'enrollments'],
  minimumEvidence: 'parts of at least half the weight',
  example: 'A key figure at 80 of 100, 60 % of the targets met, 90 % of the mandatory courses completed: .5 · 80 + .3 · 60 + .2 · 90 = 76, aligned.',
};
