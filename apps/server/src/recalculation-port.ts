import type { RecalculationPort } from '@verdant/api/ports';
import { needsRecalculation } from '@verdant/domain/recalculation/freshness';
import { learnerStandings } from '@verdant/db/schema/analytics';
import { userRoles } from '@verdant/db/schema/people';
import { requestRun } from '@verdant/db/stores/recalculation/request-run';
import { and, eq } from 'drizzle-orm';

/** recalculationPort is how requests reach the one function behind every trigger. */
export const recalculationPort: RecalculationPort = {
  request: (tx, request) => requestRun(tx, request),
  requestForSettings: async (tx, { organizationId, userId, role, now }) => {
    const { runId } = await requestRun(tx, { organizationId, scope: { kind: 'organization' }, trigger: 'formula', requestedBy: userId, role, now });
    return runId;
  },
  requestIfStale: async (tx, { organizationId, userId, role, now }) => {
    const [learner] = await tx.select({ at: learnerStandings.calculatedAt }).from(userRoles)
      .leftJoin(learnerStandings, eq(learnerStandings.userId, userRoles.userId))
      .where(and(eq(userRoles.userId, userId), eq(userRoles.role, 'learner')));
    if (learner === undefined || !needsRecalculation(learner.at, now)) return;
    await requestRun(tx, { organizationId, scope: { kind: 'learner', userId }, trigger: 'sign-in', requestedBy: userId, role, now });
  },
};
