import { compareText } from '../stats/compare-text.ts';
import { frozenOr } from './candidate.ts';
import type { Candidate, Cut, Draft } from './candidate.ts';
import { entryKey } from './cohort.ts';
import type { Audience } from './cohort.ts';
import { differenceOf } from './difference.ts';
import type { LastEntry, LastMember } from './release-entry.ts';

type MemberSet = { cohortId: string; members: readonly LastMember[] };

/** strictlyNested tells whether one set of people lies within the other and the rest is 1 to k - 1 people: then the two figures tell about that rest. */
export function strictlyNested(a: readonly LastMember[], b: readonly LastMember[], k: number): boolean {
  if (Math.abs(a.length - b.length) >= k) return false;
  const { joined, left } = differenceOf(a, b, k);
  return joined + left < k && (joined === 0) !== (left === 0);
}

function groupOf({ metric, audience }: { metric: string; audience: Audience }): string {
  return JSON.stringify([metric, audience]);
}

function isCut(draft: Candidate): draft is Draft<Cut> {
  return draft.decision.state === 'cut';
}

function setsByGroup(drafts: readonly Candidate[], previous: readonly LastEntry[]): Map<string, MemberSet[]> {
  const groups = new Map<string, MemberSet[]>();
  const add = (group: string, set: MemberSet) => {
    const sets = groups.get(group);
    if (sets) sets.push(set);
    else groups.set(group, [set]);
  };
  for (const last of previous) add(groupOf(last), last);
  for (const { cohort, decision } of drafts) {
    if (decision.state === 'shown') add(groupOf(cohort), { cohortId: cohort.id, members: decision.record.members });
  }
  return groups;
}

/**
 * refuseNested lets new and updated scores and rates pass, largest first, unless their people and those of another entry of the same metric and audience,
 * published now or before, are so nested that the difference tells about fewer than k. What is refused shows its last record again, or is hidden.
 */
export function refuseNested(drafts: readonly Candidate[], previous: readonly LastEntry[], k: number): Candidate[] {
  const groups = setsByGroup(drafts, previous);
  const refused = new Set<string>();
  const cuts = drafts.filter(isCut).filter(({ cohort }) => cohort.kind !== 'count');
  cuts.sort((a, b) => b.decision.members.length - a.decision.members.length || compareText(a.cohort.id, b.cohort.id));
  for (const { cohort, decision } of cuts) {
    const sets = groups.get(groupOf(cohort)) ?? [];
    const near = sets.some((set) => set.cohortId !== cohort.id && strictlyNested(set.members, decision.members, k));
    if (near) refused.add(entryKey(cohort.id, cohort.metric));
    else groups.set(groupOf(cohort), [...sets, { cohortId: cohort.id, members: decision.members }]);
  }
  return drafts.map((draft) => {
    const { cohort, last } = draft;
    return refused.has(entryKey(cohort.id, cohort.metric)) ? { cohort, last, decision: frozenOr(last, 'differencing') } : draft;
  });
}
