import type { CatalogueEntry } from '../catalogue.ts';

const percent = { unit: '%', decimals: 1 } as const;
const whole = { unit: '%', decimals: 0 } as const;
const count = { unit: 'count', decimals: 0 } as const;
const rating = { unit: 'rating', decimals: 2 } as const;

export const coursePerformanceEntry: CatalogueEntry = {
  id: 'course-performance', type: 'course_performance', number: 7, name: 'Course performance',
  definition: 'How many learners finish a course, how well they do, and who may not get there.',
  formula: {
    words: 'Completed, dropped and passing as shares of the enrolled, each learner by the latest enrollment. Dropped are those who withdrew, failed, '
      + 'or showed no activity in the course for 30 days. At risk is who is in progress and idle for more than 7 days, below 30 % after 14 days, or '
      + 'below an average of 60 %.',
    symbols: 'completion = completed / enrolled; mature = the same over those enrolled ≥ 60 days ago; growth = (recent − before) / before · 100, '
      + 'means of three 30-day periods',
  },
  formulaVersion: '1.0.0', grain: 'course', audience: ['trainer', 'org_admin'], freshness: 'hourly',
  fields: [
    { path: 'enrolled', label: 'Enrolled', ...count },
    { path: 'completed', label: 'Completed', ...count },
    { path: 'inProgress', label: 'In progress', ...count },
    { path: 'active30', label: 'Active in 30 days', ...count },
    { path: 'dropped', label: 'Dropped', ...count },
    { path: 'completionRatePct', label: 'Completed of enrolled', ...percent },
    { path: 'completionRateInterval[]', label: 'Completed, 95 % interval', ...percent },
    { path: 'matureCompletionPct', label: 'Completed after the target duration', ...percent },
    { path: 'dropoutRatePct', label: 'Dropped of enrolled', ...percent },
    { path: 'medianDays', label: 'Days to completion, median', unit: 'days', decimals: 0 },
    { path: 'dropStage', label: 'Topic at which most dropped', ...count },
    { path: 'growthPct', label: 'Change of enrollments', ...percent },
    { path: 'meanSessionMin', label: 'Minutes per session', unit: 'min', decimals: 1 },
    { path: 'weeklyHours', label: 'Hours a week per active learner', unit: 'h', decimals: 1 },
    { path: 'contentCompletionPct', label: 'Content finished', ...percent },
    { path: 'posts', label: 'Posts in 30 days', ...count },
    { path: 'averagePct', label: 'Average result', ...percent },
    { path: 'passRatePct', label: 'Pass rate', ...percent },
    { path: 'passRateInterval[]', label: 'Pass rate, 95 % interval', ...percent },
    { path: 'bestTopic.meanPct', label: 'Best topic', ...percent },
    { path: 'bestTopic.learners', label: 'Learners with a result', ...count },
    { path: 'strugglingTopic.meanPct', label: 'Hardest topic', ...percent },
    { path: 'strugglingTopic.learners', label: 'Learners with a result', ...count },
    { path: 'ratingMean', label: 'Rating', ...rating },
    { path: 'ratingDelta', label: 'Rating, change in 30 days', ...rating },
    { path: 'raters', label: 'Learners who rated', ...count },
    { path: 'completions30', label: 'Likely to finish in 30 days', ...count },
    { path: 'orgCompletionPct', label: 'Completion in the organization', ...whole },
    { path: 'completion.pct', label: 'Completed', ...whole },
    { path: 'passing.pct', label: 'Passing', ...whole },
    { path: 'risk.pct', label: 'At risk', ...whole },
    { path: 'results.median', label: 'Results, median', ...whole },
    { path: 'results.p25', label: 'Results, lower quartile', ...whole },
    { path: 'results.p75', label: 'Results, upper quartile', ...whole },
  ],
  window: { choices: null, default: null, label: 'as of now' },
  charts: { default: 'combined', others: ['bars', 'line', 'interval-bars'] },
  headline: { path: 'completionRatePct', label: 'completed' },
  required: [['courses'], ['enrollments']],
  optional: ['learning_events', 'assessment_attempts', 'topic_completions'],
  minimumEvidence: '1 enrollment',
  example: '40 enrolled, 18 completed: 45 %, with an interval of 30.7 to 60.2 %. 28 of them enrolled at least 60 days ago: 18 of 28 is 64.3 %. '
    + '3 withdrew and 2 were idle for 30 days: 5 of 40 dropped, 12.5 %.',
};
