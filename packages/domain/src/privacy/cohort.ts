/** Who may see a cohort's entries: learners who opted in, or the organization's admins. */
export type Audience = 'peers' | 'admin';

/** A partition that a cohort is one cell of: each person of the whole is in exactly one cell, people without a key in the cell `(none)`. */
export type Dimension = {
  /** E.g. `department`, `team`, `role`, `level`. */
  name: string;
  /** Cohort that the cells make up: `org`, `peers`, or the department of a team. */
  whole: string;
  /** The key is measured (a level, a band), not a membership: a cell without people is then a small number like any other. */
  measured?: boolean;
};

/** What one person gives to a metric: a published number, a rate's 0 or 1, or a short tuple of whole numbers of which only sums are used. */
export type MemberValue = number | readonly number[];
/** People by id with their value; people without a value for the metric are not members. */
export type Members<Value extends MemberValue = MemberValue> = ReadonlyMap<string, Value>;

type CohortOf<Kind, Value extends MemberValue> = {
  id: string; audience: Audience; metric: string; kind: Kind; dimension?: Dimension; members: Members<Value>;
};

/** A declared cohort with one metric, as it is when the release is cut. */
export type Cohort = CohortOf<'score', number> | CohortOf<'rate', 0 | 1> | CohortOf<'count', readonly number[]>;
export type CohortKind = Cohort['kind'];

/** entryKey names an entry of a release: one cohort, one metric. */
export function entryKey(cohortId: string, metric: string): string {
  return JSON.stringify([cohortId, metric]);
}
