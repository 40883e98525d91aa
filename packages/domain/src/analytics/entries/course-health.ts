import type { CatalogueEntry } from '../catalogue.ts';

const score = { unit: 'score', decimals: 1 } as const;
const whole = { unit: '%', decimals: 0 } as const;
const count = { unit: 'count', decimals: 0 } as const;
const share = { unit: 'share', decimals: 4 } as const;

export const courseHealthEntry: CatalogueEntry = {
  id: 'course-health', type: 'course_health', number: 8, name: 'Course health',
  definition: 'One score for how well a course works, and the steps at which it loses learners.',
  formula: {
    words: 'Completion against the target, passing, staying, rating and recent activity, weighed; a part nobody can know yet is left out '
      + 'and the others count more.',
    symbols: 'score = weighted(.30 · min(100, 100 · mature / target), .25 · passing, .20 · (100 − dropout), .15 · (rating − 1) · 25, .10 · active in 7 days)',
  },
  formulaVersion: '1.0.0', grain: 'course', audience: ['trainer', 'org_admin'], freshness: 'hourly',
  fields: [
    { path: 'score', label: 'Health', ...score },
    { path: 'parts.completion', label: 'Completion', ...score },
    { path: 'parts.passing', label: 'Passing', ...score },
    { path: 'parts.retention', label: 'Staying', ...score },
    { path: 'parts.rating', label: 'Rating', ...score },
    { path: 'parts.activity', label: 'Activity', ...score },
    { path: 'funnel.enrolled', label: 'Enrolled', ...count },
    { path: 'funnel.started', label: 'Started', ...count },
    { path: 'funnel.midpoint', label: 'Reached the middle', ...count },
    { path: 'funnel.completed', label: 'Completed', ...count },
    { path: 'funnel.started.pct', label: 'Started', ...whole },
    { path: 'funnel.midpoint.pct', label: 'Reached the middle', ...whole },
    { path: 'funnel.completed.pct', label: 'Completed', ...whole },
    { path: 'steps[].position', label: 'After topic', ...count },
    { path: 'steps[].h', label: 'Share who stopped', ...share },
    { path: 'steps[].lo', label: 'Lower end', ...share },
    { path: 'steps[].hi', label: 'Upper end', ...share },
    { path: 'atRisk', label: 'Learners at risk', ...count },
    { path: 'heatmap[][]', label: 'Activity by hour', ...count },
  ],
  window: { choices: null, default: null, label: 'as of now' },
  charts: { default: 'funnel', others: ['radar', 'heat-map', 'interval-bars'] },
  headline: { path: 'score', label: 'health' },
  required: [['enrollments']],
  optional: ['assessment_attempts', 'learning_events', 'topic_completions'],
  minimumEvidence: '5 enrolled, parts of at least half the weight, and completion or passing among them',
  example: 'Completion 56 % of a target of 70 % scores 80, passing 72, dropout 15 % leaves 85, a rating of 4.2 scores 80, 40 % active in 7 days: '
    + '.30 · 80 + .25 · 72 + .20 · 85 + .15 · 80 + .10 · 40 = 75, healthy.',
};
