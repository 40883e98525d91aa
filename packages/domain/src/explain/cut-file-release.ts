import { cutCourse } from '../analytics/cut-course.ts';
import { cutDepartmentMetrics, cutOrganization } from '../analytics/cut-organization.ts';
import { cutTrainers } from '../analytics/cut-trainers.ts';
import type { EmployeeCut } from '../analytics/learner-snapshot.ts';
import { peerMetrics } from '../analytics/peer-comparison-value.ts';
import type { PeerMetric } from '../analytics/peer-comparison-value.ts';
import { demandCohort, demandMetric } from '../analytics/skill-demand.ts';
import { measureTeaching } from '../analytics/teaching-effectiveness.ts';
import type { Cohort } from '../privacy/cohort.ts';
import { declareCohorts } from '../privacy/declare-cohorts.ts';
import type { ReleasedMetric } from '../privacy/declare-cohorts.ts';
import { release } from '../privacy/release.ts';
import type { Release } from '../privacy/publish.ts';
import { cutInstant } from '../rollups/cut-instant.ts';
import { addDays, dayOf } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { buildCourseGroup, participateIn } from './build-course-group.ts';
import { buildTeachingState, trainersOf } from './build-course-state.ts';
import { asNamedReader, cutPerson } from './cut-people.ts';
import type { PersonCut } from './cut-people.ts';
import type { FactsFile } from './facts-file.ts';
import { knowOrganization } from './known-organization.ts';
import type { KnownOrganization, OrganizationContext } from './known-organization.ts';

/** The release that would be cut if there had never been one before, with what it was cut from. */
export type FileRelease = { release: Release; cohorts: Cohort[]; people: PersonCut[]; known: KnownOrganization; ctx: OrganizationContext };

const newSkillDays = 28;

function peerMetricsOf(people: readonly PersonCut[]): ReleasedMetric[] {
  const valueOf: Record<PeerMetric, (cut: EmployeeCut) => number | null> = {
    pace28: ({ pace28 }) => pace28, engagement: ({ engagement }) => engagement, mastery: ({ overallPct }) => overallPct,
    performance: ({ averagePct }) => averagePct, readiness: ({ readinessPct }) => readinessPct,
  };
  return peerMetrics.map((metric) => ({
    metric, audience: 'peers', kind: 'score',
    values: new Map(people.flatMap(({ cut }) => { const value = valueOf[metric](cut); return value === null ? [] : [[cut.userId, value] as const]; })),
  }));
}

/** skillsOfCourse are the skills of the topics of a course. */
export function skillsOfCourse(courseId: string, { topics }: KnownOrganization): string[] {
  return (topics.byCourse.get(courseId) ?? []).flatMap((topicId) => topics.refs.get(topicId)?.skillIds ?? []);
}

/** enrolledSkills are the skills of the courses that someone enrolled in between two days, both included. */
export function enrolledSkills({ cut }: PersonCut, from: Day, to: Day, known: KnownOrganization): Set<string> {
  const enrollments = cut.enrollments.filter(({ enrolledDay }) => enrolledDay >= from && enrolledDay <= to);
  return new Set(enrollments.flatMap(({ courseId }) => skillsOfCourse(courseId, known)));
}

function demandCohorts(people: readonly PersonCut[], known: KnownOrganization): Cohort[] {
  const bySkill = new Map<string, Map<string, readonly number[]>>();
  for (const person of people) {
    const enrolled = enrolledSkills(person, addDays(known.day, -89), known.day, known);
    const targets = new Set(person.targets.map(({ skillId }) => skillId));
    const paths = new Set(person.state.paths.flatMap(({ topicIds }) => topicIds).flatMap((topicId) => known.topics.refs.get(topicId)?.skillIds ?? []));
    for (const skillId of new Set([...enrolled, ...targets, ...paths])) {
      const members = bySkill.get(skillId) ?? new Map<string, readonly number[]>();
      bySkill.set(skillId, members.set(person.cut.userId, [enrolled, targets, paths].map((set) => (set.has(skillId) ? 1 : 0))));
    }
  }
  return [...bySkill].map(([skillId, members]) => ({ id: demandCohort(skillId), audience: 'admin', metric: demandMetric, kind: 'count', members }));
}

function courseCohorts(known: KnownOrganization, ctx: OrganizationContext): Cohort[] {
  const { settings } = ctx;
  return known.facts.courses.flatMap(({ id }) => {
    const parts = participateIn(id, known, ctx);
    return parts.length === 0 ? [] : cutCourse(buildCourseGroup(id, parts, known, ctx), { day: known.day, settings });
  });
}

/** releaseDayOf is the last complete local day before now. */
export function releaseDayOf(now: string, timeZone: string): Day {
  return addDays(dayOf(now, timeZone), -1);
}

/** cutFileRelease cuts the release of the last complete day from a file of facts, as a first publication: a file tells nothing of earlier releases. */
export function cutFileRelease(file: FactsFile, ctx: OrganizationContext): FileRelease {
  const day = releaseDayOf(file.now, ctx.timeZone);
  const then: OrganizationContext = { ...ctx, now: new Date(Date.parse(cutInstant(addDays(day, 1), ctx.timeZone)) - 1).toISOString() };
  const known = knowOrganization(file, day, then);
  const before = knowOrganization(file, addDays(day, -newSkillDays), then);
  const people = known.people.map((person) => cutPerson(person, known, before, then));
  const employees = people.map(({ cut }) => cut);
  const options = { day, settings: ctx.settings };
  const trainers = trainersOf(known).map((trainerId) =>
    ({ trainerId, axes: measureTeaching(buildTeachingState(trainerId, known, then), asNamedReader(then)).axes }));
  const cohorts = [
    ...declareCohorts(people.map(({ keys }) => keys), [...cutDepartmentMetrics(employees, options), ...peerMetricsOf(people)]),
    ...cutOrganization(employees, options), ...demandCohorts(people, known), ...courseCohorts(known, then), ...cutTrainers(trainers),
  ];
  const cut = release(cohorts, [], { k: ctx.settings.privacyK, day, resetAfterDays: ctx.settings.release.resetAfterDays });
  return { release: cut, cohorts, people, known, ctx: then };
}
