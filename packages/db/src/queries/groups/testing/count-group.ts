import type { CourseDay, CourseGroup, CourseLearner, CourseTopic, LearnerResult } from '@verdant/domain/analytics/group-state';
import type { AssessmentAttempt, Enrollment } from '@verdant/domain/facts/facts';
import type { LearnerFacts } from '@verdant/domain/rollups/learner-facts';
import { sessions } from '@verdant/domain/stats/sessions';
import { dayOf, daysBetween, localHour, type Day } from '@verdant/domain/time/day';
import { groupCatalogue } from './group-catalogue.ts';

type Learner = { userId: string; facts: LearnerFacts; enrollments: readonly Enrollment[] };
type Clock = { today: Day; timeZone: string };
type Act = { id: string; at: string; courseId: string | null; topicId: string | null; minutes: number | null; posted: boolean; counted: boolean };

const { topics, content_items: items, assessments } = groupCatalogue;
const sameTopic = (id: string) => topics.find((topic) => topic.id === id)?.canonicalId ?? id;
const courseOfTopic = (id: string | null | undefined): string | null => topics.find((topic) => topic.id === id)?.courseId ?? null;
const courseOfItem = (id: string) => {
  const found = items.find((item) => item.id === id);
  return found?.courseId ?? courseOfTopic(found?.topicId);
};
const assessmentOf = (id: string) => assessments.find((one) => one.id === id);
const by = <T>(list: readonly T[], ...keys: ((one: T) => string)[]) =>
  [...list].sort((a, b) => keys.map((key) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)).find((order) => order !== 0) ?? 0);
const inTime = <F extends { occurredAt: string; id: string }>(list: readonly F[]) => by(list, ({ occurredAt }) => occurredAt, ({ id }) => id);

/** actsOf lists what a learner did, with the course and topic that each act is of. */
function actsOf({ events, completions, attempts, practice }: LearnerFacts): Act[] {
  return [
    ...events.filter(({ verb }) => verb !== 'signed-in').map(({ id, occurredAt: at, verb, object, durationMin }) => {
      const topicId = object.type === 'topic' ? object.id : object.topicId ?? null;
      const courseId = object.courseId ?? (object.type === 'course' ? object.id : courseOfTopic(topicId) ?? (object.type === 'content' ? courseOfItem(object.id) : null));
      return { id, at, courseId, topicId, minutes: durationMin ?? null, posted: verb === 'posted', counted: true };
    }),
    ...completions.map(({ id, occurredAt: at, topicId }) => ({ id, at, courseId: courseOfTopic(topicId), topicId, minutes: null, posted: false, counted: true })),
    ...attempts.map(({ id, occurredAt: at, courseId, topicId = null, assessmentId, durationMin, kind }) => ({
      id, at, courseId: courseId ?? assessmentOf(assessmentId)?.courseId ?? courseOfTopic(topicId), topicId, minutes: durationMin ?? null, posted: false,
      counted: kind !== 'baseline',
    })),
    ...practice.map(({ id, occurredAt: at, courseId, topicId = null, durationMin }) =>
      ({ id, at, courseId: courseId ?? courseOfTopic(topicId), topicId, minutes: durationMin ?? null, posted: false, counted: true })),
  ];
}

const latestEnrollment = (enrollments: readonly Enrollment[], courseId: string, { today, timeZone }: Clock) =>
  by(enrollments.filter((one) => one.courseId === courseId && dayOf(one.enrolledAt, timeZone) <= today), (one) => one.enrolledAt, (one) => one.id).at(-1);
const taughtIn = (courseId: string) => [...new Set(by(topics.filter((topic) => topic.courseId === courseId), ({ position }) => String(position)).map(({ id }) => sameTopic(id)))];
const doneOn = ({ completions, practice }: LearnerFacts, topicId: string, timeZone: string): Day | undefined =>
  [...completions, ...practice.filter(({ passed }) => passed)].filter((one) => one.topicId && sameTopic(one.topicId) === topicId)
    .map(({ occurredAt }) => dayOf(occurredAt, timeZone)).sort()[0];

function countLearner({ userId, facts }: Learner, enrollment: Enrollment, courseId: string, { today, timeZone }: Clock): CourseLearner {
  const acts = actsOf(facts);
  const taught = taughtIn(courseId);
  const done = taught.flatMap((topicId) => doneOn(facts, topicId, timeZone) ?? []).sort();
  const touched = taught.map((topicId) => acts.some((act) => act.topicId !== null && sameTopic(act.topicId) === topicId));
  const rating = inTime(facts.events.filter(({ verb, object, rating: stars }) => verb === 'rated' && object.type === 'course' && object.id === courseId && stars)).at(-1);
  const finished = items.filter(({ id, status }) => status === 'active' && courseOfItem(id) === courseId
    && facts.events.some(({ verb, object }) => verb === 'completed' && object.type === 'content' && object.id === id));
  const { status, completedAt } = enrollment;
  return {
    userId, courseId, enrolledDay: dayOf(enrollment.enrolledAt, timeZone), status, completedDay: status === 'completed' && completedAt ? dayOf(completedAt, timeZone) : null,
    furthest: status === 'completed' ? taught.length : touched.lastIndexOf(true) + 1, topicsDone: done.length,
    recentDoneDays: done.filter((day) => daysBetween(day, today) < 30), itemsCompleted: finished.length,
    lastActiveDay: acts.filter((act) => act.courseId === courseId).map(({ at }) => dayOf(at, timeZone)).sort().at(-1) ?? null,
    rating: rating?.rating ? { value: rating.rating, day: dayOf(rating.occurredAt, timeZone) } : null,
  };
}

function countResult(userId: string, courseId: string, assessmentId: string, attempts: readonly AssessmentAttempt[]): LearnerResult[] {
  const named = attempts.map((one) => one.courseId).filter(Boolean).at(-1) ?? assessmentOf(assessmentId)?.courseId;
  const pcts = attempts.map(({ score }) => score);
  const topicId = assessmentOf(assessmentId)?.topicId;
  if (named !== courseId) return [];
  const passed = pcts.findIndex((pct) => pct >= 70);
  return [{
    userId, courseId, assessmentId, topicId: topicId ? sameTopic(topicId) : null, attempts: pcts.length, firstPct: pcts[0] ?? 0, bestPct: Math.max(...pcts),
    latestPct: pcts.at(-1) ?? 0, firstPassed: passed === 0, latestPassed: (pcts.at(-1) ?? 0) >= 70, firstPassPosition: passed < 0 ? null : passed + 1,
    minutesSum: attempts.reduce((all, { durationMin }) => all + (durationMin ?? 0), 0), minutesN: attempts.length,
  }];
}

function countTopic(members: readonly Learner[], topicId: string): CourseTopic {
  const minutes = Array.from({ length: 121 }, () => 0);
  const bests: number[] = [];
  for (const { facts } of members) {
    const pcts = facts.attempts.filter((one) => one.kind !== 'baseline' && one.topicId && sameTopic(one.topicId) === topicId).map(({ score }) => score);
    if (pcts.length > 0) bests.push(Math.max(...pcts));
    const spent = actsOf(facts).filter((act) => act.counted && act.topicId !== null && sameTopic(act.topicId) === topicId).reduce((all, act) => all + (act.minutes ?? 0), 0);
    const bin = Math.min(120, Math.floor(spent / 2));
    if (spent > 0) minutes[bin] = (minutes[bin] ?? 0) + 1;
  }
  const expectedMin = topics.find(({ id }) => id === topicId)?.expectedMin ?? null;
  return { topicId, expectedMin, learners: bests.length, pctSum: bests.reduce((all, pct) => all + pct, 0), minutes };
}

function countDays(members: readonly Learner[], courseId: string, { today, timeZone }: Clock): CourseDay[] {
  const days = new Map<Day, CourseDay>();
  for (const { facts } of members) {
    const own = new Map<Day, Act[]>();
    for (const act of actsOf(facts).filter((one) => one.courseId === courseId)) {
      const day = dayOf(act.at, timeZone);
      if (daysBetween(day, today) < 30) own.set(day, [...own.get(day) ?? [], act]);
    }
    for (const [day, acts] of own) {
      const sum = days.get(day) ?? { day, points: 0, activeMin: 0, sessions: 0, hours: Array.from({ length: 24 }, () => 0), posts: 0 };
      const covered = sessions(acts.map(({ id, at, minutes: durationMin }) => ({ id, endMin: Date.parse(at) / 60_000, durationMin })));
      const hours = acts.map(({ at }) => localHour(at, timeZone).hour);
      days.set(day, {
        day, points: sum.points + acts.length, activeMin: sum.activeMin + covered.minutes, sessions: sum.sessions + covered.sessions,
        hours: sum.hours.map((points, hour) => points + hours.filter((one) => one === hour).length), posts: sum.posts + acts.filter(({ posted }) => posted).length,
      });
    }
  }
  return by([...days.values()], ({ day }) => day);
}

/** countGroup counts a course of `groupCatalogue` straight from facts, one learner, topic and day after the other, with no rollup between. */
export function countGroup(learners: readonly Learner[], courseId: string, clock: Clock): Omit<CourseGroup, 'course'> {
  const enrolled = by(learners, ({ userId }) => userId).flatMap((learner) => {
    const enrollment = latestEnrollment(learner.enrollments, courseId, clock);
    return enrollment === undefined ? [] : [{ learner, row: countLearner(learner, enrollment, courseId, clock) }];
  });
  const members = enrolled.map(({ learner }) => learner);
  const newest = enrolled.flatMap(({ learner, row }) =>
    actsOf(learner.facts).map(({ at }) => at).filter((at) => dayOf(at, clock.timeZone) === row.lastActiveDay)).sort().at(-1);
  return {
    learners: enrolled.map(({ row }) => row), days: countDays(members, courseId, clock), topics: taughtIn(courseId).map((topicId) => countTopic(members, topicId)),
    results: members.flatMap(({ userId, facts }) => {
      const counted = inTime(facts.attempts.filter(({ kind }) => kind !== 'baseline'));
      return [...new Set(counted.map(({ assessmentId }) => assessmentId))].sort()
        .flatMap((assessmentId) => countResult(userId, courseId, assessmentId, counted.filter((one) => one.assessmentId === assessmentId)));
    }),
    asOf: newest ?? null,
  };
}
