import { sql } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';

/** markEveryone lets the rollups of all learners be folded anew, as after a change of what the folds themselves depend on (pass mark, knowledge tracing). */
export async function markEveryone(tx: Tx, organizationId: string): Promise<void> {
  await tx.execute(sql`
    INSERT INTO dirty_learner_days (organization_id, user_id, day)
    SELECT ${organizationId}, s.user_id, NULL FROM learner_summaries s ORDER BY s.user_id ON CONFLICT (organization_id, user_id, day) DO NOTHING`);
}
