import type { Kpi } from '../facts/facts.ts';
import type { ReleaseView } from './released.ts';
import type { TargetRef } from './state.ts';

export type KpiRef = Pick<Kpi, 'id' | 'value' | 'target' | 'direction' | 'weight'>;

/**
 * Metrics of a release that alignment reads. Counts of `org` and of each department: pairs of learner and organization target (met, assessed, all), and
 * mandatory enrollments (completed, completed or due before the day). Of the cohort `demand:<skill>` the rate of those with a level who meet their target.
 */
export const alignmentMetrics = { targets: 'target-coverage', mandatory: 'compliance', skill: 'target-met' } as const;

/** Key figures, and what a release knows of targets and mandatory courses. Overdue are people, on the release's day. */
export type AlignmentState = {
  employees: number;
  kpis: readonly KpiRef[];
  release: ReleaseView;
  overdueLearners: number;
  skills: readonly Pick<TargetRef, 'skillId' | 'business'>[];
};
