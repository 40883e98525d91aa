import type { ReleaseView } from './released.ts';
import type { DepartmentMetric } from './department-team-value.ts';

/** What a release measures of departments and teams: participation is a rate, the others are scores. */
export const departmentMetricKinds = {
  participation: 'rate', engagement: 'score', completion: 'score', passing: 'score', readiness: 'score',
} as const satisfies Record<DepartmentMetric, 'rate' | 'score'>;

/** A cohort of the partition by department, or by team within one. */
export type DepartmentRef = { cohortId: string; parentId: string | null };

/** Cohorts with people, the release, and the latest one at or before 28 days earlier, null if there is none. */
export type DepartmentState = { cohorts: readonly DepartmentRef[]; release: ReleaseView; before: Pick<ReleaseView, 'releaseId' | 'entries'> | null };
