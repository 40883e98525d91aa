import type { AnalyticDetail, LearnerPage } from '@verdant/api/views';
import type { Role } from '@verdant/domain/access/roles';
import type { LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import type { Scope } from '@verdant/domain/recalculation/scope';
import type { QueryKey, UseQueryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** Whose numbers a page shows, and through whose eyes: oneself, a trainer's learner, or a person of the organization. */
export type Subject = { kind: 'self' } | { kind: 'trained'; userId: string } | { kind: 'worker'; userId: string };

const roleOf = { self: 'learner', trained: 'trainer', worker: 'org_admin' } as const satisfies Record<Subject['kind'], Role>;

/** roleOfSubject gives the role a page about this person stands in. */
export function roleOfSubject(subject: Subject): Role {
  return roleOf[subject.kind];
}

/** pageOptions is the query for all six cards of a person. */
export function pageOptions(subject: Subject): UseQueryOptions<LearnerPage> {
  if (subject.kind === 'self') return asQuery(api.learner.overview.queryOptions());
  const input = { userId: subject.userId };
  return subject.kind === 'trained' ? asQuery(api.trainer.learner.queryOptions(input)) : asQuery(api.orgAdmin.worker.queryOptions(input));
}

type Windowed = { windowDays: number };
const own: { [Id in LearnerAnalyticId]: (input: Windowed) => UseQueryOptions<AnalyticDetail> } = {
  'learning-velocity': (input) => asQuery(api.learner.velocity.queryOptions(input)),
  mastery: (input) => asQuery(api.learner.mastery.queryOptions(input)),
  performance: (input) => asQuery(api.learner.performance.queryOptions(input)),
  engagement: (input) => asQuery(api.learner.engagement.queryOptions(input)),
  'skill-gaps': (input) => asQuery(api.learner.skillGaps.queryOptions(input)),
  'content-effectiveness': (input) => asQuery(api.learner.contentEffectiveness.queryOptions(input)),
};

/** detailOptions is the query for one analytic of a person in one window. */
export function detailOptions(subject: Subject, analytic: LearnerAnalyticId, windowDays: number): UseQueryOptions<AnalyticDetail> {
  if (subject.kind === 'self') return own[analytic]({ windowDays });
  const input = { userId: subject.userId, analytic, windowDays };
  return subject.kind === 'trained' ? asQuery(api.trainer.learnerAnalytic.queryOptions(input)) : asQuery(api.orgAdmin.workerAnalytic.queryOptions(input));
}

/** asQuery forgets which procedure answers, so that one page serves them all. */
function asQuery<Data>(options: { queryKey: QueryKey; queryFn?: unknown }): UseQueryOptions<Data> {
  // Each caller's procedure is declared to answer with Data; only its name differs.
  return options as UseQueryOptions<Data>;
}

/** overviewPath gives the page with the six cards of a person. */
export function overviewPath(subject: Subject): string {
  if (subject.kind === 'trained') return `/trainer/learners/${subject.userId}`;
  return subject.kind === 'worker' ? `/org-admin/workers/${subject.userId}` : '/learner';
}

/** detailPath gives the detail page of an analytic of a person. */
export function detailPath(subject: Subject, analytic: LearnerAnalyticId): string {
  return subject.kind === 'self' ? `/learner/analytics/${analytic}` : `${overviewPath(subject)}/${analytic}`;
}

/** scopeOfSubject gives what a recalculation of this person covers; null where the page may not ask for one. */
export function scopeOfSubject(subject: Subject, selfId: string): Scope {
  return { kind: 'learner', userId: subject.kind === 'self' ? selfId : subject.userId };
}
