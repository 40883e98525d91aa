import type { Role } from '@verdant/domain/access/roles';
import type { Teaching } from '@verdant/domain/analytics/compute-outlook';
import type { CourseState } from '@verdant/domain/analytics/course-state';
import type { Settings } from '@verdant/domain/analytics/settings';
import type { CourseAverages } from '@verdant/domain/analytics/standing';
import type { LearnerState } from '@verdant/domain/analytics/state';
import type { Scope } from '@verdant/domain/recalculation/scope';
import type { Day, Instant } from '@verdant/domain/time/day';
import type { Tx } from '../with-org.ts';
import { loadCourseAverages } from './course-averages.ts';
import { loadCourseState } from './course-state.ts';
import { loadCurrentAnalytics, loadHistory } from './current-analytics.ts';
import { loadDistributions } from './distributions.ts';
import { loadLabels } from './labels.ts';
import { loadLearnerCourses } from './learner-courses.ts';
import { loadLearnerStates } from './learner-state.ts';
import { findConsent, findMe } from './me.ts';
import { loadGroupAnalytics, type GroupAnalyticRow, type GroupGrain } from './releases/load-group-analytics.ts';
import { loadPeerEntries, type PeerEntries } from './releases/load-peer-entries.ts';
import { loadKpis, loadTiles } from './organization-figures.ts';
import { loadAvailability, loadOrganization } from './organization.ts';
import { loadOutlook, type StoredOutlook } from './outlook.ts';
import { courseExists, findLearner, findScope } from './people.ts';
import type {
  AvailabilityRow, ConsentRow, DistributionRows, GroupRow, HistoryRow, KpiRow, LabelRequest, LearnerCourseRow, MeRow, OrganizationRow, PersonRow, RunFilter, RunRow,
  StandingRow, StoredAnalytics, TilesRow, TrainedGroupRow, WorkerQuery, WorkerRows,
} from './rows.ts';
import { listManualRequests, listRuns } from './runs.ts';
import { loadRoster } from './standings.ts';
import { loadTeaching } from './teaching.ts';
import { findTrainedGroup, listTrainedGroups } from './trained-groups.ts';
import { listWorkers } from './workers.ts';

/** Everything a request may read: functions of (tx, parameters) that return plain rows under the reader's own row-level security. */
export type ReadModel = {
  findMe: (tx: Tx, userId: string) => Promise<MeRow | null>;
  findConsent: (tx: Tx, userId: string) => Promise<ConsentRow | null>;
  /** Current analytics of one group as row-level security lets the reader see them. */
  loadGroupAnalytics: (tx: Tx, grain: GroupGrain, scopeId: string | null) => Promise<GroupAnalyticRow[]>;
  /** What a person may compare themselves with, from the newest release. */
  loadPeerEntries: (tx: Tx, userId: string) => Promise<PeerEntries>;
  loadOrganization: (tx: Tx) => Promise<OrganizationRow>;
  loadAvailability: (tx: Tx, now: Instant) => Promise<AvailabilityRow>;
  loadLearnerStates: (tx: Tx, userIds: readonly string[]) => Promise<Map<string, LearnerState>>;
  loadCourseState: (tx: Tx, courseId: string, now: Instant, timeZone: string) => Promise<CourseState>;
  /** Averages of everyone in the courses of one learner that a named reader may compare in. */
  loadCourseAverages: (
    tx: Tx, userId: string, policy: Settings['performance']['policy'], viewer: { userId: string; role: Role },
  ) => Promise<CourseAverages[]>;
  /** A learner whom this role may open by name; null for everyone else and for ids that do not exist. */
  findLearner: (tx: Tx, userId: string, viewer: { userId: string; role: Role }) => Promise<PersonRow | null>;
  /** Current rows as a role reads them: rows made for the role first, else the learner's own. */
  loadCurrentAnalytics: (tx: Tx, userId: string, role: Role) => Promise<StoredAnalytics>;
  /** Daily headlines as a role reads them: rows made for the role in place of the learner's own. */
  loadHistory: (tx: Tx, userId: string, from: Day, reader: Role) => Promise<HistoryRow[]>;
  /** Risk, forecast and recommendations as stored for this reader. */
  loadOutlook: (tx: Tx, userId: string, role: Role) => Promise<StoredOutlook>;
  loadTeaching: (tx: Tx) => Promise<Teaching>;
  loadLearnerCourses: (tx: Tx, userId: string) => Promise<LearnerCourseRow[]>;
  loadLabels: (tx: Tx, ids: LabelRequest) => Promise<Record<string, string>>;
  listTrainedGroups: (tx: Tx, trainerId: string) => Promise<TrainedGroupRow[]>;
  findTrainedGroup: (tx: Tx, trainerId: string, group: Pick<GroupRow, 'kind' | 'id'>) => Promise<GroupRow | null>;
  loadRoster: (tx: Tx, group: Pick<GroupRow, 'kind' | 'id'>) => Promise<StandingRow[]>;
  /** Distribution of the current rows over a group, or over the organization (null). */
  loadDistributions: (tx: Tx, group: Pick<GroupRow, 'kind' | 'id'> | null) => Promise<DistributionRows>;
  loadTiles: (tx: Tx, now: Instant, today: Day) => Promise<TilesRow>;
  loadKpis: (tx: Tx, from: Day) => Promise<KpiRow[]>;
  listWorkers: (tx: Tx, query: WorkerQuery) => Promise<WorkerRows>;
  courseExists: (tx: Tx, courseId: string) => Promise<boolean>;
  listRuns: (tx: Tx, filter: RunFilter) => Promise<RunRow[]>;
  /** When the person asked by hand since an instant, oldest first. */
  listManualRequests: (tx: Tx, userId: string, since: Instant) => Promise<Instant[]>;
  findScope: (tx: Tx, scope: Scope, viewer: { userId: string; role: Role }) => Promise<boolean>;
};

/** readModel is the read side over the one database. */
export const readModel: ReadModel = {
  findMe, loadOrganization, loadAvailability, loadLearnerStates, loadCourseState, loadCourseAverages, findLearner, loadCurrentAnalytics, loadHistory,
  loadLearnerCourses, loadLabels, listTrainedGroups, findTrainedGroup, loadRoster, loadDistributions, loadTiles, loadKpis,
  listWorkers, courseExists, listRuns, listManualRequests, findScope, loadOutlook, loadTeaching,
  findConsent, loadGroupAnalytics, loadPeerEntries,
};
