import { collectIds } from '../../packages/api/src/learner/collect-ids.ts';
import { readModel as read } from '../../packages/db/src/queries/read-model.ts';
import type { GroupAnalyticRow } from '../../packages/db/src/queries/releases/load-group-analytics.ts';
import type { LabelRequest, RunRow, WorkerQuery } from '../../packages/db/src/queries/rows.ts';
import { loadTrainedIds } from '../../packages/db/src/queries/trained-ids.ts';
import type { Tx } from '../../packages/db/src/with-org.ts';
import type { Role } from '../../packages/domain/src/access/roles.ts';
import { addDays, type Day, type Instant } from '../../packages/domain/src/time/day.ts';
import type { Subject } from './subjects.ts';

export type At = { now: Instant; today: Day };
/** A query as pages call it: for whom, and with which arguments. */
export type DashboardQuery = {
  name: string;
  roles: readonly Role[];
  /** What the page knows before it asks: not part of the measured time. */
  labels?: (tx: Tx, subject: Subject) => Promise<LabelRequest>;
  run: (tx: Tx, subject: Subject, at: At, labels: LabelRequest) => Promise<unknown>;
  /** The part of a result that does not depend on the policies, where they are the filter by design. */
  shared?: (result: unknown, subject: Subject) => unknown;
};

const everyRole = ['learner', 'trainer', 'org_admin'] as const;
const named = ['trainer', 'org_admin'] as const;

const workers: WorkerQuery = { search: null, courseId: null, sort: 'name', direction: 'asc', offset: 0, limit: 100 };
/** A place in the list that depends on the reader's choice, so that calls differ. */
const placeOf = ({ learnerId }: Subject): number => Number.parseInt(learnerId.slice(0, 6), 16);
const terms = ['son', 'mar', 'Ada K', 'sales', 'ö', 'lindqvist', 'tom', 'branch n'] as const;
const groupOf = (kind: 'course' | 'cohort', { courseId, cohortId }: Subject) => ({ kind, id: kind === 'course' ? courseId : cohortId });

/** Whose names a trainer may read is the policies' to say. */
const withoutNames = (result: unknown): unknown =>
  (Array.isArray(result) ? result.map((run: RunRow) => ({ ...run, scopeName: null, requestedBy: run.requestedBy?.userId ?? null })) : result);
/** Analytics of a group are there for each role; the policies choose the reader's. */
const ofReader = (result: unknown, { role }: Subject): unknown =>
  (Array.isArray(result) ? result.filter((row: GroupAnalyticRow) => row.role === role) : result);

/** dashboardQueries are the queries behind pages, each as the role that opens the page. */
export const dashboardQueries: readonly DashboardQuery[] = [
  { name: 'findMe', roles: everyRole, run: (tx, { userId }) => read.findMe(tx, userId) },
  { name: 'loadOrganization', roles: everyRole, run: (tx) => read.loadOrganization(tx) },
  { name: 'loadAvailability', roles: everyRole, run: (tx, _, { now }) => read.loadAvailability(tx, now) },
  { name: 'listRuns: on their way', roles: everyRole, run: (tx) => read.listRuns(tx, { states: ['running', 'queued'], limit: 20 }) },
  {
    name: 'listRuns: last', roles: everyRole, shared: withoutNames,
    run: (tx) => read.listRuns(tx, { states: ['succeeded', 'succeeded_with_failures', 'failed', 'cancelled'], limit: 1 }),
  },
  { name: 'listRuns: history', roles: ['org_admin'], run: (tx) => read.listRuns(tx, { limit: 50 }) },
  {
    name: 'listManualRequests', roles: everyRole,
    run: (tx, { userId }, { now }) => read.listManualRequests(tx, userId, new Date(Date.parse(now) - 600_000).toISOString()),
  },
  { name: 'findLearner', roles: everyRole, run: (tx, { learnerId, userId, role }) => read.findLearner(tx, learnerId, { userId, role }) },
  { name: 'loadCurrentAnalytics', roles: everyRole, run: (tx, { learnerId, role }) => read.loadCurrentAnalytics(tx, learnerId, role) },
  { name: 'loadHistory: 90 days', roles: everyRole, run: (tx, { learnerId, role }, { today }) => read.loadHistory(tx, learnerId, addDays(today, -89), role) },
  {
    name: 'loadHistory: 365 days', roles: ['learner'],
    run: (tx, { learnerId, role }, { today }) => read.loadHistory(tx, learnerId, addDays(today, -364), role),
  },
  { name: 'loadLearnerCourses', roles: everyRole, run: (tx, { learnerId }) => read.loadLearnerCourses(tx, learnerId) },
  {
    name: 'loadLabels: a page', roles: everyRole, run: (tx, _, __, labels) => read.loadLabels(tx, labels),
    labels: async (tx, { learnerId, role }) =>
      collectIds(...Object.values(await read.loadCurrentAnalytics(tx, learnerId, role)).map(({ envelope }) => envelope)),
  },
  { name: 'loadLearnerStates', roles: everyRole, run: (tx, { learnerId }) => read.loadLearnerStates(tx, [learnerId]) },
  {
    name: 'loadCourseAverages', roles: named,
    run: (tx, { learnerId, userId, role }) => read.loadCourseAverages(tx, learnerId, 'best', { userId, role }),
  },
  { name: 'loadOutlook', roles: everyRole, run: (tx, { learnerId, role }) => read.loadOutlook(tx, learnerId, role) },
  { name: 'loadTeaching', roles: ['learner'], run: (tx) => read.loadTeaching(tx) },
  { name: 'findConsent', roles: ['learner'], run: (tx, { userId }) => read.findConsent(tx, userId) },
  { name: 'loadPeerEntries', roles: ['learner'], run: (tx, { userId }) => read.loadPeerEntries(tx, userId) },
  { name: 'loadGroupAnalytics: course', roles: ['trainer'], shared: ofReader, run: (tx, { courseId }) => read.loadGroupAnalytics(tx, 'course', courseId) },
  { name: 'listTrainedGroups', roles: ['trainer'], run: (tx, { userId }) => read.listTrainedGroups(tx, userId) },
  { name: 'loadTrainedIds', roles: ['trainer'], run: (tx, { userId }) => loadTrainedIds(tx, userId) },
  { name: 'findTrainedGroup: course', roles: ['trainer'], run: (tx, subject) => read.findTrainedGroup(tx, subject.userId, groupOf('course', subject)) },
  { name: 'findTrainedGroup: cohort', roles: ['trainer'], run: (tx, subject) => read.findTrainedGroup(tx, subject.userId, groupOf('cohort', subject)) },
  { name: 'loadRoster: course', roles: ['trainer'], run: (tx, subject) => read.loadRoster(tx, groupOf('course', subject)) },
  { name: 'loadRoster: cohort', roles: ['trainer'], run: (tx, subject) => read.loadRoster(tx, groupOf('cohort', subject)) },
  { name: 'loadDistributions: course', roles: ['trainer'], run: (tx, subject) => read.loadDistributions(tx, groupOf('course', subject)) },
  { name: 'loadDistributions: cohort', roles: ['trainer'], run: (tx, subject) => read.loadDistributions(tx, groupOf('cohort', subject)) },
  { name: 'loadCourseState', roles: ['trainer'], run: (tx, { courseId }, { now }) => read.loadCourseState(tx, courseId, now, 'Europe/Berlin') },
  {
    name: 'findScope: course', roles: ['trainer'],
    run: (tx, { courseId, userId, role }) => read.findScope(tx, { kind: 'course', courseId }, { userId, role }),
  },
  { name: 'courseExists', roles: ['org_admin'], run: (tx, { courseId }) => read.courseExists(tx, courseId) },
  { name: 'loadTiles', roles: ['org_admin'], run: (tx, _, { now, today }) => read.loadTiles(tx, now, today) },
  { name: 'loadKpis: 30 days', roles: ['org_admin'], run: (tx, _, { today }) => read.loadKpis(tx, addDays(today, -29)) },
  { name: 'loadDistributions: all', roles: ['org_admin'], run: (tx) => read.loadDistributions(tx, null) },
  { name: 'listWorkers: by name', roles: ['org_admin'], run: (tx) => read.listWorkers(tx, workers) },
  { name: 'listWorkers: page', roles: ['org_admin'], run: (tx, subject) => read.listWorkers(tx, { ...workers, offset: placeOf(subject) % 150 * 100 }) },
  { name: 'listWorkers: by attention', roles: ['org_admin'], run: (tx) => read.listWorkers(tx, { ...workers, sort: 'attention', direction: 'desc' }) },
  { name: 'listWorkers: by engagement', roles: ['org_admin'], run: (tx) => read.listWorkers(tx, { ...workers, sort: 'engagement' }) },
  {
    name: 'listWorkers: search', roles: ['org_admin'],
    run: (tx, subject) => read.listWorkers(tx, { ...workers, search: terms[placeOf(subject) % terms.length] ?? null }),
  },
  { name: 'listWorkers: course', roles: ['org_admin'], run: (tx, { courseId }) => read.listWorkers(tx, { ...workers, courseId }) },
];
