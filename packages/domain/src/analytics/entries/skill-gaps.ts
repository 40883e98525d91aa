import type { CatalogueEntry } from '../catalogue.ts';

const level = { unit: 'level', decimals: 2 } as const;
const score = { unit: 'score', decimals: 1 } as const;
const count = { unit: 'count', decimals: 0 } as const;

export const skillGapsEntry: CatalogueEntry = {
  id: 'skill-gaps', type: 'skill_gaps', number: 2, name: 'Skill gaps',
  definition: 'How far your skills are from their target levels, and which gap to close first.',
  formula: {
    words: 'Target level minus current level. The priority weighs the size of the gap, how much the business needs the skill, market demand, '
      + 'how many other skills it unlocks, and its use in other roles; what is unknown is left out and the rest counts more.',
    symbols: 'gap = max(0, target − current); priority = weighted(.25 gapPct, .30 business, .20 market, .15 min(100, 20 · unlocks), .10 min(100, 5 · career))',
  },
  formulaVersion: '1.0.0', grain: 'learner × skill', audience: ['learner', 'trainer', 'org_admin'], freshness: 'live',
  fields: [
    { path: 'gaps[].current', label: 'Current level', ...level },
    { path: 'gaps[].target', label: 'Target level', ...level },
    { path: 'gaps[].gap', label: 'Gap', ...level },
    { path: 'gaps[].gapPct', label: 'Gap of target', unit: '%', decimals: 1 },
    { path: 'gaps[].priority', label: 'Priority', ...score },
    { path: 'gaps[].parts.gap', label: 'Size of the gap', ...score },
    { path: 'gaps[].parts.business', label: 'Business need', ...score },
    { path: 'gaps[].parts.market', label: 'Market demand', ...score },
    { path: 'gaps[].parts.prerequisites', label: 'Unlocks other skills', ...score },
    { path: 'gaps[].parts.career', label: 'Career impact', ...score },
    { path: 'gaps[].coverage', label: 'Share of the weights known', unit: 'share', decimals: 2 },
    { path: 'gaps[].remainingMin', label: 'Minutes of learning left', unit: 'min', decimals: 1 },
    { path: 'achieved[].current', label: 'Current level', ...level },
    { path: 'achieved[].target', label: 'Target level', ...level },
    { path: 'unassessed[].target', label: 'Target level', ...level },
    { path: 'totals.targets', label: 'Targets', ...count },
    { path: 'totals.open', label: 'Open gaps', ...count },
    { path: 'totals.critical', label: 'Critical gaps', ...count },
    { path: 'totals.high', label: 'High gaps', ...count },
    { path: 'totals.medium', label: 'Medium gaps', ...count },
    { path: 'totals.low', label: 'Low gaps', ...count },
    { path: 'totals.achieved', label: 'Targets achieved', ...count },
    { path: 'totals.unassessed', label: 'Targets not assessed', ...count },
    { path: 'readinessPct', label: 'Readiness', unit: '%', decimals: 1 },
  ],
  window: { choices: null, default: null, label: 'as of now' },
  charts: { default: 'heat-map', others: ['ranked-bars', 'radar', 'timeline'] },
  headline: { path: 'totals.open', label: 'open gaps' },
  required: [['skill_targets']],
  optional: ['skill_levels', 'skill_observations', 'learning_paths'],
  minimumEvidence: '1 skill target',
  example: 'Target 3, current 1, business need high, market 60, two skills unlocked, 8 roles: .25 · 66.7 + .30 · 75 + .20 · 60 + .15 · 40 + .10 · 40 = 61.2; '
    + 'a gap of 2 levels is critical.',
};
