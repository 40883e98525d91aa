import type { LearnerSummary } from '@verdant/domain/rollups/types';
import { and, asc, getTableColumns, lte, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { learnerAssessments, learnerDays, learnerItems, learnerSkills, learnerSummaries, learnerTopics } from '../schema/rollups.ts';
import type { Tx } from '../with-org.ts';
import { groupByUser, isOneOf } from './group-by-user.ts';
import { inTenant } from './tenant.ts';

/** Day rows of one learner that any formula can reach. */
export const newestDays = 180;

type Keyed = { organizationId: string; userId: string };
/** withoutKey leaves the part that the domain knows. */
function withoutKey<Row extends Keyed>({ organizationId: _organizationId, userId: _userId, ...rest }: Row) {
  return rest;
}

/** loadLearnerRollups reads the rollup rows of some learners in six statements, each list in the order of its key. */
export async function loadLearnerRollups(tx: Tx, userIds: readonly string[]) {
  const ofLearners = (table: { organizationId: PgColumn; userId: PgColumn }) => and(inTenant(table.organizationId), isOneOf(table.userId, userIds));
  const ranked = tx.select({
    ...getTableColumns(learnerDays),
    newest: sql<number>`row_number() OVER (PARTITION BY ${learnerDays.userId} ORDER BY ${learnerDays.day} DESC)`.as('newest'),
  }).from(learnerDays).where(ofLearners(learnerDays)).as('ranked');
  const days = await tx.select().from(ranked).where(lte(ranked.newest, newestDays)).orderBy(asc(ranked.userId), asc(ranked.day));
  const topics = await tx.select().from(learnerTopics).where(ofLearners(learnerTopics)).orderBy(learnerTopics.userId, learnerTopics.topicId);
  const items = await tx.select().from(learnerItems).where(ofLearners(learnerItems)).orderBy(learnerItems.userId, learnerItems.contentItemId);
  const skills = await tx.select().from(learnerSkills).where(ofLearners(learnerSkills)).orderBy(learnerSkills.userId, learnerSkills.skillId);
  const assessments = await tx.select().from(learnerAssessments).where(ofLearners(learnerAssessments))
    .orderBy(learnerAssessments.userId, learnerAssessments.assessmentId);
  const summaries = await tx.select().from(learnerSummaries).where(ofLearners(learnerSummaries));
  return {
    days: groupByUser(days, ({ newest: _newest, ...row }) => withoutKey(row)), topics: groupByUser(topics, withoutKey), items: groupByUser(items, withoutKey),
    skills: groupByUser(skills, withoutKey), assessments: groupByUser(assessments, withoutKey),
    summaries: new Map(summaries.map((row): [string, LearnerSummary] => [row.userId, withoutKey(row)])),
  };
}
