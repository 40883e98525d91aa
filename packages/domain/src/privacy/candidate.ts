import type { Day } from '../time/day.ts';
import { daysBetween } from '../time/day.ts';
import type { Cohort } from './cohort.ts';
import { differenceOf, sortedMembers } from './difference.ts';
import type { HiddenReason, LastEntry, LastMember } from './release-entry.ts';

/** People a statistic needs at least (10 or more), the day of the release, and the days after which a changed cohort is published anew. */
export type ReleaseOptions = { k: number; day: Day; resetAfterDays: number };

/** An entry on its way through the steps of a release. */
export type Draft<Decision> = { cohort: Cohort; last: LastEntry | null; decision: Decision };

/** New or updated: these people with these values, if the further steps let them pass. */
export type Cut = { state: 'cut'; members: readonly LastMember[] };
/** To be published; a frozen record is the last one, shown again. */
export type Shown = { state: 'shown'; frozen: boolean; record: LastEntry };
/** Not to be published; `forget` drops the last record, so that the next release is a first publication. */
export type Hidden = { state: 'hidden'; because: HiddenReason; forget: boolean };
export type Candidate = Draft<Cut | Shown | Hidden>;
export type Decided = Draft<Shown | Hidden>;

/** hidden is the decision to publish nothing and to keep what was published last. */
export function hidden(because: HiddenReason): Hidden {
  return { state: 'hidden', because, forget: false };
}

/** frozenOr shows the last record again; without one it is hidden for that reason. */
export function frozenOr(last: LastEntry | null, because: HiddenReason): Shown | Hidden {
  return last === null ? hidden(because) : { state: 'shown', frozen: true, record: last };
}

const reset: Hidden = { state: 'hidden', because: 'reset', forget: true };

function decide(cohort: Cohort, last: LastEntry | null, { k, day, resetAfterDays }: ReleaseOptions): Cut | Shown | Hidden {
  if (cohort.members.size < k) return hidden('too-few');
  const now = sortedMembers(cohort.members);
  if (last === null) return { state: 'cut', members: now };
  if (last.members.length < k) return reset;
  const { joined, left, changed } = differenceOf(last.members, now);
  if (joined + left >= k) return { state: 'cut', members: now };
  if (left === 0 && changed >= k) {
    const before = new Set(last.members.map(([id]) => id));
    return { state: 'cut', members: now.filter(([id]) => before.has(id)) };
  }
  const different = joined + left + changed > 0;
  if (different && daysBetween(last.asOf, day) > resetAfterDays) return reset;
  return frozenOr(last, 'reset');
}

/**
 * candidateOf decides what a cohort could publish, seen by itself: its people of today once k of them joined or left, today's values of the same people
 * once k of these changed, else what was published last, until that is too old; nothing below k people.
 */
export function candidateOf(cohort: Cohort, last: LastEntry | null, options: ReleaseOptions): Candidate {
  return { cohort, last, decision: decide(cohort, last, options) };
}
