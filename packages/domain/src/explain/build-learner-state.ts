import type { EnrollmentRef, LearnerState, PathRef } from '../analytics/state.ts';
import type { Enrollment, LearningPath } from '../facts/facts.ts';
import { dayOf } from '../time/day.ts';
import type { FilePerson } from './facts-file.ts';
import type { KnownOrganization, OrganizationContext } from './known-organization.ts';
import type { TopicCatalogue } from './topic-catalogue.ts';

/** Day rows of one learner that any formula can reach. */
const newestDays = 180;

function asPath({ id, title, topicIds, startDate, targetDate, targetTopicsPerWeek, status }: LearningPath, { idOf }: TopicCatalogue): PathRef {
  return {
    id, title: title ?? null, startDate, status, topicIds: [...new Set(topicIds.map(idOf))], targetDate: targetDate ?? null,
    targetTopicsPerWeek: targetTopicsPerWeek ?? null,
  };
}

function asEnrollment({ courseId, enrolledAt, status, dueAt }: Enrollment, { byCourse }: TopicCatalogue, timeZone: string): EnrollmentRef {
  return {
    courseId, enrolledDay: dayOf(enrolledAt, timeZone), status, dueDay: dueAt ? dayOf(dueAt, timeZone) : null, topicIds: byCourse.get(courseId) ?? [],
  };
}

/** buildLearnerState folds one person's facts into what the learner analytics read. */
export function buildLearnerState({ id: userId, joinedAt }: FilePerson, known: KnownOrganization, ctx: OrganizationContext): LearnerState {
  const { topics } = known;
  const plans = known.plansOf(userId);
  const { timeZone } = ctx;
  const { days, topics: doneTopics, items, skills, assessments, summary } = known.rollupsOf(userId);
  const paths = plans.paths.filter(({ status }) => status === 'active').map((path) => asPath(path, topics));
  const enrollments = known.enrollmentsOf(userId).map((one) => asEnrollment(one, topics, timeZone));
  const named = new Set([...paths, ...enrollments].flatMap(({ topicIds }) => topicIds));
  return {
    userId, joinedDay: dayOf(joinedAt, timeZone), summary, days: days.slice(-newestDays), topics: doneTopics, items, skills, assessments, paths,
    enrollments,
    targets: plans.targets.map(({ skillId, target, origin, business, prerequisites, marketDemand, careerImpact, due }) => ({
      skillId, target, origin, business: business ?? null, prerequisites: prerequisites ?? null, marketDemand: marketDemand ?? null,
      careerImpact: careerImpact ?? null, due: due ?? null,
    })),
    levels: plans.levels.map(({ skillId, level, acquired, assessedAt, by }) => ({ skillId, level, acquired: acquired ?? null, assessedAt, by })),
    topicRefs: new Map([...named].flatMap((id) => { const ref = topics.refs.get(id); return ref === undefined ? [] : [[id, ref] as const]; })),
  };
}
