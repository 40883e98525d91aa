import type { Role } from '@verdant/domain/access/roles';
import { learnerAnalyticIds, catalogue, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { learnerQueryOf, type RefreshedAnalytic } from '@verdant/domain/realtime/messages';
import type { Scope } from '@verdant/domain/recalculation/scope';

/** Prefix of a query key as tRPC builds it; inputs match by the fields they name. */
export type KeyPrefix = [path: string[], filter?: { input: Record<string, string> }];

const key = (path: string, input?: Record<string, string>): KeyPrefix => (input === undefined ? [path.split('.')] : [path.split('.'), { input }]);

type Rule = (scope: Scope, analytic: LearnerAnalyticId) => KeyPrefix[];

/** The one table of which queries an analytic that moved makes old, by the role that looks. */
const rules: Record<Role, Rule> = {
  learner: (_scope, analytic) => [key('learner.overview'), key(`learner.${learnerQueryOf[analytic]}`)],
  trainer: (scope, analytic) => {
    if (scope.kind === 'learner') {
      return [key('trainer.learner', { userId: scope.userId }), key('trainer.learnerAnalytic', { userId: scope.userId, analytic }), key('trainer.courseOverview')];
    }
    const overview = scope.kind === 'course' ? key('trainer.courseOverview', { id: scope.courseId }) : key('trainer.courseOverview');
    return [overview, key('trainer.learner'), key('trainer.learnerAnalytic', { analytic })];
  },
  org_admin: (scope, analytic) => {
    const overview = [key('orgAdmin.overview'), key('orgAdmin.kpis'), key('orgAdmin.workers')];
    return scope.kind === 'learner'
      ? [...overview, key('orgAdmin.worker', { userId: scope.userId }), key('orgAdmin.workerAnalytic', { userId: scope.userId, analytic })]
      : [...overview, key('orgAdmin.worker'), key('orgAdmin.workerAnalytic', { analytic })];
  },
};

/** keysOfRefreshed lists each query key once that the analytics of a message make old. */
export function keysOfRefreshed(refreshed: readonly RefreshedAnalytic[], role: Role): KeyPrefix[] {
  const keys = new Map<string, KeyPrefix>();
  for (const one of refreshed) {
    for (const prefix of rules[role](one.scope, one.analytic)) keys.set(JSON.stringify(prefix), prefix);
  }
  return [...keys.values()];
}

/** namesOfRefreshed lists what moved for the live region: "Mastery and Engagement". */
export function namesOfRefreshed(refreshed: readonly RefreshedAnalytic[]): string {
  const moved = new Set(refreshed.map((one) => one.analytic));
  const names = learnerAnalyticIds.filter((id) => moved.has(id)).map((id) => catalogue[id].name);
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
}
