import { computePeerComparison, chooseCohort, type PeerEntry } from '@verdant/domain/analytics/peer-comparison';
import { DomainError } from '@verdant/domain/errors';
import type { PublishedEntry } from '@verdant/domain/privacy/release-entry';
import type { PeerEntryRow } from '@verdant/db/queries/releases/load-peer-entries';
import { z } from 'zod';
import { permitted } from '../procedures.ts';
import type { ComparisonView } from '../views.ts';

const nothing = { median: null, p25: null, p75: null, percent: null, sizeBand: null, asOf: null, frozen: false };

/** What row-level security let through has enough others in it, which was decided with exact sizes when it was released; what it held back has too few. */
function asPeerEntry({ cohortId, metric, entry }: PeerEntryRow): PeerEntry {
  const hidden: PublishedEntry = { ...nothing, cohortId, metric, audience: 'peers', kind: 'score', hiddenBecause: 'too-few' };
  return entry === null ? { entry: hidden, size: 0, k: 1, isMember: false } : { entry, size: 1, k: 1, isMember: false };
}

/** comparison sets the learner's own figures beside those of people on a similar way, for who takes part; each view is audited. */
export const comparison = permitted('own-analytics:read').input(z.object({ cohortId: z.string().max(100).optional() }).default({}))
  .query(async ({ ctx, input }): Promise<ComparisonView> => {
    const { tx, ports, actor, requestId } = ctx;
    const consent = await ports.read.findConsent(tx, actor.userId);
    if (consent === null) throw new DomainError('not-found', 'There is no such learner.');
    const { timeZone, settings, settingsVersion, demo } = await ports.read.loadOrganization(tx);
    const { day, rows } = await ports.read.loadPeerEntries(tx, actor.userId);
    const cohortIds = [...new Set(rows.map(({ cohortId }) => cohortId))];
    const cohortId = chooseCohort(cohortIds, input.cohortId ?? null);
    const inCohort = rows.filter((row) => row.cohortId === cohortId);
    const { available, sources } = await ports.read.loadAvailability(tx, ctx.now());
    const envelope = computePeerComparison({
      releaseId: day, learner: { comparison: consent.comparison, cohortIds: new Set(cohortIds) }, cohort: { id: cohortId }, entries: inCohort.map(asPeerEntry),
      own: Object.fromEntries(inCohort.map(({ metric, own }) => [metric, own])),
    }, { now: ctx.now(), timeZone, settings, settingsVersion, available, sources, viewer: { role: actor.role } });
    await ports.audit(tx, { actor, action: 'comparison.read', subjectId: cohortId, outcome: 'allowed', requestId });
    return { demo, envelope, cohortIds };
  });
