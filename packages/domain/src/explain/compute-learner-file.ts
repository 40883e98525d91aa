import { isLearnerAnalyticId } from '../analytics/catalogue.ts';
import type { AnalyticId } from '../analytics/catalogue.ts';
import { computeLearner } from '../analytics/compute-learner.ts';
import { computeDropOffRisk, dropOffForLearner } from '../analytics/drop-off-risk.ts';
import { today } from '../analytics/learner-time.ts';
import { chooseForecastScope } from '../analytics/outcome-forecast-scope.ts';
import { computeOutcomeForecast } from '../analytics/outcome-forecast.ts';
import type { ForecastRequest } from '../analytics/outcome-forecast.ts';
import { computeRecommendations } from '../analytics/recommendations.ts';
import { placeInCourses } from '../analytics/standing.ts';
import type { Standing } from '../analytics/performance-value.ts';
import type { AnalyticContext, LearnerState } from '../analytics/state.ts';
import { DomainError } from '../errors.ts';
import { averagesByLearner } from '../analytics/course-measures.ts';
import { participateIn } from './build-course-group.ts';
import { buildLearnerState } from './build-learner-state.ts';
import type { FileAnalytic } from './compute-file-analytic.ts';
import type { FactsFile, FilePerson } from './facts-file.ts';
import { knowOrganization } from './known-organization.ts';
import type { KnownOrganization } from './known-organization.ts';

/** archivedOnly are the canonical topics that archived courses teach and no other. */
function archivedOnly({ facts, topics }: KnownOrganization): Set<string> {
  const taughtBy = (archived: boolean) => new Set(facts.courses.filter(({ status }) => (status === 'archived') === archived)
    .flatMap(({ id }) => topics.byCourse.get(id) ?? []));
  const open = taughtBy(false);
  return new Set([...taughtBy(true)].filter((topicId) => !open.has(topicId)));
}

/** practisedSince tells whether a practice was passed on the topic of the newest attempt after it; null where that has no topic, or there is none. */
function practisedSince(userId: string, state: LearnerState, known: KnownOrganization): boolean | null {
  const last = state.summary.lastAttempts.at(-1);
  const { attempts, practice } = known.factsOf(userId);
  const topicId = attempts.find(({ id }) => id === last?.id)?.topicId;
  if (last === undefined || !topicId) return null;
  const topic = known.topics.idOf(topicId);
  return practice.some((one) => one.passed && known.topics.idOf(one.topicId ?? '') === topic
    && Date.parse(one.occurredAt) > Date.parse(last.occurredAt));
}

function requestOf({ asked }: FactsFile, { prediction }: FilePerson, state: LearnerState, known: KnownOrganization, ctx: AnalyticContext): ForecastRequest {
  const scope = chooseForecastScope(state, today(ctx), { pathId: ctx.pathId, courseId: asked.courseId });
  const ofCourse = known.facts.assessments.filter(({ courseId, kind }) => courseId === scope?.path.id && kind !== 'baseline').map(({ id }) => id);
  return {
    prediction, ...(asked.courseId === undefined ? {} : { courseId: asked.courseId }), ...(asked.scenario === undefined ? {} : { scenario: asked.scenario }),
    ...(scope?.kind === 'course' && ctx.available.facts.has('assessments') ? { courseAssessments: ofCourse } : {}),
  };
}

/** standingsOf places a learner in each of their courses, for named readers. */
function standingsOf(userId: string, known: KnownOrganization, ctx: AnalyticContext): Standing[] {
  const { policy } = ctx.settings.performance;
  return placeInCourses(known.enrollmentsOf(userId).flatMap(({ courseId }) => {
    const averages = averagesByLearner(participateIn(courseId, known, ctx).flatMap(({ results }) => results), policy);
    const own = averages.get(userId);
    return own === undefined ? [] : [{ courseId, own, all: [...averages.values()] }];
  }));
}

/** computeForLearner calculates an analytic of one learner from a file, with what it is explained from. */
export function computeForLearner(id: AnalyticId, learnerId: string, file: FactsFile, ctx: AnalyticContext): FileAnalytic {
  const { viewer: { role, userId }, people, model } = file;
  if (role === 'learner' && userId && userId !== learnerId) throw new DomainError('invalid-input', 'viewer.userId: a learner sees nobody but themselves');
  const known = knowOrganization(file, today(ctx), ctx);
  const person = people.find((one) => one.id === learnerId);
  if (person === undefined) throw new DomainError('invalid-input', 'subject.learnerId: is nobody of people');
  const learner = buildLearnerState(person, known, ctx);
  const choices = { prediction: person.prediction, card: model ?? null };
  const request = requestOf(file, person, learner, known, ctx);
  const explained = { kind: 'learner', learner, choices, request } as const;
  if (isLearnerAnalyticId(id)) {
    const standings = id === 'performance' && role !== 'learner' ? standingsOf(learnerId, known, ctx) : [];
    return { envelope: computeLearner(learner, ctx, standings)[id], explained, ctx };
  }
  if (id === 'outcome-forecast') return { envelope: computeOutcomeForecast(learner, ctx, request), explained, ctx };
  const risk = computeDropOffRisk(learner, ctx, choices);
  if (id === 'drop-off-risk') {
    const shown = role === 'learner' ? dropOffForLearner(risk) : risk;
    return { envelope: shown, explained: role === 'learner' ? { kind: 'envelope', envelope: shown } : explained, ctx };
  }
  const envelope = computeRecommendations({
    learner, indexByTopic: new Map(), archivedTopicIds: archivedOnly(known), thumbsDown: [], practisedSinceLastAttempt: practisedSince(learnerId, learner, known),
    riskBand: risk.value?.band ?? null,
  }, ctx);
  return { envelope, explained: { kind: 'envelope', envelope }, ctx };
}
