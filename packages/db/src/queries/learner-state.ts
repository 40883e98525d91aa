import type { EnrollmentRef, LearnerState, PathRef, TopicRef } from '@verdant/domain/analytics/state';
import type { LearnerSummary } from '@verdant/domain/rollups/types';
import { dayOf } from '@verdant/domain/time/day';
import type { Tx } from '../with-org.ts';
import { loadLearnerRollups } from './learner-rollups.ts';
import { loadTargets } from './learner-targets.ts';
import { loadJourneys, type Journeys, type TopicRow } from './learner-journeys.ts';

export { loadAvailability, loadOrganization } from './organization.ts';

const noSummary: LearnerSummary = { firstActivityDay: null, lastActivityDay: null, asOf: null, lastAttempts: [] };

/**
 * loadLearnerStates reads everything the six analytics need about some learners: thirteen statements for any number of them. People who do not exist are
 * absent.
 */
export async function loadLearnerStates(tx: Tx, userIds: readonly string[]): Promise<Map<string, LearnerState>> {
  const rollups = await loadLearnerRollups(tx, userIds);
  const journeys = await loadJourneys(tx, userIds);
  const targets = await loadTargets(tx, userIds);
  const canonical = canonicalTopics(journeys.topics);
  const courseTopics = topicsByCourse(journeys.topics);
  return new Map(journeys.people.map(({ userId, joinedOn, prediction }) => {
    const paths = (journeys.paths.get(userId) ?? []).map((path) => asPath(path, canonical.idOf));
    const enrollments = (journeys.enrollments.get(userId) ?? []).map((row) => asEnrollment(row, courseTopics.get(row.courseId) ?? []));
    const named = new Set([...paths, ...enrollments].flatMap(({ topicIds }) => topicIds));
    return [userId, {
      userId, joinedDay: joinedOn, prediction, summary: rollups.summaries.get(userId) ?? noSummary,
      days: rollups.days.get(userId) ?? [], topics: rollups.topics.get(userId) ?? [], items: rollups.items.get(userId) ?? [],
      skills: rollups.skills.get(userId) ?? [], assessments: rollups.assessments.get(userId) ?? [],
      paths, enrollments, targets: targets.targets.get(userId) ?? [], levels: targets.levels.get(userId) ?? [],
      topicRefs: new Map([...named].flatMap((id) => { const ref = canonical.refs.get(id); return ref === undefined ? [] : [[id, ref]]; })),
    }];
  }));
}

const canonicalIdOf = (topic: TopicRow): string => topic.canonicalId ?? topic.id;

/** Topics with one canonical topic are one topic: it has the skills of all, and its own expected time before that of the others. */
function canonicalTopics(rows: readonly TopicRow[]): { idOf: (topicId: string) => string; refs: Map<string, TopicRef> } {
  const ids = new Map(rows.map((row) => [row.id, canonicalIdOf(row)]));
  const refs = new Map<string, TopicRef>();
  for (const row of [...rows].sort((a, b) => Number(b.canonicalId === null) - Number(a.canonicalId === null))) {
    const id = canonicalIdOf(row);
    const known = refs.get(id);
    refs.set(id, { id, skillIds: [...new Set([...(known?.skillIds ?? []), ...row.skillIds])], expectedMin: known?.expectedMin ?? row.expectedMin });
  }
  return { idOf: (topicId) => ids.get(topicId) ?? topicId, refs };
}

/** Canonical topics of each course in teaching order, each once. */
function topicsByCourse(rows: readonly TopicRow[]): Map<string, string[]> {
  const courses = new Map<string, string[]>();
  for (const row of rows) {
    if (row.courseId === null) continue;
    const topics = courses.get(row.courseId) ?? [];
    if (!topics.includes(canonicalIdOf(row))) topics.push(canonicalIdOf(row));
    courses.set(row.courseId, topics);
  }
  return courses;
}

type PathRow = Journeys['paths'] extends Map<string, (infer Row)[]> ? Row : never;
type EnrollmentRow = Journeys['enrollments'] extends Map<string, (infer Row)[]> ? Row : never;

const asPath = ({ userId: _userId, topicIds, ...path }: PathRow, idOf: (topicId: string) => string): PathRef =>
  ({ ...path, topicIds: [...new Set(topicIds.map(idOf))] });

const asEnrollment = ({ courseId, enrolledAt, status, dueAt, timeZone }: EnrollmentRow, topicIds: string[]): EnrollmentRef => ({
  courseId, enrolledDay: dayOf(enrolledAt, timeZone), status, dueDay: dueAt === null ? null : dayOf(dueAt, timeZone), topicIds,
});
