import { activityPoints } from './activity-points.ts';
import { assessmentsFrom } from './fold-learner-assessment.ts';
import { courseDaysFrom, coursesFrom } from './fold-learner-course.ts';
import { daysFrom } from './fold-learner-day.ts';
import { itemsFrom } from './fold-learner-item.ts';
import { skillsFrom } from './fold-learner-skill.ts';
import { summaryFrom } from './fold-learner-summary.ts';
import { topicsFrom } from './fold-learner-topic.ts';
import type { LearnerBase } from './learner-base.ts';
import type { FoldContext, LearnerFacts, LearnerRollups } from './learner-facts.ts';
import { timeLearner } from './timed-facts.ts';

/**
 * foldLearner folds all facts of one learner into all rollup rows; any order and repetition of the facts gives the same rows. With a base it goes on from
 * there with the facts from its cut on, and gives the same rows as all facts would, days (and days of courses) from the cut on.
 */
export function foldLearner(facts: LearnerFacts, context: FoldContext, base: LearnerBase | null = null): LearnerRollups {
  const timed = timeLearner(facts, context, base);
  const points = activityPoints(timed);
  const courseDays = courseDaysFrom(points);
  return {
    days: daysFrom(points), topics: topicsFrom(timed), items: itemsFrom(timed), skills: skillsFrom(timed, context),
    assessments: assessmentsFrom(timed, context), courses: coursesFrom(timed, courseDays), courseDays, summary: summaryFrom(timed, context),
  };
}
