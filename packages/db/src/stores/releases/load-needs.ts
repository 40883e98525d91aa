import { sql } from 'drizzle-orm';
import { groupByUser } from '../../queries/group-by-user.ts';
import { tenantId } from '../../queries/tenant.ts';
import type { Tx } from '../../with-org.ts';
import type { PersonNeed } from './released-person.ts';

/** loadNeeds reads everybody's organization targets with the published current level, in one statement: from the skill gaps that named readers see. */
export async function loadNeeds(tx: Tx): Promise<Map<string, PersonNeed[]>> {
  const { rows } = await tx.execute<PersonNeed & { userId: string }>(sql`
    SELECT a.user_id AS "userId", t.skill ->> 'skillId' AS "skillId", (t.skill ->> 'target')::float8 AS target,
      (t.skill ->> 'current')::float8 AS current,
      (SELECT s.business FROM skill_targets s WHERE s.organization_id = a.organization_id AND s.user_id = a.user_id
        AND s.skill_id = (t.skill ->> 'skillId')::uuid AND s.origin = 'organization' ORDER BY s.target DESC, s.id LIMIT 1) AS business
    FROM analytics a
    CROSS JOIN LATERAL jsonb_array_elements(
      (a.envelope #> '{value,gaps}') || (a.envelope #> '{value,achieved}') || (a.envelope #> '{value,unassessed}')) t(skill)
    WHERE a.organization_id = ${tenantId} AND a.role = 'trainer' AND a.type = 'skill_gaps' ORDER BY a.user_id, 2`);
  return groupByUser(rows, ({ userId: _userId, ...need }) => need);
}
