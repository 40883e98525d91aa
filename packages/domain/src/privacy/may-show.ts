import type { Cohort } from './cohort.ts';
import type { PublishedEntry } from './release-entry.ts';

/** A published entry with its exact size and the k it was released under; only the server knows these. */
export type ViewableEntry = Pick<PublishedEntry, 'hiddenBecause'> & { size: number; k: number };
/** Whether the viewer is one of the people of the published entry, who may have left or not yet reached the cohort since. */
export type Viewer = { isMember: boolean };

/** mayShow tells whether a viewer may see an entry: it is shown, and at least k of its people are others. */
export function mayShow({ hiddenBecause, size, k }: ViewableEntry, { isMember }: Viewer): boolean {
  return hiddenBecause === null && size - (isMember ? 1 : 0) >= k;
}

/** A learner who wants to compare: the own choice, and the cohorts that they belong to today. */
export type ComparingLearner = { comparison: 'in' | 'out'; cohortIds: ReadonlySet<string> };

/** mayCompare tells whether a learner may open a cohort at all: they opted in, and it is `peers` or one of their own. */
export function mayCompare({ id, audience }: Pick<Cohort, 'id' | 'audience'>, { comparison, cohortIds }: ComparingLearner): boolean {
  return comparison === 'in' && audience === 'peers' && (id === 'peers' || cohortIds.has(id));
}

/** widerCohort is the next wider declared cohort of the same audience: what a partition's cell is part of, else everybody; null for everybody. */
export function widerCohort({ id, audience, dimension }: Pick<Cohort, 'id' | 'audience' | 'dimension'>): string | null {
  const everybody = audience === 'peers' ? 'peers' : 'org';
  return id === everybody ? null : (dimension?.whole ?? everybody);
}

/** Different cohorts that one viewer may open a day. */
export const cohortsPerViewerAndDay = 20;

/** mayOpen tells whether a viewer may open a cohort after those already opened that day; one seen before may be seen again. */
export function mayOpen(cohortId: string, openedToday: ReadonlySet<string>): boolean {
  return openedToday.has(cohortId) || openedToday.size < cohortsPerViewerAndDay;
}
