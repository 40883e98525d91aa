import { sql } from 'drizzle-orm';
import { groupByUser } from '../../queries/group-by-user.ts';
import { tenantId } from '../../queries/tenant.ts';
import type { Tx } from '../../with-org.ts';

export type PathCut = { templateId: string | null; skillIds: string[] };

function addAll(sets: Map<string, Set<string>>, key: string | null, skillIds: readonly string[]): void {
  if (key === null) return;
  const known = sets.get(key) ?? new Set<string>();
  for (const skillId of skillIds) known.add(skillId);
  sets.set(key, known);
}

/** loadPathSkills reads everybody's active paths with the skills of their topics, and the skills that each course teaches, in two statements. */
export async function loadPathSkills(tx: Tx): Promise<{ paths: Map<string, PathCut[]>; courseSkills: Map<string, string[]> }> {
  const { rows: topics } = await tx.execute<{ id: string; canonicalId: string | null; courseId: string | null; skillIds: string[] }>(sql`
    SELECT id, canonical_id AS "canonicalId", course_id AS "courseId", skill_ids AS "skillIds" FROM topics WHERE organization_id = ${tenantId} ORDER BY id`);
  const { rows: paths } = await tx.execute<{ userId: string; templateId: string | null; topicIds: string[] }>(sql`
    SELECT user_id AS "userId", template_id AS "templateId", topic_ids AS "topicIds" FROM learning_paths
    WHERE organization_id = ${tenantId} AND status = 'active' ORDER BY user_id, id`);
  const byTopic = new Map<string, Set<string>>();
  const byCourse = new Map<string, Set<string>>();
  const canonical = new Map(topics.map(({ id, canonicalId }) => [id, canonicalId ?? id]));
  for (const { id, canonicalId, courseId, skillIds } of topics) {
    addAll(byTopic, canonicalId ?? id, skillIds);
    addAll(byCourse, courseId, skillIds);
  }
  const skillsOf = (topicId: string) => [...(byTopic.get(canonical.get(topicId) ?? topicId) ?? [])];
  return {
    paths: groupByUser(paths, ({ templateId, topicIds }) => ({ templateId, skillIds: [...new Set(topicIds.flatMap(skillsOf))] })),
    courseSkills: new Map([...byCourse].map(([courseId, skillIds]) => [courseId, [...skillIds]])),
  };
}
