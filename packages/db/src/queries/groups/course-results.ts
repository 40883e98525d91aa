import type { LearnerResult } from '@verdant/domain/analytics/group-state';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';
import { latestEnrollments, type GroupScope } from './group-scope.ts';

/**
 * loadCourseResults reads one row per learner and assessment of the courses of a scope, in one statement. The course is the one that attempts name, else the
 * assessment's; the topic is the assessment's.
 */
export async function loadCourseResults(tx: Tx, scope: GroupScope): Promise<LearnerResult[]> {
  const { rows } = await tx.execute<LearnerResult>(sql`
    WITH members AS MATERIALIZED (${latestEnrollments(scope)})
    SELECT m.user_id AS "userId", m.course_id AS "courseId", r.assessment_id AS "assessmentId", coalesce(t.canonical_id, a.topic_id) AS "topicId", r.attempts,
      r.first_pct AS "firstPct", r.best_pct AS "bestPct", r.latest_pct AS "latestPct", r.first_passed AS "firstPassed", r.latest_passed AS "latestPassed",
      r.first_pass_position AS "firstPassPosition", r.minutes_sum AS "minutesSum", r.minutes_n AS "minutesN"
    FROM members m JOIN learner_assessments r ON r.organization_id = m.organization_id AND r.user_id = m.user_id
    LEFT JOIN assessments a ON a.organization_id = r.organization_id AND a.id = r.assessment_id
    LEFT JOIN topics t ON t.organization_id = a.organization_id AND t.id = a.topic_id
    WHERE coalesce(r.course_id, a.course_id) = m.course_id ORDER BY m.course_id, m.user_id, r.assessment_id`);
  return rows;
}
