import type { OrganizationId } from '@verdant/domain/ids';
import { replayLearner } from '@verdant/domain/recalculation/replay';
import { addDays, dayOf, type Day } from '@verdant/domain/time/day';
import { analyticsDaily as daily } from '@verdant/db/schema/analytics';
import { loadBases } from '@verdant/db/stores/retention/learner-bases';
import { saveOrganizationDays } from '@verdant/db/stores/retention/save-organization-days';
import { loadLearnerFacts } from '@verdant/db/stores/recalculation/load-facts';
import { loadInputs, loadOrganizationInputs, lockOrganization } from '@verdant/db/stores/recalculation/load-inputs';
import { dailyRows } from '@verdant/db/stores/recalculation/result-rows';
import { upsertRecords } from '@verdant/db/stores/records';
import { withOrg, type TenantContext } from '@verdant/db/with-org';
import { sql } from 'drizzle-orm';
import type { JobDeps } from './job-deps.ts';

const chunkSize = 50;

/** historyDays chooses the past days that are replayed: each of the last 14, then one a week back to `span`. */
export function historyDays(today: Day, span = 120): Day[] {
  const back = [...Array.from({ length: 14 }, (_, index) => index + 1), ...Array.from({ length: Math.max(0, Math.floor((span - 14) / 7)) }, (_, index) => 21 + index * 7)];
  return back.sort((a, b) => b - a).map((days) => addDays(today, -days));
}

/** replayHistory fills the daily history of an organization whose facts are older than its first calculation, so that trends stand on what the facts say. */
export async function replayHistory(deps: JobDeps, organizationId: OrganizationId, onProgress: (done: number, total: number) => void): Promise<void> {
  const context: TenantContext = { organizationId, userId: null, role: 'worker' };
  const inputs = await withOrg(deps.worker, context, (tx) => loadOrganizationInputs(tx, deps.now()));
  const { timeZone } = inputs.context;
  const days = historyDays(dayOf(deps.now(), timeZone));
  const userIds = await withOrg(deps.worker, context, async (tx) => {
    await tx.execute(sql`SELECT app.ensure_months(${days[0]}::date, ${days.at(-1)}::date)`);
    const { rows } = await tx.execute<{ id: string }>(sql`SELECT user_id AS id FROM user_roles WHERE role = 'learner' ORDER BY 1`);
    return rows.map(({ id }) => id);
  });
  for (let start = 0; start < userIds.length; start += chunkSize) {
    const chunk = userIds.slice(start, start + chunkSize);
    await withOrg(deps.worker, context, async (tx) => {
      await lockOrganization(tx, organizationId);
      const learners = await loadInputs(tx, chunk, inputs.reference);
      const facts = await loadLearnerFacts(tx, chunk, inputs.reference);
      const bases = await loadBases(tx, chunk);
      const rows = learners.flatMap(({ userId, state }) => {
        const own = facts.get(userId);
        return own === undefined ? [] : replayLearner(state, own, days, inputs.context, bases.get(userId) ?? null)
          .flatMap(({ day, ...known }) => dailyRows([{ userId, ...known }], { organizationId, now: deps.now(), day }));
      });
      await upsertRecords(tx, daily, [daily.organizationId, daily.userId, daily.role, daily.type, daily.day], rows);
    });
    onProgress(Math.min(userIds.length, start + chunkSize), userIds.length);
  }  const [from, to] = [days[0], days.at(-1)];
  if (from !== undefined && to !== undefined) await withOrg(deps.worker, context, (tx) => saveOrganizationDays(tx, { organizationId, from, to, now: deps.now() }));
}
