import type { Envelope } from '../analytics/envelope.ts';
import { chooseCohort, computePeerComparison } from '../analytics/peer-comparison.ts';
import type { PeerEntry } from '../analytics/peer-comparison.ts';
import { peerMetrics } from '../analytics/peer-comparison-value.ts';
import type { AnalyticContext } from '../analytics/state.ts';
import { entryKey } from '../privacy/cohort.ts';
import { cutFileRelease } from './cut-file-release.ts';
import type { FactsFile } from './facts-file.ts';

/** computePeers compares a learner with a cohort of the release that a file gives; without a learner nobody's own values stand beside it. */
export function computePeers(learnerId: string | null, file: FactsFile, ctx: AnalyticContext): Envelope<unknown> {
  const { release, cohorts, people } = cutFileRelease(file, ctx);
  const peers = cohorts.filter(({ audience }) => audience === 'peers');
  const own = people.find(({ keys }) => keys.id === learnerId) ?? null;
  const comparison = file.people.find(({ id }) => id === learnerId)?.comparison ?? 'out';
  const belongs = new Set(peers.filter(({ members }) => learnerId !== null && members.has(learnerId)).map(({ id }) => id));
  const cohortId = chooseCohort([...belongs], file.asked.peerCohortId ?? null);
  const dimension = peers.find(({ id }) => id === cohortId)?.dimension;
  const lastOf = new Map(release.last.map((last) => [entryKey(last.cohortId, last.metric), last]));
  const entries = release.entries.filter((entry) => entry.audience === 'peers' && entry.cohortId === cohortId).map((entry): PeerEntry => {
    const members = lastOf.get(entryKey(entry.cohortId, entry.metric))?.members ?? [];
    return { entry, size: members.length, k: ctx.settings.privacyK, isMember: members.some(([id]) => id === learnerId) };
  });
  const values = peerMetrics.map((metric) => [metric, peers.find((one) => one.metric === metric && one.id === 'peers')?.members.get(learnerId ?? '')] as const);
  return computePeerComparison({
    releaseId: release.releaseId, learner: learnerId === null ? null : { comparison, cohortIds: belongs }, entries,
    cohort: { id: cohortId, ...(dimension === undefined ? {} : { dimension }) },
    own: own === null ? {} : Object.fromEntries(values.map(([metric, value]) => [metric, typeof value === 'number' ? value : null])),
  }, ctx);
}
