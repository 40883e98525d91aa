import { compareText } from '../stats/compare-text.ts';
import { frozenOr } from './candidate.ts';
import type { Candidate, Cut, Hidden, Shown } from './candidate.ts';
import { differenceOf } from './difference.ts';
import { groupByKey } from './group-by-key.ts';
import type { LastEntry, LastMember } from './release-entry.ts';

type MemberSet = { cohortId: string; members: readonly LastMember[] };

/**
 * tooNear tells whether the figures of two sets of people together tell about 1 to k - 1 of them: those who are in one set only, or, in equal sets, those
 * whose value differs. A set within another is the plainest case; two sets that overlap but for one person each give these two away just as well.
 */
export function tooNear(a: readonly LastMember[], b: readonly LastMember[], k: number): boolean {
  if (Math.abs(a.length - b.length) >= k) return false;
  const { joined, left, changed } = differenceOf(a, b, k);
  const apart = joined + left === 0 ? changed : joined + left;
  return apart > 0 && apart < k;
}

function peopleOf({ decision, cohort }: Candidate): number {
  return decision.state === 'cut' ? decision.members.length : decision.state === 'shown' ? decision.record.members.length : cohort.members.size;
}

/** Largest first, so that the wider group is kept; what is frozen before what is new, so that nothing new can take away what is known already. */
function inOrder(drafts: readonly Candidate[]): Candidate[] {
  const rank = ({ decision }: Candidate) => (decision.state === 'shown' ? 0 : 1);
  return [...drafts].sort((a, b) => rank(a) - rank(b) || peopleOf(b) - peopleOf(a) || compareText(a.cohort.id, b.cohort.id));
}

/**
 * Sets by the first k people of each: two sets that are fewer than k people apart have one of these in common, because the people before their first common
 * one are in one set only (prefix filtering, Chaudhuri et al. 2006). So that large organizations need not compare every two of their groups.
 */
function createSetIndex(k: number, near: typeof tooNear) {
  const byPerson = new Map<string, MemberSet[]>();
  const firstOf = (members: readonly LastMember[]) => members.slice(0, k).map(([id]) => id);
  return {
    add(set: MemberSet): void {
      for (const id of firstOf(set.members)) byPerson.set(id, [...(byPerson.get(id) ?? []), set]);
    },
    hasNear({ cohortId, members }: MemberSet): boolean {
      const candidates = new Set(firstOf(members).flatMap((id) => byPerson.get(id) ?? []));
      return [...candidates].some((set) => set.cohortId !== cohortId && near(set.members, members, k));
    },
  };
}

/** Decides on the entries of one metric and audience, given what was published last of it. */
function separate(drafts: readonly Candidate[], previous: readonly LastEntry[], k: number, near: typeof tooNear): Candidate[] {
  const before = createSetIndex(k, near);
  const accepted = createSetIndex(k, near);
  previous.forEach(before.add);

  const decide = (cohortId: string, decision: Cut | Shown | Hidden, last: LastEntry | null): Cut | Shown | Hidden => {
    if (decision.state === 'hidden') return decision;
    const set = { cohortId, members: decision.state === 'cut' ? decision.members : decision.record.members };
    const isNew = decision.state === 'cut';
    if (isNew && (accepted.hasNear(set) || before.hasNear(set))) return decide(cohortId, frozenOr(last, 'differencing'), last);
    // Records are never near each other, unless k was raised since.
    if (!isNew && accepted.hasNear(set)) return { state: 'hidden', because: 'reset', forget: true };
    accepted.add(set);
    return decision;
  };
  return inOrder(drafts).map(({ cohort, last, decision }) => ({ cohort, last, decision: decide(cohort.id, decision, last) }));
}

/**
 * separateSets lets new and updated scores and rates pass, largest first, unless their people are too near to those of another entry of the same metric and
 * audience, published now or last. What is refused shows its last record again, or is hidden. Counts pass: only coarse steps of their sums are published.
 */
export function separateSets(drafts: readonly Candidate[], previous: readonly LastEntry[], k: number, near = tooNear): Candidate[] {
  const groupOf = ({ metric, audience }: { metric: string; audience: string }) => JSON.stringify([metric, audience]);
  const lasts = groupByKey(previous, groupOf);
  const groups = groupByKey(drafts.filter(({ cohort }) => cohort.kind !== 'count'), ({ cohort }) => groupOf(cohort));
  const counts = drafts.filter(({ cohort }) => cohort.kind === 'count');
  return [...counts, ...[...groups].flatMap(([group, inGroup]) => separate(inGroup, lasts.get(group) ?? [], k, near))];
}
