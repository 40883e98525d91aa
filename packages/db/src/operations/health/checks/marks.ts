import { sql } from 'drizzle-orm';
import { withOrg } from '../../../with-org.ts';
import { finding, gradeBy, ok, type HealthCheck } from '../check.ts';
import { limits } from '../limits.ts';
import { spellDuration } from '../spell.ts';

export const marks: HealthCheck = {
  name: 'marks', title: 'Learners waiting for new numbers',
  examine: async ({ owner, organizations, now }) => {
    let [learners, oldest] = [0, 0];
    for (const { id } of organizations.filter(({ deleted }) => !deleted)) {
      const { rows: [row] } = await withOrg(owner, { organizationId: id, userId: null, role: 'operator' }, (tx) =>
        tx.execute<{ learners: number; seconds: number | null }>(sql`
        SELECT count(DISTINCT user_id)::int AS learners, extract(epoch FROM ${now}::timestamptz - min(marked_at))::float8 AS seconds FROM dirty_learner_days`),
      );
      [learners, oldest] = [learners + (row?.learners ?? 0), Math.max(oldest, row?.seconds ?? 0)];
    }
    if (learners === 0) return ok('none', { learners, oldestSeconds: 0 });
    return finding(
      gradeBy(oldest, limits.markAge),
      `${learners}, the longest for ${spellDuration(oldest)}`,
      'Their facts are newer than their numbers: see that the server runs, and calculate with: npm run recalculate -- --organization <slug>',
      { learners, oldestSeconds: oldest },
    );
  },
};
