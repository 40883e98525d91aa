import type { CatalogueEntry } from '../catalogue.ts';

const probability = { unit: 'probability', decimals: 4 } as const;
const topics = { unit: 'topics', decimals: 0 } as const;

export const masteryEntry: CatalogueEntry = {
  id: 'mastery', type: 'mastery', number: 4, name: 'Mastery',
  definition: 'Which skills and topics you have mastered, and which need a refresh.',
  formula: {
    words: 'Every answer moves the probability that a skill is mastered: right answers raise it, wrong ones lower it, partial credit blends both. '
      + 'Without practice it fades with a half-life that grows with every spaced success. A topic is mastered when all of its skills are.',
    symbols: 'L ← bktUpdate(L, s) with L0 .30, T .10, G .20, S .10; retained = L0 + (L − L0) · 2^(−days / h); mastered: L ≥ .95 and n ≥ 5',
  },
  formulaVersion: '1.0.0', grain: 'learner × skill', audience: ['learner', 'trainer', 'org_admin'], freshness: 'live',
  fields: [
    { path: 'overallPct', label: 'Topics mastered', unit: '%', decimals: 1 },
    { path: 'perPath[].pct', label: 'Topics of the path mastered', unit: '%', decimals: 1 },
    { path: 'perPath[].mastered', label: 'Mastered topics of the path', ...topics },
    { path: 'perPath[].total', label: 'Topics of the path', ...topics },
    { path: 'skills[].L', label: 'Probability of mastery', ...probability },
    { path: 'skills[].retained', label: 'Retained today', ...probability },
    { path: 'skills[].n', label: 'Answers', unit: 'count', decimals: 0 },
    { path: 'skills[].halfLifeDays', label: 'Half-life', unit: 'days', decimals: 2 },
    { path: 'topics.mastered', label: 'Topics mastered', ...topics },
    { path: 'topics.inProgress', label: 'Topics in progress', ...topics },
    { path: 'topics.notStarted', label: 'Topics not started', ...topics },
    { path: 'strengths[].retained', label: 'Retained today', ...probability },
    { path: 'improvements[].retained', label: 'Retained today', ...probability },
    { path: 'masteryVelocity.slope', label: 'Skills a week', unit: 'count', decimals: 2 },
    { path: 'masteryVelocity.lo', label: 'Skills a week, lower end', unit: 'count', decimals: 2 },
    { path: 'masteryVelocity.hi', label: 'Skills a week, upper end', unit: 'count', decimals: 2 },
  ],
  window: { choices: null, default: null, label: 'as of now' },
  charts: { default: 'progress-bars', others: ['chips', 'stacked-area', 'radar'] },
  headline: { path: 'overallPct', label: 'of topics mastered' },
  required: [['skill_observations', 'assessment_attempts', 'practice_results', 'skill_levels']],
  optional: ['skill_observations', 'skill_levels', 'learning_paths'],
  minimumEvidence: '3 answers on one skill, or a skill confirmed as acquired',
  example: 'Answers 1, 1, 0.6, 1, 1 on 5, 9, 16, 30 January and 27 February give L = .9925 and a half-life of 56 days. On 31 March, 32 days later, '
    + '.7660 is retained: mastered, next review on 13 April.',
};
