import type { Day } from '../time/day.ts';
import { cutInstant } from './cut-instant.ts';
import { activityPoints } from './activity-points.ts';
import { assessmentsFrom } from './fold-learner-assessment.ts';
import { courseDaysFrom, coursesFrom } from './fold-learner-course.ts';
import { traceItems } from './fold-learner-item.ts';
import { summaryFrom } from './fold-learner-summary.ts';
import { topicsFrom } from './fold-learner-topic.ts';
import type { LearnerBase } from './learner-base.ts';
import type { FoldContext, LearnerFacts } from './learner-facts.ts';
import { openAttempts } from './open-attempts.ts';
import { settleSkills } from './settle-skills.ts';
import { timeLearner } from './timed-facts.ts';

/**
 * makeLearnerBase folds a learner's facts of local days before cutDay, onto an earlier base where facts have gone already; a base that reaches as far or
 * further stays as it is. Once it is stored, the facts before its `cutAt` may expire.
 */
export function makeLearnerBase(facts: LearnerFacts, context: FoldContext, cutDay: Day, previous: LearnerBase | null = null): LearnerBase {
  const cutAt = cutInstant(cutDay, context.timeZone);
  if (previous !== null && Date.parse(previous.cutAt) >= Date.parse(cutAt)) return previous;
  const timed = timeLearner(facts, context, previous, cutAt);
  const items = traceItems(timed);
  return {
    format: 1, cutDay, cutAt, topics: topicsFrom({ ...timed, topics: new Map() }), items, openAttempts: openAttempts(items, timed),
    skills: settleSkills(timed, context, cutDay), assessments: assessmentsFrom(timed, context),
    courses: coursesFrom({ ...timed, enrollments: [] }, courseDaysFrom(activityPoints(timed))), summary: summaryFrom(timed, context),
  };
}
