import type { Audience, Cohort, Dimension } from './cohort.ts';

/** What decides to which cohorts a person belongs on the day of a release. */
export type CohortKeys = {
  id: string; comparison: 'in' | 'out'; departmentId: string | null; teamId: string | null; targetRoleId: string | null;
  /** Mean current level, 0..4. */
  level: number | null;
  pathIds: readonly string[]; skillIds: readonly string[];
};

/** A score (0..100) or a rate (0 or 1) of the people who have a value. */
export type ReleasedMetric = { metric: string; audience: Audience } & (
  { kind: 'score'; values: ReadonlyMap<string, number> } | { kind: 'rate'; values: ReadonlyMap<string, 0 | 1> }
);

type Declared = { id: string; dimension?: Dimension };

/** Cell of the people without a key. */
const none = '(none)';
const levels = ['0', '1', '2', '3', '4', none];

function cell(name: string, key: string | null, whole: string): Declared {
  return { id: `${name}:${key ?? none}`, dimension: { name, whole } };
}

function levelCell(level: string): Declared {
  return { id: `level:${level}`, dimension: { name: 'level', whole: 'peers', measured: true } };
}

/** teamKeys names each person's team within their department; one that spans departments is several, so that the teams of a department are a partition. */
function teamKeys(people: readonly CohortKeys[]): (person: CohortKeys) => string {
  const departments = new Map<string, Set<string | null>>();
  for (const { teamId, departmentId } of people) {
    if (teamId !== null) departments.set(teamId, (departments.get(teamId) ?? new Set()).add(departmentId));
  }
  return ({ teamId, departmentId }) =>
    teamId !== null && departments.get(teamId)?.size === 1 ? teamId : `${teamId ?? none}@${departmentId ?? none}`;
}

function adminCohorts(people: readonly CohortKeys[]): (person: CohortKeys) => Declared[] {
  const teamOf = teamKeys(people);
  return (person) => {
    const department = cell('department', person.departmentId, 'org');
    return [{ id: 'org' }, department, cell('team', teamOf(person), department.id)];
  };
}

function peerCohorts(person: CohortKeys): Declared[] {
  if (person.comparison === 'out') return [];
  return [
    { id: 'peers' }, cell('role', person.targetRoleId, 'peers'), levelCell(person.level === null ? none : String(Math.floor(person.level))),
    ...person.pathIds.map((id) => ({ id: `path:${id}` })), ...person.skillIds.map((id) => ({ id: `skill:${id}` })),
  ];
}

type Gathered = Declared & { people: string[] };

function gather(people: readonly CohortKeys[], cohortsOf: (person: CohortKeys) => Declared[], always: readonly Declared[] = []): Gathered[] {
  const gathered = new Map(always.map((one) => [one.id, { ...one, people: [] as string[] }]));
  for (const person of people) {
    for (const one of cohortsOf(person)) {
      const known = gathered.get(one.id);
      if (known) known.people.push(person.id);
      else gathered.set(one.id, { ...one, people: [person.id] });
    }
  }
  return [...gathered.values()];
}

function pick<Value>(values: ReadonlyMap<string, Value>, people: readonly string[]): ReadonlyMap<string, Value> {
  const picked = new Map<string, Value>();
  for (const person of people) {
    const value = values.get(person);
    if (value !== undefined) picked.set(person, value);
  }
  return picked;
}

/**
 * declareCohorts gives the cohorts of an organization for its metrics: for admins everybody, departments and their teams; for peers, of those who opted in,
 * everybody, target roles, levels (floor, 0..4), learning paths and skills. There are no others to choose: no free filters, no combinations.
 */
export function declareCohorts(people: readonly CohortKeys[], metrics: readonly ReleasedMetric[]): Cohort[] {
  const declared: Record<Audience, Gathered[]> = {
    admin: gather(people, adminCohorts(people)), peers: gather(people, peerCohorts, levels.map(levelCell)),
  };
  return metrics.flatMap(({ metric, audience, ...measure }) => declared[audience].map(({ people: ids, ...one }): Cohort => {
    const subject = { ...one, audience, metric };
    if (measure.kind === 'score') return { ...subject, kind: 'score', members: pick(measure.values, ids) };
    return { ...subject, kind: 'rate', members: pick(measure.values, ids) };
  }));
}
