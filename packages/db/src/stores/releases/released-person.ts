import type { EmployeeCut } from '@verdant/domain/analytics/learner-snapshot';
import type { TargetRef } from '@verdant/domain/analytics/state';
import type { CohortKeys } from '@verdant/domain/privacy/declare-cohorts';
import type { Day } from '@verdant/domain/time/day';

/** An organization target of one person: levels 0..4, current null while not known. */
export type PersonNeed = Pick<TargetRef, 'skillId' | 'target' | 'business'> & { current: number | null };

/** Everything that a release counts of one employee: the snapshot of the day, what decides their cohorts, and what they need and learn by skill. */
export type ReleasedPerson = EmployeeCut & {
  keys: CohortKeys;
  needs: readonly PersonNeed[];
  /** Skills of the topics of active paths. */
  pathSkillIds: readonly string[];
  /** Skills mastered in the last 30 days, with the day. */
  newlyMastered: readonly { skillId: string; day: Day }[];
};

/** The employees of a day, and what their courses teach: skills by course. */
export type Snapshots = { people: ReleasedPerson[]; courseSkills: ReadonlyMap<string, readonly string[]> };
