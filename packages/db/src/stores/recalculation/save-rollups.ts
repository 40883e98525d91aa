import type { LearnerResult } from '@verdant/domain/recalculation/calculate';
import { sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import {
  learnerAssessments, learnerCourseDays, learnerCourses, learnerDays, learnerItems, learnerSkills, learnerSummaries, learnerTopics,
} from '../../schema/rollups.ts';
import type { Tx } from '../../with-org.ts';
import { replaceRecords } from '../records.ts';

/** saveRollups makes the rollup rows of the rebuilt learners exactly what their facts give, touching only rows that differ, and clears their dirty marks. */
export async function saveRollups(tx: Tx, organizationId: string, results: readonly LearnerResult[]): Promise<void> {
  const rebuilt = results.flatMap(({ userId, rollups }) => (rollups === null ? [] : [{ userId, rollups }]));
  if (rebuilt.length === 0) return;
  const people = { organizationId, userIds: rebuilt.map(({ userId }) => userId) };
  const rows = (pick: (rollups: NonNullable<LearnerResult['rollups']>) => readonly object[]) =>
    rebuilt.flatMap(({ userId, rollups }) => pick(rollups).map((row) => ({ organizationId, userId, ...row })));
  const key = (table: { organizationId: PgColumn; userId: PgColumn }) => [table.organizationId, table.userId];
  await replaceRecords(tx, learnerDays, [...key(learnerDays), learnerDays.day], people, rows((r) => r.days));
  await replaceRecords(tx, learnerTopics, [...key(learnerTopics), learnerTopics.topicId], people, rows((r) => r.topics));
  await replaceRecords(tx, learnerItems, [...key(learnerItems), learnerItems.contentItemId], people, rows((r) => r.items));
  await replaceRecords(tx, learnerSkills, [...key(learnerSkills), learnerSkills.skillId], people, rows((r) => r.skills));
  await replaceRecords(tx, learnerAssessments, [...key(learnerAssessments), learnerAssessments.assessmentId], people, rows((r) => r.assessments));
  await replaceRecords(tx, learnerCourses, [...key(learnerCourses), learnerCourses.courseId], people, rows((r) => r.courses));
  await replaceRecords(tx, learnerCourseDays, [...key(learnerCourseDays), learnerCourseDays.courseId, learnerCourseDays.day], people, rows((r) => r.courseDays));
  await replaceRecords(tx, learnerSummaries, key(learnerSummaries), people, rows((r) => [r.summary]));
  await tx.execute(sql`DELETE FROM dirty_learner_days WHERE organization_id = ${organizationId} AND user_id = ANY (${sql.param(people.userIds)}::uuid[])`);
}
