import type { Role } from '@verdant/domain/access/roles';
import type { LearnerAnalyticId, LearnerAnalyticType } from '@verdant/domain/analytics/catalogue';
import type { LearnerAnalytics } from '@verdant/domain/analytics/compute-learner';
import type { SourceUse } from '@verdant/domain/analytics/envelope';
import type { Settings } from '@verdant/domain/analytics/settings';
import type { Availability } from '@verdant/domain/analytics/state';
import type { Scope } from '@verdant/domain/recalculation/scope';
import type { Day, Instant } from '@verdant/domain/time/day';
import type { CardLayout, Theme } from '../view-preferences.ts';

/** Plain rows that the read side returns. */
export type OrganizationRow = { name: string; slug: string; timeZone: string; demo: boolean; settings: Settings; settingsVersion: number };
export type AvailabilityRow = { available: Availability; sources: SourceUse[] };
export type MeRow = {
  user: { id: string; name: string; email: string };
  organization: { id: string; slug: string; name: string; timeZone: string; demo: boolean };
  lastRole: Role | null;
  theme: Theme;
  layout: Partial<Record<Role, CardLayout>>;
};
/** Whether a person takes part in comparisons, and lets themselves be predicted. */
export type ConsentRow = { comparison: 'in' | 'out'; prediction: 'in' | 'out' };
export type PersonRow = { userId: string; name: string; unit: string | null };

export type StoredAnalytic<Id extends LearnerAnalyticId = LearnerAnalyticId> = {
  envelope: LearnerAnalytics[Id]; version: number; calculatedAt: Instant; role: Role; run: { id: string; trigger: string } | null;
};
/** The current row of each analytic that was ever calculated. */
export type StoredAnalytics = { [Id in LearnerAnalyticId]?: StoredAnalytic<Id> };
export type HistoryRow = { type: LearnerAnalyticType; role: Role; day: Day; value: number | null; version: string };
export type LearnerCourseRow = { id: string; title: string; status: 'active' | 'completed' | 'withdrawn' | 'failed'; topics: number; done: number };
/** Ids to be named, by kind. */
export type LabelRequest = { skills: string[]; courses: string[]; assessments: string[]; topics: string[]; contentItems: string[] };

export type GroupRow = { kind: 'course' | 'cohort'; id: string; name: string };
export type TrainedGroupRow = GroupRow & { learners: number; lastActivityDay: Day | null };
export type StandingRow = {
  userId: string; name: string; unit: string | null; reasons: { code: string; text: string }[]; attention: number; lastActivityDay: Day | null;
  pace: number | null; paceStatus: 'ahead' | 'on-track' | 'behind' | null; masteryPct: number | null; engagement: number | null; lastScorePct: number | null;
  averagePct: number | null; openGaps: number | null; criticalGaps: number | null; bands: Record<LearnerAnalyticId, string | null>;
  /** How many of the six say "not enough evidence"; null = never calculated. */
  insufficient: number | null;
  calculatedAt: Instant | null;
};
/** People per band of one analytic; band null = no value. */
export type BandRow = { analytic: LearnerAnalyticId; band: string | null; people: number };
export type DistributionRows = { bands: BandRow[]; medians: Partial<Record<LearnerAnalyticId, number | null>> };

export type TilesRow = {
  people: number; learners: number; active30: number; meanPace: number | null; meanTargetPace: number | null;
  /** Mean pace of those who have a target. */
  meanPaceOfTargeted: number | null;
  /** Learners calculated less than 6 hours ago. */
  fresh: number;
  calculatedAt: Instant | null;
};
export type KpiRow = { day: Day; activeLearners: number; averagePace: number | null; averageTargetPace: number | null; analyticsCounted: number };

export type WorkerSortKey = 'name' | 'attention' | 'pace' | 'masteryPct' | 'engagement' | 'averagePct' | 'lastActivityDay' | 'criticalGaps';
export type WorkerQuery = { search: string | null; courseId: string | null; sort: WorkerSortKey; direction: 'asc' | 'desc'; offset: number; limit: number };
export type WorkerRows = { rows: StandingRow[]; total: number };

export type RunRow = {
  id: string; trigger: string; scope: Scope; scopeName: string | null; requestedBy: { userId: string; name: string | null } | null; state: string; step: string;
  total: number; done: number; failed: number; changed: number; requestedAt: Instant; startedAt: Instant | null; finishedAt: Instant | null;
  steps: { step: string; durationMs: number }[]; failures: { userId: string; name: string | null; reason: string }[]; error: string | null;
};
export type RunFilter = { states?: readonly string[]; id?: string; limit: number };
