import { sql } from 'drizzle-orm';
import { withOrg } from '../../../with-org.ts';
import { finding, type HealthCheck } from '../check.ts';

type Row = { ended: number; failed: number; error: string | null };

export const runs: HealthCheck = {
  name: 'runs', title: 'Recalculations of the last 24 h',
  examine: async ({ owner, organizations, now }) => {
    let [ended, failed] = [0, 0];
    const errors: string[] = [];
    for (const { id, slug } of organizations.filter(({ deleted }) => !deleted)) {
      const { rows: [row] } = await withOrg(owner, { organizationId: id, userId: null, role: 'operator' }, (tx) => tx.execute<Row>(sql`
        SELECT count(*)::int AS ended, (count(*) FILTER (WHERE state = 'failed'))::int AS failed, max(error) FILTER (WHERE state = 'failed') AS error
        FROM recalculation_runs WHERE finished_at > ${now}::timestamptz - interval '24 hours'`));
      [ended, failed] = [ended + (row?.ended ?? 0), failed + (row?.failed ?? 0)];
      if (row !== undefined && row.failed > 0) errors.push(`${slug}: ${row.error ?? 'all learners failed'}`);
    }
    const found = `${ended} ended, ${failed} failed${errors.length > 0 ? ` (${errors.slice(0, 3).join('; ')})` : ''}`;
    return finding(
      failed === 0 ? 'ok' : failed === ended ? 'problem' : 'warning',
      found,
      'See the run on the page of recalculations, and run it again with: npm run recalculate -- --organization <slug>',
      { ended, failed },
    );
  },
};
