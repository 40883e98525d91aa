import { computeLearner, type LearnerAnalytics } from '@verdant/domain/analytics/compute-learner';
import { defaultSettings } from '@verdant/domain/analytics/settings';
import type { AnalyticContext, LearnerState, TopicRef } from '@verdant/domain/analytics/state';
import { factSchemas, type FactBatch, type FactKind } from '@verdant/domain/facts/facts';
import { foldLearner } from '@verdant/domain/rollups/fold-learner';
import type { LearnerFacts } from '@verdant/domain/rollups/learner-facts';
import { dayOf, type Instant } from '@verdant/domain/time/day';
import type { DemoData } from '../generate.ts';
import type { Learner } from '../learners.ts';

export type ComputedLearner = { learner: Learner; analytics: LearnerAnalytics };

const allKinds = Object.keys(factSchemas).filter((kind): kind is FactKind => kind in factSchemas);

function stateOf(learner: Learner, batch: FactBatch, facts: LearnerFacts, topicRefs: ReadonlyMap<string, TopicRef>, timeZone: string): LearnerState {
  const paths = (batch.learning_paths ?? []).map(({ id, title, startDate, status, topicIds, targetDate, targetTopicsPerWeek }) => ({
    id, title: title ?? null, startDate, status, topicIds: [...topicIds], targetDate: targetDate ?? null, targetTopicsPerWeek: targetTopicsPerWeek ?? null,
  }));
  const enrollments = (batch.enrollments ?? []).map(({ courseId, enrolledAt, status, dueAt }) => ({
    courseId, enrolledDay: dayOf(enrolledAt, timeZone), status, dueDay: dueAt ? dayOf(dueAt, timeZone) : null,
    topicIds: learner.courses.find(({ id }) => id === courseId)?.topics.map(({ id }) => id) ?? [],
  }));
  return {
    userId: learner.userId, joinedDay: learner.joinedOn, ...foldLearner(facts, { timeZone, settings: defaultSettings }), paths, enrollments,
    targets: (batch.skill_targets ?? []).map(({ skillId, target, origin, business, prerequisites, marketDemand, careerImpact, due }) => ({
      skillId, target, origin, business: business ?? null, prerequisites: prerequisites ? [...prerequisites] : null, marketDemand: marketDemand ?? null,
      careerImpact: careerImpact ?? null, due: due ?? null,
    })),
    levels: (batch.skill_levels ?? []).map(({ skillId, level, acquired, assessedAt, by }) => ({ skillId, level, acquired: acquired ?? null, assessedAt, by })),
    topicRefs: new Map(topicRefs),
  };
}

/** computeDemo calculates everyone's six analytics straight from the generated facts, without a database, as each learner sees their own. */
export function computeDemo(data: DemoData, now: Instant): ComputedLearner[] {
  const { curriculum, plan: { timeZone }, learners, batches } = data;
  const { topics, content_items: items, assessments, courses } = curriculum.facts;
  const reference = {
    topics: new Map(topics.map(({ id, courseId, skillIds }) => [id, { canonicalId: null, courseId: courseId ?? null, skillIds }])),
    contentItems: new Map(items.map(({ id, type, courseId, topicId, skillIds }) => [id, { type, courseId: courseId ?? null, topicId: topicId ?? null, skillIds }])),
    assessments: new Map(assessments.map(({ id, courseId }) => [id, { courseId: courseId ?? null }])),
    courses: new Map(courses.map(({ id, passMark }) => [id, { passMark: passMark ?? null }])),
  };
  const refs = new Map(topics.map(({ id, skillIds, expectedMin }) => [id, { id, skillIds: [...skillIds], expectedMin }]));
  const ctx: AnalyticContext = {
    now, timeZone, settings: defaultSettings, settingsVersion: 1, sources: [], viewer: { role: 'learner' },
    available: { facts: new Set(allKinds), measures: new Set(['time-of-day', 'minutes'] as const) },
  };
  return learners.map((learner, place) => {
    const batch = batches[place + 1] ?? {};
    const facts: LearnerFacts = {
      ...reference, events: batch.learning_events ?? [], completions: batch.topic_completions ?? [], attempts: batch.assessment_attempts ?? [],
      practice: batch.practice_results ?? [], observations: batch.skill_observations ?? [], enrollments: batch.enrollments ?? [],
    };
    return { learner, analytics: computeLearner(stateOf(learner, batch, facts, refs, timeZone), ctx) };
  });
}
