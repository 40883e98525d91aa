import type { ContentType, LearningEvent } from '@verdant/domain/facts/facts';
import { at, type CoursePlan, type ItemPlan, type TopicPlan } from './curriculum.ts';
import type { DayClock } from './day-clock.ts';
import type { Ledger } from './ledger.ts';
import type { Mind } from './mind.ts';
import type { Random } from './random.ts';

/** Where a person's acts go, and who they are. */
export type Doing = { ledger: Ledger; clock: DayClock; mind: Mind; random: Random; userId: string; sociable: number };

const verbs: Record<ContentType, LearningEvent['verb']> = {
  video: 'watched', article: 'read', interactive: 'progressed', practice: 'practised', assessment: 'answered', forum: 'posted', other: 'read',
};

/** workOnItem opens an item, spends time with it and, mostly, finishes it. */
export function workOnItem({ ledger, clock, mind, random, userId, sociable }: Doing, topic: TopicPlan, item: ItemPlan): void {
  const object = { type: 'content', id: item.id, courseId: topic.courseId, topicId: topic.id, contentType: item.type } as const;
  ledger.event({ userId, occurredAt: clock.now(), verb: 'opened', object });
  const durationMin = clock.spend(item.expectedMin * Math.max(0.4, random.normal(1, 0.28)));
  const verb = item.type === 'forum' && random.chance(0.55) ? 'replied' : verbs[item.type];
  ledger.event({ userId, occurredAt: clock.now(), verb, object, durationMin });
  if (random.chance(0.9 + item.effect / 2)) {
    clock.spend(0.5);
    ledger.event({ userId, occurredAt: clock.now(), verb: 'completed', object });
    mind.finishItem(topic, item);
  }
  if (sociable > 0.6 && random.chance(0.03)) {
    ledger.event(
      {
        userId, occurredAt: clock.now(), verb: random.chance(0.5) ? 'shared' : 'mentored',
        object: { type: 'topic', id: topic.id, courseId: topic.courseId, topicId: topic.id },
      }
    );
  }
  clock.rest();
}

/** practiseTopic works an exercise; its item is finished only by a pass. */
export function practiseTopic({ ledger, clock, mind, random, userId }: Doing, topic: TopicPlan): void {
  const item = topic.items.find(({ type }) => type === 'practice') ?? at(topic.items, 0);
  const object = { type: 'content', id: item.id, courseId: topic.courseId, topicId: topic.id, contentType: item.type } as const;
  ledger.event({ userId, occurredAt: clock.now(), verb: 'opened', object });
  const durationMin = clock.spend(item.expectedMin * Math.max(0.5, random.normal(1, 0.3)));
  const result = mind.practise(topic, random);
  ledger.practice(
    { userId, practiceId: item.id, courseId: topic.courseId, topicId: topic.id, skillIds: topic.skillIds, occurredAt: clock.now(), durationMin, ...result }
  );
  if (result.passed) {
    ledger.event({ userId, occurredAt: clock.now(), verb: 'completed', object });
    mind.finishItem(topic, item);
  } else if (random.chance(0.35)) {
    ledger.event({ userId, occurredAt: clock.now(), verb: 'asked', object: { type: 'topic', id: topic.id, courseId: topic.courseId, topicId: topic.id } });
  }
  clock.rest();
}

/** takeQuiz hands in a topic's test and tells the percent. */
export function takeQuiz({ ledger, clock, mind, random, userId }: Doing, course: CoursePlan, topic: TopicPlan, attemptNo: number): number {
  const durationMin = clock.spend(random.between(6, 18));
  const answers = mind.answer(topic.questions, () => topic, random);
  ledger.attempt({
    userId, assessmentId: topic.quizId, courseId: topic.courseId, topicId: topic.id, occurredAt: clock.now(), ...answers, passMark: course.passMark,
    attemptNo, durationMin, kind: 'other',
  });
  clock.rest();
  return (100 * answers.score) / answers.max;
}

/** takeExam answers one question of every topic, before the course or after it. */
export function takeExam({ ledger, clock, mind, random, userId }: Doing, course: CoursePlan, kind: 'baseline' | 'post'): void {
  const durationMin = clock.spend(random.between(15, 30));
  const asked = course.topics.flatMap((topic) => [0, 1].map((place) => ({ topic, question: at(topic.questions, place) })));
  const topicOf = new Map(asked.map(({ topic, question }) => [question, topic]));
  const answers = mind.answer([...topicOf.keys()], (question) => topicOf.get(question) ?? at(course.topics, 0), random);
  ledger.attempt({
    userId, assessmentId: kind === 'baseline' ? course.baselineId : course.postId, courseId: course.id, occurredAt: clock.now(),
    score: Math.round((1_000 * answers.score) / answers.max) / 10, max: 100, passMark: course.passMark, attemptNo: 1, durationMin, skills: answers.skills, kind,
    items: answers.items,
  });
  clock.rest();
}
