import { countAttemptsToPass, findStuck, resultsByTopic } from './attempts-to-pass.ts';
import { insufficientEnvelope, missingSource, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import { averagesByLearner, enrolledResults, progressOf } from './course-measures.ts';
import { countBins, distribute } from './distribute.ts';
import type { Envelope } from './envelope.ts';
import type { CourseGroup } from './group-state.ts';
import type { AnalyticContext } from './state.ts';
import type { StudentDistribution, TaughtDistribution } from './student-distribution-value.ts';

export type { StudentDistribution } from './student-distribution-value.ts';
export { distribute } from './distribute.ts';

const id = 'student-distribution';

/** progressQuarters counts the enrolled by quarter of progress, [75,100] the last; a course without topics gives null. */
export function progressQuarters({ learners, topics }: Pick<CourseGroup, 'learners' | 'topics'>): number[] | null {
  return topics.length === 0 ? null : countBins(learners.map((learner) => progressOf(learner, topics.length) ?? 0), 4);
}

/** computeStudentDistribution: how results and progress of a course spread, by name (analytic 9); insufficient without a learner who has a result. */
export function computeStudentDistribution(group: CourseGroup, ctx: AnalyticContext): Envelope<StudentDistribution> {
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const { learners, topics, course } = group;
  const { policy } = ctx.settings.performance;
  const results = enrolledResults(group);
  const averages = averagesByLearner(results, policy);
  const scored = averages.size;
  const evidence = { n: scored, coverage: learners.length === 0 ? 0 : scored / learners.length, asOf: group.asOf };
  if (scored === 0) return insufficientEnvelope(id, ctx, 'no-data', { what: 'learners with a result', have: 0, required: 1 }, evidence);
  const value: TaughtDistribution = {
    view: 'course', courseId: course.courseId, scored, enrolled: learners.length, ...distribute([...averages.values()]), progress: progressQuarters(group),
    ...countAttemptsToPass(results), cluster: findStuck(results, averages), byTopic: resultsByTopic(topics, results, policy),
  };
  const nulls: Nulls = {};
  for (const field of ['p25', 'p50', 'p75', 'p90'] as const) if (value[field] === null) nulls[field] = 'too-few-learners';
  if (value.progress === null) nulls['progress'] = 'no-data';
  if (value.passRateByAttempt.includes(null)) nulls['passRateByAttempt[]'] = 'no-data';
  return valueEnvelope<StudentDistribution>(id, ctx, value, evidence, nulls);
}
