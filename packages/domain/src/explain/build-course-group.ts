import type { CourseDay, CourseGroup, CourseLearner, CourseRef, CourseTopic, LearnerResult } from '../analytics/group-state.ts';
import { latestInstant } from '../analytics/learner-time.ts';
import { policyResult } from '../analytics/performance.ts';
import type { AssessmentAttempt, Enrollment } from '../facts/facts.ts';
import { courseOfAttempt } from '../rollups/course-of-fact.ts';
import type { LearnerCourseDay } from '../rollups/types.ts';
import { at } from '../stats/at.ts';
import { compareText } from '../stats/compare-text.ts';
import { mean, sum } from '../stats/mean.ts';
import { addDays, dayOf } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import type { KnownOrganization, OrganizationContext } from './known-organization.ts';

const recentDays = 30;
const binMinutes = 2;
/** From 0 to 240 minutes, and one bin for what is longer. */
const minuteBins = 121;

/** One learner's part in one course. */
export type Participation = {
  learner: CourseLearner; results: LearnerResult[]; days: LearnerCourseDay[];
  /** All attempts in the course, baselines too. */
  attempts: AssessmentAttempt[];
  /** Minutes on each canonical topic. */
  minutes: ReadonlyMap<string, number>;
};

type Place = { courseId: string; topicIds: readonly string[]; itemIds: ReadonlySet<string> };

function resultsOf(userId: string, attempts: readonly AssessmentAttempt[], known: KnownOrganization): LearnerResult[] {
  const topicOf = new Map<string, string | null>(attempts.map(({ assessmentId, topicId }) => [assessmentId, topicId ?? null]));
  for (const { id, topicId } of known.facts.assessments) if (topicId) topicOf.set(id, topicId);
  const here = new Set(attempts.map(({ assessmentId }) => assessmentId));
  return known.rollupsOf(userId).assessments.filter(({ assessmentId }) => here.has(assessmentId)).map((row) => {
    const topicId = topicOf.get(row.assessmentId) ?? null;
    return { ...row, userId, topicId: topicId === null ? null : known.topics.idOf(topicId) };
  });
}

function participate(enrollment: Enrollment, { courseId, topicIds, itemIds }: Place, known: KnownOrganization, timeZone: string): Participation {
  const { userId, enrolledAt, status, completedAt } = enrollment;
  const facts = known.factsOf(userId);
  const { topics, items, courses, courseDays } = known.rollupsOf(userId);
  const rows = topics.filter(({ topicId }) => topicIds.includes(topicId));
  const doneDays = rows.flatMap(({ doneDay }) => doneDay ?? []);
  const touched = rows.filter((row) => row.touched).map(({ topicId }) => topicIds.indexOf(topicId) + 1);
  const course = courses.find((row) => row.courseId === courseId);
  const attempts = facts.attempts.filter((attempt) => courseOfAttempt(attempt, facts) === courseId);
  const learner: CourseLearner = {
    userId, courseId, enrolledDay: dayOf(enrolledAt, timeZone), status, completedDay: completedAt ? dayOf(completedAt, timeZone) : null,
    furthest: status === 'completed' ? topicIds.length : Math.max(0, ...touched), topicsDone: doneDays.length,
    recentDoneDays: doneDays.filter((day) => day > addDays(known.day, -recentDays)), lastActiveDay: course?.lastActiveDay ?? null,
    itemsCompleted: items.filter((row) => itemIds.has(row.contentItemId) && row.completedAt !== null).length,
    rating: course === undefined || course.rating === null || course.ratingDay === null ? null : { value: course.rating, day: course.ratingDay },
  };
  return {
    learner, attempts, results: resultsOf(userId, attempts, known), days: courseDays.filter((row) => row.courseId === courseId),
    minutes: new Map(rows.map(({ topicId, minutes }) => [topicId, minutes])),
  };
}

function itemsOf(courseId: string, { facts }: KnownOrganization): string[] {
  return facts.content_items.filter((item) => item.courseId === courseId && item.status === 'active').map(({ id }) => id);
}

/** participateIn gives everybody's part in a course, of the learners given or of all, by person. */
export function participateIn(courseId: string, known: KnownOrganization, ctx: OrganizationContext, only: ReadonlySet<string> | null = null): Participation[] {
  const place: Place = { courseId, topicIds: known.topics.byCourse.get(courseId) ?? [], itemIds: new Set(itemsOf(courseId, known)) };
  return [...known.people].sort((a, b) => compareText(a.id, b.id)).flatMap(({ id }) => {
    const enrollment = only === null || only.has(id) ? known.enrollmentsOf(id).find((one) => one.courseId === courseId) : undefined;
    return enrollment === undefined ? [] : [participate(enrollment, place, known, ctx.timeZone)];
  });
}

function topicRow(topicId: string, parts: readonly Participation[], known: KnownOrganization, ctx: OrganizationContext): CourseTopic {
  const { policy } = ctx.settings.performance;
  const pcts = parts.flatMap(({ results }) => mean(results.filter((row) => row.topicId === topicId).map((row) => policyResult(row, policy).pct)) ?? []);
  const minutes = Array.from({ length: minuteBins }, () => 0);
  for (const part of parts) {
    const spent = part.minutes.get(topicId) ?? 0;
    const bin = Math.min(minuteBins - 1, Math.floor(spent / binMinutes));
    if (spent > 0) minutes[bin] = at(minutes, bin) + 1;
  }
  return { topicId, expectedMin: known.topics.refs.get(topicId)?.expectedMin ?? null, learners: pcts.length, pctSum: sum(pcts), minutes };
}

function sumCourseDays(parts: readonly Participation[], D: Day): CourseDay[] {
  const rows = new Map<Day, CourseDay>();
  for (const { day, points, activeMin, sessions, hours, posts } of parts.flatMap(({ days }) => days)) {
    if (day <= addDays(D, -recentDays)) continue;
    const row = rows.get(day) ?? { day, points: 0, activeMin: 0, sessions: 0, hours: hours.map(() => 0), posts: 0 };
    rows.set(day, {
      day, points: row.points + points, activeMin: row.activeMin + activeMin, sessions: row.sessions + sessions, posts: row.posts + posts,
      hours: row.hours.map((n, hour) => n + at(hours, hour)),
    });
  }
  return [...rows.values()].sort((a, b) => compareText(a.day, b.day));
}

function courseRefOf(courseId: string, known: KnownOrganization, timeZone: string): CourseRef {
  const course = known.facts.courses.find(({ id }) => id === courseId);
  return {
    courseId, createdDay: course === undefined ? known.day : dayOf(course.createdAt, timeZone), targetCompletionPct: course?.targetCompletionPct ?? null,
    targetDurationDays: course?.targetDurationDays ?? null, items: itemsOf(courseId, known).length,
  };
}

/** newestOf is the newest instant of anything that the participants did. */
export function newestOf(parts: readonly Participation[], known: KnownOrganization): string | null {
  return latestInstant(parts.map(({ learner }) => known.rollupsOf(learner.userId).summary.asOf));
}

/** buildCourseGroup folds a course, or any set of its learners, into what course performance, health and distribution read. */
export function buildCourseGroup(courseId: string, parts: readonly Participation[], known: KnownOrganization, ctx: OrganizationContext): CourseGroup {
  return {
    course: courseRefOf(courseId, known, ctx.timeZone), learners: parts.map(({ learner }) => learner), results: parts.flatMap(({ results }) => results),
    topics: (known.topics.byCourse.get(courseId) ?? []).map((topicId) => topicRow(topicId, parts, known, ctx)), days: sumCourseDays(parts, known.day),
    asOf: newestOf(parts, known),
  };
}
