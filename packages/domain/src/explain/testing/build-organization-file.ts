import { uuid } from '../../testing/build-facts.ts';
import { addDays } from '../../time/day.ts';
import type { FactsFile } from '../facts-file.ts';
import { readFactsFile } from '../read-facts-file.ts';

const D = '2026-03-31';
const ago = (days: number, time = '09:00') => `${addDays(D, -days)}T${time}:00.000Z`;

export const courseId = uuid('c0', 1);
export const trainerId = uuid('ee', 1);
export const skillId = uuid('50', 1);
export const learnerId = (n: number) => uuid('aa', n);
const topics = [1, 2, 3, 4].map((n) => uuid('10', n));
export const assessmentId = uuid('a5', 1);

/** factsOfLearner is one of a course: every second learner completed it, the first three quarters were active this month; results are 50 + n. */
function factsOfLearner(n: number, people: number) {
  const userId = learnerId(n);
  const completed = n % 2 === 0;
  const id = (kind: string) => uuid(kind, n);
  const active = 4 * n <= 3 * people;
  const done = completed ? topics : topics.slice(0, 2);
  return {
    enrollment: {
      id: id('e0'), userId, courseId, enrolledAt: ago(70), mode: n % 3 === 0 ? 'voluntary' : 'mandatory', status: completed ? 'completed' : 'active',
      completedAt: completed ? ago(5) : null, dueAt: ago(2),
    },
    completions: done.map((topicId, i) => ({ id: uuid(`b${i}`, n), userId, topicId, occurredAt: ago(active ? 10 + i : 50 + i), via: 'course' })),
    events: active ? [{ id: id('d1'), userId, occurredAt: ago(2), verb: 'replied', object: { type: 'content', id: 'x', courseId }, durationMin: 20 },
      { id: id('d2'), userId, occurredAt: ago(2, '10:00'), verb: 'rated', object: { type: 'course', id: courseId }, rating: 4 }] : [],
    attempts: [
      { id: id('f1'), userId, assessmentId, occurredAt: ago(60), score: 20, max: 100, attemptNo: 1, kind: 'baseline', skills: [] },
      { id: id('f2'), userId, assessmentId, occurredAt: ago(20), score: 50 + n, max: 100, attemptNo: 1, kind: 'post', skills: [{ skillId, score: 1 }] },
    ],
    target: { id: id('70'), userId, skillId, target: 3, origin: 'organization', business: 'high' },
    level: { id: id('71'), userId, skillId, level: completed ? 3 : 2, assessedAt: ago(30), by: 'trainer' },
  };
}

/** organizationContent is the content of a file about a course of so many people in two departments. */
export function organizationContent(people: number, fields: Record<string, unknown> = {}): Record<string, unknown> {
  const numbers = Array.from({ length: people }, (_, i) => i + 1);
  const learners = numbers.map((n) => factsOfLearner(n, people));
  return {
    now: `${D}T18:00:00.000Z`, viewer: { role: 'org_admin' }, subject: { organization: true },
    people: numbers.map((n) => ({
      id: learnerId(n), joinedAt: ago(100), departmentId: n % 2 === 0 ? 'north' : 'south', teamId: null, targetRoleId: 'analyst', comparison: 'in',
    })),
    trainers: [trainerId], cohorts: [{ id: 'first five', learnerIds: numbers.slice(0, 5).map(learnerId) }],
    facts: {
      courses: [{ id: courseId, title: 'SQL', status: 'active', createdAt: ago(300), trainerIds: [trainerId] }],
      topics: topics.map((id, position) => ({ id, title: `Topic ${position}`, courseId, position, skillIds: [skillId], expectedMin: 30 })),
      content_items: [], skills: [{ id: skillId, name: 'SQL' }],
      assessments: [{ id: assessmentId, title: 'Test', courseId, topicId: topics[0], kind: 'post', max: 100 }],
      enrollments: learners.map(({ enrollment }) => enrollment), topic_completions: learners.flatMap(({ completions }) => completions),
      learning_events: learners.flatMap(({ events }) => events), assessment_attempts: learners.flatMap(({ attempts }) => attempts), practice_results: [],
      skill_targets: learners.map(({ target }) => target), skill_levels: learners.map(({ level }) => level), learning_paths: [],
      kpis: [{ id: uuid('99', 1), name: 'Reports', value: 80, target: 100, unit: '%', direction: 'up', periodEnd: addDays(D, 30) }],
    },
    ...fields,
  };
}

/** buildFile reads content that has to be right. */
export function buildFile(content: unknown): FactsFile {
  const read = readFactsFile(content);
  if (!read.ok) throw new Error(read.errors.join('\n'));
  return read.file;
}
