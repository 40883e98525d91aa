import type { AnalyticDetail, LearnerPage } from '@verdant/api/views';
import type { Role } from '@verdant/domain/access/roles';
import type { AnalyticId } from '@verdant/domain/analytics/catalogue';
import type { Scope } from '@verdant/domain/recalculation/scope';
import { client } from '../../api/client.ts';

/** Whose numbers a page shows, and through whose eyes: oneself, a trainer's learner, or a person of the organization. */
export type Subject = { kind: 'self' } | { kind: 'trained'; userId: string } | { kind: 'worker'; userId: string };

const roleOf = { self: 'learner', trained: 'trainer', worker: 'org_admin' } as const satisfies Record<Subject['kind'], Role>;

/** roleOfSubject gives the role a page about this person stands in. */
export function roleOfSubject(subject: Subject): Role {
  return roleOf[subject.kind];
}

/** pageOptions is the query for all six cards of a person. */
export function pageOptions(subject: Subject) {
  if (subject.kind === 'self') return { queryKey: [['learner', 'overview'], { type: 'query' }], queryFn: (): Promise<LearnerPage> => client.learner.overview.query() };
  const input = { userId: subject.userId };
  if (subject.kind === 'trained') return { queryKey: [['trainer', 'learner'], { input, type: 'query' }], queryFn: (): Promise<LearnerPage> => client.trainer.learner.query(input) };
  return { queryKey: [['orgAdmin', 'worker'], { input, type: 'query' }], queryFn: (): Promise<LearnerPage> => client.orgAdmin.worker.query(input) };
}

type Windowed = { windowDays?: number };
const own: { [Id in AnalyticId]: (input: Windowed) => Promise<AnalyticDetail> } = {
  'learning-velocity': (input) => client.learner.velocity.query(input),
  mastery: (input) => client.learner.mastery.query(input),
  performance: (input) => client.learner.performance.query(input),
  engagement: (input) => client.learner.engagement.query(input),
  'skill-gaps': (input) => client.learner.skillGaps.query(input),
  'content-effectiveness': (input) => client.learner.contentEffectiveness.query(input),
};
const ownPath = {
  'learning-velocity': 'velocity', mastery: 'mastery', performance: 'performance', engagement: 'engagement', 'skill-gaps': 'skillGaps',
  'content-effectiveness': 'contentEffectiveness',
} as const satisfies Record<AnalyticId, string>;

/** detailOptions is the query for one analytic of a person in one window; keys have tRPC's shape, so that one table of events reaches them all. */
export function detailOptions(subject: Subject, analytic: AnalyticId, windowDays: number) {
  if (subject.kind === 'self') {
    const input = { windowDays };
    return { queryKey: [['learner', ownPath[analytic]], { input, type: 'query' }], queryFn: () => own[analytic](input) };
  }
  const input = { userId: subject.userId, analytic, windowDays };
  if (subject.kind === 'trained') {
    return { queryKey: [['trainer', 'learnerAnalytic'], { input, type: 'query' }], queryFn: (): Promise<AnalyticDetail> => client.trainer.learnerAnalytic.query(input) };
  }
  return { queryKey: [['orgAdmin', 'workerAnalytic'], { input, type: 'query' }], queryFn: (): Promise<AnalyticDetail> => client.orgAdmin.workerAnalytic.query(input) };
}

/** overviewPath gives the page with the six cards of a person. */
export function overviewPath(subject: Subject): string {
  if (subject.kind === 'trained') return `/trainer/learners/${subject.userId}`;
  return subject.kind === 'worker' ? `/org-admin/workers/${subject.userId}` : '/learner';
}

/** detailPath gives the detail page of an analytic of a person. */
export function detailPath(subject: Subject, analytic: AnalyticId): string {
  return subject.kind === 'self' ? `/learner/analytics/${analytic}` : `${overviewPath(subject)}/${analytic}`;
}

/** scopeOfSubject gives what a recalculation of this person covers; null where the page may not ask for one. */
export function scopeOfSubject(subject: Subject, selfId: string): Scope {
  return { kind: 'learner', userId: subject.kind === 'self' ? selfId : subject.userId };
}
