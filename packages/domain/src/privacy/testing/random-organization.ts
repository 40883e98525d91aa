import type { Day } from '../../time/day.ts';
import { addDays } from '../../time/day.ts';
import type { Cohort } from '../cohort.ts';
import { declareCohorts } from '../declare-cohorts.ts';
import type { CohortKeys } from '../declare-cohorts.ts';

export type OrganizationDay = { day: Day; cohorts: Cohort[] };
type Person = CohortKeys & { courseIds: readonly string[]; score: number; rate: 0 | 1 };
/** Uniform in [0, 1). */
type Random = () => number;

/** randomFrom is a small generator (mulberry32): the same seed gives the same organization everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const between = (random: Random, min: number, max: number) => min + Math.floor(random() * (max - min + 1));
const score = (random: Random) => Math.round(random() * 1000) / 10;
/** Some of x0, x1 …, the first ones more often: groups that hold nearly everybody are the ones that give people away. */
const some = (random: Random, name: string, shares: readonly number[]) => shares.flatMap((share, i) => (random() < share ? [`${name}${i}`] : []));

/** Shape of one organization, drawn once. */
function drawShape(random: Random) {
  return {
    departments: between(random, 2, 4), teams: between(random, 1, 3), roles: between(random, 2, 3),
    churn: random() * 0.15, change: random() < 0.5 ? random() * 0.1 : random(), active: 0.03 + 0.94 * random(),
  };
}
type Shape = ReturnType<typeof drawShape>;

function place(random: Random, { departments, teams }: Shape): Pick<Person, 'departmentId' | 'teamId'> {
  const departmentId = random() < 0.07 ? null : `d${random() < 0.4 ? 0 : between(random, 0, departments - 1)}`;
  return { departmentId, teamId: departmentId === null || random() < 0.1 ? null : `${departmentId}t${between(random, 0, teams - 1)}` };
}

function newcomer(random: Random, shape: Shape, id: string): Person {
  return {
    id, ...place(random, shape), comparison: random() < 0.85 ? 'in' : 'out', targetRoleId: random() < 0.1 ? null : `r${between(random, 0, shape.roles - 1)}`,
    level: random() < 0.1 ? null : Math.round(random() * 40) / 10, pathIds: some(random, 'path', [0.85, 0.5, 0.3]), skillIds: some(random, 'skill', [0.7, 0.4]),
    courseIds: some(random, 'course', [0.8, 0.5]), score: score(random), rate: random() < shape.active ? 1 : 0,
  };
}

function nextDay(random: Random, shape: Shape, people: readonly Person[]): Person[] {
  const moving = random() < 0.2 ? 0.4 : shape.churn / 2;
  return people.filter(() => random() >= shape.churn / 2).map((person) => ({
    ...person, ...(random() < moving ? place(random, shape) : {}),
    ...(random() < shape.change ? { score: score(random) } : {}), ...(random() < shape.change / 2 ? { rate: person.rate === 1 ? 0 : 1 } : {}),
  }));
}

function courseCohorts(people: readonly Person[]): Cohort[] {
  const ids = [...new Set(people.flatMap(({ courseIds }) => courseIds))];
  return ids.flatMap((courseId): Cohort[] => {
    const members = people.filter(({ courseIds }) => courseIds.includes(courseId));
    const subject = { id: `course:${courseId}`, audience: 'admin' } as const;
    return [
      { ...subject, metric: 'participation', kind: 'rate', members: new Map(members.map(({ id, rate }) => [id, rate])) },
      { ...subject, metric: 'engagement', kind: 'score', members: new Map(members.map(({ id, score: value }) => [id, value])) },
    ];
  });
}

function declare(people: readonly Person[]): Cohort[] {
  const scores = new Map(people.map((person) => [person.id, person.score]));
  return [...courseCohorts(people), ...declareCohorts(people, [
    { metric: 'participation', audience: 'admin', kind: 'rate', values: new Map(people.map((person) => [person.id, person.rate])) },
    { metric: 'engagement', audience: 'admin', kind: 'score', values: scores },
    { metric: 'engagement', audience: 'peers', kind: 'score', values: scores },
  ])];
}

/**
 * randomOrganization lives through some days: 15 to 70 people in uneven departments, teams, roles, levels and overlapping paths and courses, who join (now and
 * then a whole intake), leave, move, and change their values.
 */
export function randomOrganization(seed: number, days: number): OrganizationDay[] {
  const random = randomFrom(seed);
  const shape = drawShape(random);
  let joined = 0;
  const join = (count: number) => Array.from({ length: count }, () => newcomer(random, shape, `u${String(joined++).padStart(4, '0')}`));
  let people = join(between(random, 15, 70));
  return Array.from({ length: days }, (_, i) => {
    if (i > 0) people = [...nextDay(random, shape, people), ...join(random() < 0.3 ? between(random, 8, 20) : Math.floor(random() * shape.churn * 40))];
    return { day: addDays('2026-03-01', i), cohorts: declare(people) };
  });
}
