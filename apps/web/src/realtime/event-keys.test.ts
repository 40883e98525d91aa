import { QueryClient, type QueryKey } from '@tanstack/react-query';
import { learnerAnalyticIds, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import type { RefreshedAnalytic } from '@verdant/domain/realtime/messages';
import { describe, expect, it } from 'vitest';
import { keysOfRefreshed, namesOfRefreshed } from './event-keys.ts';

const at = '2026-03-31T09:00:00.000Z';
const moved = (analytic: LearnerAnalyticId, scope: RefreshedAnalytic['scope']): RefreshedAnalytic => ({ analytic, scope, version: 2, calculatedAt: at });
const own = { kind: 'learner', userId: 'u1' } as const;

/** Fills a cache as tRPC keys it and gives the names of the queries that a message made old. */
function invalidatedBy(refreshed: RefreshedAnalytic[], role: 'learner' | 'trainer' | 'org_admin', queries: Record<string, QueryKey>): string[] {
  const client = new QueryClient();
  for (const queryKey of Object.values(queries)) client.setQueryData(queryKey, {});
  for (const queryKey of keysOfRefreshed(refreshed, role)) void client.invalidateQueries({ queryKey });
  return Object.entries(queries).filter(([, queryKey]) => client.getQueryState(queryKey)?.isInvalidated).map(([name]) => name);
}

const query = (path: string, input?: object): QueryKey => [path.split('.'), input === undefined ? { type: 'query' } : { input, type: 'query' }];

describe('keysOfRefreshed', () => {
  it('for a learner: the overview and exactly the analytic that moved, in every window', () => {
    const queries = {
      overview: query('learner.overview'), velocity7: query('learner.velocity', { windowDays: 7 }), velocity: query('learner.velocity', {}),
      mastery: query('learner.mastery', {}), me: query('account.me'), status: query('recalculation.status'),
    };
    expect(invalidatedBy([moved('learning-velocity', own)], 'learner', queries)).toEqual(['overview', 'velocity7', 'velocity']);
  });

  it('for a trainer: the course that moved and no other', () => {
    const queries = {
      a: query('trainer.courseOverview', { kind: 'course', id: 'c1' }), b: query('trainer.courseOverview', { kind: 'course', id: 'c2' }), list: query('trainer.courses'),
      person: query('trainer.learner', { userId: 'u1' }), mastery: query('trainer.learnerAnalytic', { userId: 'u1', analytic: 'mastery' }),
      engagement: query('trainer.learnerAnalytic', { userId: 'u1', analytic: 'engagement' }),
    };
    expect(invalidatedBy([moved('mastery', { kind: 'course', courseId: 'c1' })], 'trainer', queries)).toEqual(['a', 'person', 'mastery']);
  });

  it('for a trainer: one learner leaves the pages of others alone', () => {
    const queries = { u1: query('trainer.learner', { userId: 'u1' }), u2: query('trainer.learner', { userId: 'u2' }) };
    expect(invalidatedBy([moved('mastery', own)], 'trainer', queries)).toEqual(['u1']);
  });

  it('for an org admin: totals, table and the open person', () => {
    const queries = {
      overview: query('orgAdmin.overview'), kpis: query('orgAdmin.kpis', { days: 90 }), workers: query('orgAdmin.workers', { sort: 'pace' }),
      worker: query('orgAdmin.worker', { userId: 'u9' }), history: query('recalculation.history', {}),
    };
    expect(invalidatedBy([moved('engagement', { kind: 'organization' })], 'org_admin', queries)).toEqual(['overview', 'kpis', 'workers', 'worker']);
  });

  it('names each key once however many analytics moved', () => {
    const keys = keysOfRefreshed(learnerAnalyticIds.map((id) => moved(id, own)), 'learner');
    expect(keys).toHaveLength(7);
    expect(keys.filter(([path]) => path.join('.') === 'learner.overview')).toHaveLength(1);
  });
});

describe('namesOfRefreshed', () => {
  it('joins names in the order of the cards, each once', () => {
    expect(namesOfRefreshed([moved('engagement', own), moved('mastery', own), moved('engagement', own)])).toBe('Mastery and Engagement');
  });
});
