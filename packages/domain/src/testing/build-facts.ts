import type { AssessmentAttempt, Enrollment, LearningEvent, PracticeResult, SkillObservation, TopicCompletion } from '../facts/facts.ts';
import { defaultSettings } from '../analytics/settings.ts';
import type { FoldContext, LearnerFacts } from '../rollups/learner-facts.ts';

/** uuid makes a readable id for tests: a kind of two hexadecimal digits and a number. */
export function uuid(kind: string, n: number): string {
  return `${kind.padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

export const user = uuid('aa', 1);
export const utc: FoldContext = { timeZone: 'UTC', settings: defaultSettings };

let made = 0;
function identity() {
  made += 1;
  return { id: uuid('f0', made), source: 'test', sourceId: `s${made}`, version: 1 };
}

/** on writes an instant of March 2026 or any other day, e.g. `on('2026-03-04', '09:30')`. */
export function on(day: string, time = '09:00'): string {
  return `${day}T${time}:00.000Z`;
}

export function buildEvent(fields: Partial<LearningEvent> & Pick<LearningEvent, 'occurredAt'>): LearningEvent {
  return { ...identity(), userId: user, verb: 'opened', object: { type: 'other', id: 'x' }, ...fields };
}
export function buildCompletion(topicId: string, occurredAt: string, fields: Partial<TopicCompletion> = {}): TopicCompletion {
  return { ...identity(), userId: user, topicId, occurredAt, via: 'course', ...fields };
}
export function buildAttempt(assessmentId: string, occurredAt: string, score: number, fields: Partial<AssessmentAttempt> = {}): AssessmentAttempt {
  return { ...identity(), userId: user, assessmentId, occurredAt, score, max: 100, attemptNo: 1, skills: [], kind: 'other', ...fields };
}
export function buildPractice(occurredAt: string, passed: boolean, fields: Partial<PracticeResult> = {}): PracticeResult {
  return { ...identity(), userId: user, practiceId: 'p', skillIds: [], occurredAt, passed, ...fields };
}
export function buildObservation(skillId: string, occurredAt: string, score: number, fields: Partial<SkillObservation> = {}): SkillObservation {
  const own = identity();
  return { ...own, userId: user, skillId, occurredAt, score, originKind: 'answer', originId: own.id, ...fields };
}
export function buildEnrollment(courseId: string, enrolledAt: string, fields: Partial<Enrollment> = {}): Enrollment {
  return { ...identity(), userId: user, courseId, enrolledAt, mode: 'unknown', status: 'active', ...fields };
}
export function buildFacts(fields: Partial<LearnerFacts> = {}): LearnerFacts {
  return {
    events: [], completions: [], attempts: [], practice: [], observations: [], enrollments: [], topics: new Map(), contentItems: new Map(), assessments: new Map(),
    courses: new Map(), ...fields,
  };
}
