import type { Enrollment, FactBatch, FactKind } from '@verdant/domain/facts/facts';
import type { Instant } from '@verdant/domain/time/day';
import { at, type CoursePlan, type Curriculum, type ItemPlan, type TopicPlan } from './curriculum.ts';
import { identify } from './identify.ts';
import type { Random } from './random.ts';

/** Where one learner stands, as the stored facts tell it. */
export type LearnerState = {
  userId: string;
  /** Active enrollments, oldest first. */
  enrollments: Enrollment[];
  doneTopicIds: ReadonlySet<string>;
  doneItemIds: ReadonlySet<string>;
  /** Attempts by assessment. */
  attempts: ReadonlyMap<string, number>;
  /** Share of right answers lately, 0..1. */
  recent: number;
};

const minuteMs = 60_000;
const clamp = (value: number) => Math.max(0.25, Math.min(0.96, value));

/** One learner's next minutes; the last fact happens now, the others shortly before. */
class Moment {
  readonly batch: FactBatch = {};
  readonly #state: LearnerState;
  readonly #curriculum: Curriculum;
  readonly #now: Instant;
  readonly #random: Random;
  #count = 0;

  constructor(state: LearnerState, curriculum: Curriculum, now: Instant, random: Random) {
    this.#state = state;
    this.#curriculum = curriculum;
    this.#now = now;
    this.#random = random;
  }

  #identity(kind: FactKind) {
    this.#count += 1;
    return identify(this.#curriculum.organizationId, kind, `${kind}:tick/${this.#now}/${this.#state.userId}/${this.#count}`);
  }

  #before(minutes: number): Instant {
    return new Date(Date.parse(this.#now) - minutes * minuteMs).toISOString();
  }

  /** A right answer is as likely as lately, a little more with each look at the topic's items. */
  #chance(topic: TopicPlan): number {
    const seen = topic.items.filter(({ id }) => this.#state.doneItemIds.has(id));
    return clamp(this.#state.recent + 0.03 - topic.difficulty + seen.reduce((sum, { effect }) => sum + effect / 2, 0));
  }

  look(topic: TopicPlan, item: ItemPlan): void {
    const { userId } = this.#state;
    const durationMin = Math.round(10 * Math.min(item.expectedMin, this.#random.between(1.5, 6))) / 10;
    const object = { type: 'content', id: item.id, courseId: topic.courseId, topicId: topic.id, contentType: item.type } as const;
    const event = (
      verb: 'opened' | 'watched' | 'read' | 'completed' | 'posted', minutesAgo: number, minutes?: number
    ) => (this.batch.learning_events ??= []).push(
      {
        ...this.#identity('learning_events'), userId, occurredAt: this.#before(minutesAgo), verb, object,
        ...(minutes === undefined ? {} : { durationMin: minutes }),
      });
    event('opened', durationMin);
    if (item.type === 'practice') {
      const passed = this.#random.chance(this.#chance(topic));
      (this.batch.practice_results ??= []).push({
        ...this.#identity('practice_results'), userId, practiceId: item.id, courseId: topic.courseId, topicId: topic.id, skillIds: topic.skillIds,
        occurredAt: this.#now,
        passed, score: passed ? this.#random.pick([0.7, 0.8, 0.9, 1]) : this.#random.pick([0.2, 0.35, 0.5]), durationMin,
      });
      if (passed) event('completed', 0);
      return;
    }
    event(item.type === 'video' ? 'watched' : item.type === 'forum' ? 'posted' : 'read', 0.2, durationMin);
    event('completed', 0);
  }

  test(course: CoursePlan, topic: TopicPlan): void {
    const { userId } = this.#state;
    const attemptNo = (this.#state.attempts.get(topic.quizId) ?? 0) + 1;
    const items = topic.questions.map(({ id, difficulty }) => ({ itemId: id, score: this.#random.chance(clamp(this.#chance(topic) - difficulty)) ? 1 : 0 }));
    const score = items.reduce((sum, item) => sum + item.score, 0);
    const skills = topic.skillIds.map((skillId) => {
      const of = items.filter((_, place) => at(topic.questions, place).skillId === skillId);
      return { skillId, score: of.length === 0 ? 0 : Math.round((1_000 * of.reduce((sum, item) => sum + item.score, 0)) / of.length) / 1_000 };
    });
    (this.batch.assessment_attempts ??= []).push({
      ...this.#identity('assessment_attempts'), userId, assessmentId: topic.quizId, courseId: topic.courseId, topicId: topic.id, occurredAt: this.#now, score,
      max: items.length,
      passMark: course.passMark, attemptNo, durationMin: Math.round(this.#random.between(4, 12)), skills, kind: 'other', items,
    });
    if ((100 * score) / items.length >= (course.passMark ?? 70) || attemptNo >= 4) this.#complete(course, topic);
  }

  #complete(course: CoursePlan, topic: TopicPlan): void {
    (this.batch.topic_completions ??= []).push(
      { ...this.#identity('topic_completions'), userId: this.#state.userId, topicId: topic.id, occurredAt: this.#now, via: 'course' }
    );
    const enrollment = this.#state.enrollments.find(({ courseId }) => courseId === course.id);
    const left = course.topics.filter(({ id }) => id !== topic.id && !this.#state.doneTopicIds.has(id));
    if (!enrollment || left.length > 0) return;
    // The same enrollment in a higher version: that is how a course is completed.
    this.batch.enrollments = [{ ...enrollment, version: enrollment.version + 1, status: 'completed', completedAt: this.#now, certificateAt: this.#now }];
  }
}

/** nextActivity gives a learner's next few minutes: the next item of their current topic, its test when they have seen enough of it, or a look back. */
export function nextActivity(state: LearnerState, curriculum: Curriculum, now: Instant, random: Random): FactBatch {
  const moment = new Moment(state, curriculum, now, random);
  const planned = new Map(curriculum.tracks.flatMap(({ courses }) => courses.map((course) => [course.id, course] as const)));
  const courses = state.enrollments.flatMap(({ courseId }) => planned.get(courseId) ?? []);
  const open = courses.flatMap((course) => course.topics.filter(({ id }) => !state.doneTopicIds.has(id)).map((topic) => ({ course, topic })));
  const next = open[0];
  if (next) {
    const unseen = next.topic.items.filter(({ id }) => !state.doneItemIds.has(id));
    const enough = next.topic.items.length - unseen.length >= 2;
    const item = unseen[0];
    if (!item || (enough && random.chance(0.4))) moment.test(next.course, next.topic);
    else moment.look(next.topic, item);
    return moment.batch;
  }
  const known = courses.flatMap(({ topics }) => topics);
  if (known.length === 0) return {};
  const topic = random.pick(known);
  moment.look(topic, random.pick(topic.items));
  return moment.batch;
}
