import { learnerAnalyticIds, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import type { RefreshedEvent, RunEvent } from '@verdant/domain/realtime/bus';
import type { Message, MessageName, RefreshedAnalytic } from '@verdant/domain/realtime/messages';
import type { Scope } from '@verdant/domain/recalculation/scope';
import { cohortRoom, courseRoom, organizationRoom, userRoom, userRooms } from './rooms.ts';

/** One message for the sockets of some rooms, each socket once. */
export type Addressed = { [Name in MessageName]: { rooms: string[]; name: Name; payload: Message<Name> } }[MessageName];

type Versions = Partial<Record<LearnerAnalyticId, number>>;

function asRefreshed(versions: Versions, scope: Scope, calculatedAt: string): RefreshedAnalytic[] {
  return learnerAnalyticIds.flatMap((analytic) => {
    const version = versions[analytic];
    return version === undefined ? [] : [{ analytic, scope, version, calculatedAt }];
  });
}

/** Highest version of each analytic over all learners: a group's message says that something moved, not for whom. */
function newestOf(items: RefreshedEvent['items']): Versions {
  const newest: Versions = {};
  for (const { versions } of items) {
    for (const analytic of learnerAnalyticIds) {
      const version = versions[analytic];
      if (version !== undefined) newest[analytic] = Math.max(version, newest[analytic] ?? 0);
    }
  }
  return newest;
}

function refreshedMessages({ organizationId, items, courseIds, cohortIds, calculatedAt }: RefreshedEvent): Addressed[] {
  // A part that only carries courses and cohorts, or only learners, of a long event: something moved, and the page asks what.
  const newest = items.length > 0 ? newestOf(items) : Object.fromEntries(learnerAnalyticIds.map((id) => [id, 1]));
  const to = (rooms: string[], versions: Versions, scope: Scope): Addressed[] => {
    const refreshed = asRefreshed(versions, scope, calculatedAt);
    return refreshed.length === 0 ? [] : [{ rooms, name: 'analytics:refreshed', payload: { refreshed } }];
  };
  return [
    ...items.flatMap(({ userId, versions }) => to([userRoom(organizationId, userId, 'learner')], versions, { kind: 'learner', userId })),
    ...courseIds.flatMap((courseId) => to([courseRoom(organizationId, courseId)], newest, { kind: 'course', courseId })),
    ...cohortIds.flatMap((cohortId) => to([cohortRoom(organizationId, cohortId)], newest, { kind: 'organization' })),
    ...to([organizationRoom(organizationId)], newest, { kind: 'organization' }),
  ];
}

function runMessage({ kind, organizationId, run }: RunEvent): Addressed {
  const rooms = [organizationRoom(organizationId), ...(run.requestedBy === null ? [] : userRooms(organizationId, run.requestedBy))];
  const { id: runId, state, step, done, total, failed: failures, etaSeconds, durationMs } = run;
  return kind === 'progress'
    ? { rooms, name: 'recalculation:progress', payload: { runId, state, done, total, step, etaSeconds } }
    : { rooms, name: 'recalculation:finished', payload: { runId, state, failures, durationMs } };
}

/** busToMessages turns an event of the bus into messages for the rooms that show it; none carries another person's data. */
export function busToMessages(event: RefreshedEvent | RunEvent): Addressed[] {
  return event.kind === 'refreshed' ? refreshedMessages(event) : [runMessage(event)];
}
