import type { CultureState } from '@verdant/domain/analytics/learning-culture';
import { sql } from 'drizzle-orm';
import { tenantId } from '../../queries/tenant.ts';
import type { Tx } from '../../with-org.ts';

/** loadDeliveries tells, in one statement, what the sources ever delivered: the mode of an enrollment, something shared or replied, and mentoring. */
export async function loadDeliveries(tx: Tx): Promise<CultureState['delivers']> {
  const { rows: [row] } = await tx.execute<CultureState['delivers']>(sql`
    SELECT EXISTS (SELECT 1 FROM enrollments WHERE organization_id = ${tenantId} AND mode <> 'unknown') AS modes,
      EXISTS (SELECT 1 FROM learner_days WHERE organization_id = ${tenantId} AND (shared > 0 OR replied > 0)) AS sharing,
      EXISTS (SELECT 1 FROM learner_days WHERE organization_id = ${tenantId} AND mentored > 0) AS mentoring`);
  return row ?? { modes: false, sharing: false, mentoring: false };
}
