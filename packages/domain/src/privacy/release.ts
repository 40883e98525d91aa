import { compareText } from '../stats/compare-text.ts';
import { daysBetween } from '../time/day.ts';
import { candidateOf } from './candidate.ts';
import type { ReleaseOptions } from './candidate.ts';
import { entryKey } from './cohort.ts';
import type { Cohort } from './cohort.ts';
import { settleContent } from './content.ts';
import { separateSets } from './near-sets.ts';
import { protectPartitions } from './partition-rests.ts';
import { lastOf, publishEntry, sumsOfShown } from './publish.ts';
import type { Release } from './publish.ts';
import type { LastEntry } from './release-entry.ts';

const leastK = 10;

type Named = { cohortId: string; metric: string };

function keyOf({ id, metric }: Cohort): string {
  return entryKey(id, metric);
}

function sorted(cohorts: readonly Cohort[]): Cohort[] {
  if (new Set(cohorts.map(keyOf)).size !== cohorts.length) throw new RangeError('A cohort stands twice with the same metric');
  return [...cohorts].sort((a, b) => compareText(a.id, b.id) || compareText(a.metric, b.metric));
}

function byCohortAndMetric(a: Named, b: Named): number {
  return compareText(a.cohortId, b.cohortId) || compareText(a.metric, b.metric);
}

/** Records of cohorts that no longer exist count for differences until they are too old to be shown again. */
function ofAbsentCohorts(cohorts: readonly Cohort[], previous: readonly LastEntry[], { day, resetAfterDays }: ReleaseOptions): LastEntry[] {
  const present = new Set(cohorts.map(keyOf));
  return previous.filter((last) => !present.has(entryKey(last.cohortId, last.metric)) && daysBetween(last.asOf, day) <= resetAfterDays);
}

/**
 * release cuts the one release of an organization's day from its declared cohorts: what is published of each cohort and metric, and what the next release
 * has to know (`last`, which it takes as `previous`). It does not depend on the order of its inputs; k below 10 is refused.
 */
export function release(cohorts: readonly Cohort[], previous: readonly LastEntry[], options: ReleaseOptions): Release {
  const { k, day } = options;
  if (k < leastK) throw new RangeError(`A group needs at least ${leastK} people, not ${k}`);
  const declared = sorted(cohorts);
  const lastByKey = new Map(previous.map((last) => [entryKey(last.cohortId, last.metric), last]));
  const candidates = declared.map((cohort) => candidateOf(cohort, lastByKey.get(keyOf(cohort)) ?? null, options));
  const decided = protectPartitions(settleContent(separateSets(candidates, previous, k), day), k);
  return {
    releaseId: day, day, entries: decided.map(publishEntry).sort(byCohortAndMetric), sums: sumsOfShown(decided).sort(byCohortAndMetric),
    last: [...lastOf(decided), ...ofAbsentCohorts(declared, previous, options)].sort(byCohortAndMetric),
  };
}
