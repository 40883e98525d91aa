import type { Role } from '@verdant/domain/access/roles';
import type { AnalyticId, LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import type { LearnerAnalytics } from '@verdant/domain/analytics/compute-learner';
import type { DropOffRisk, DropOffSteps } from '@verdant/domain/analytics/drop-off-risk';
import type { Envelope, Unit } from '@verdant/domain/analytics/envelope';
import type { PeerComparison } from '@verdant/domain/analytics/peer-comparison';
import type { OutcomeForecast } from '@verdant/domain/analytics/outcome-forecast';
import type { Recommendations } from '@verdant/domain/analytics/recommendations';
import type { Settings } from '@verdant/domain/analytics/settings';
import type { RunStep } from '@verdant/domain/recalculation/run-state';
import type { Scope } from '@verdant/domain/recalculation/scope';
import type { Day, Instant } from '@verdant/domain/time/day';

/** What the pages receive: one place for both sides, so that a card, its detail page and a trainer's view agree. */

/** Headline of one day, from the daily history. */
export type HistoryPoint = { day: Day; value: number | null; version: string };

/** One analytic as it stands: envelope null when it was never calculated. */
export type AnalyticCard<Id extends LearnerAnalyticId = LearnerAnalyticId> = {
  analytic: Id;
  envelope: LearnerAnalytics[Id] | null;
  /** Rises only when the value changed. */
  version: number;
  /** Daily headline, oldest first; days without a snapshot are absent (gaps, not zeros). */
  history: HistoryPoint[];
  /** Headline one window ago, for the trend arrow. */
  previous: number | null;
  run: { id: string; trigger: RunTrigger } | null;
};
export type AnalyticCards = { [Id in LearnerAnalyticId]: AnalyticCard<Id> };

export type PersonView = { userId: string; name: string; self: boolean };

/** Names of everything the numbers refer to by id (skills, topics, courses, assessments, content items). */
export type Labels = Record<string, string>;

/** The learner's page and a trainer's or admin's page about that learner are this one shape. */
export type LearnerPage = {
  person: PersonView;
  demo: boolean;
  timeZone: string;
  greeting: { rule: string; text: string } | null;
  cards: AnalyticCards;
  labels: Labels;
  courses: { id: string; title: string; status: 'active' | 'completed' | 'withdrawn' | 'failed'; topics: number; done: number }[];
  calculatedAt: Instant | null;
};

export type AnalyticDetail<Id extends LearnerAnalyticId = LearnerAnalyticId> = {
  person: PersonView;
  demo: boolean;
  timeZone: string;
  card: AnalyticCard<Id>;
  /** Window of the number in days, or of the trend where the number is as of now. */
  windowDays: number;
  insights: { rule: string; text: string }[];
  labels: Labels;
  settingsVersion: number;
};

/** What lies ahead of one learner. Risk is null for who does not want to be predicted; a learner gets reasons and steps, a named reader the risk. */
export type OutlookView = {
  person: PersonView;
  demo: boolean;
  timeZone: string;
  risk: Envelope<DropOffRisk> | Envelope<DropOffSteps> | null;
  forecast: Envelope<OutcomeForecast> | null;
  recommendations: Envelope<Recommendations> | null;
  labels: Labels;
};

/** The analytics of a group: a course, one's own teaching, the organization. A value's shape is that of its analytic in the domain's `AnalyticValues`. */
export type GroupView = {
  demo: boolean;
  timeZone: string;
  analytics: { analytic: AnalyticId; envelope: Envelope<unknown>; version: number; calculatedAt: Instant }[];
  labels: Labels;
};
/** The learner beside others, and the cohorts that they may choose from. */
export type ComparisonView = { demo: boolean; envelope: Envelope<PeerComparison>; cohortIds: string[] };

/** The settings in force, the defaults beside them, and the newest changes. */
export type SettingsView = {
  settings: Settings;
  version: number;
  defaults: Settings;
  history: { version: number; changedAt: Instant; changedBy: string | null; patch: unknown }[];
};

export const runTriggers = ['nightly', 'sign-in', 'manual', 'facts', 'formula', 'first'] as const;
export type RunTrigger = (typeof runTriggers)[number];
export type RunState = 'queued' | 'running' | 'succeeded' | 'succeeded_with_failures' | 'failed' | 'cancelled';
export type RunView = {
  id: string;
  trigger: RunTrigger;
  scope: Scope;
  /** Words for the scope: "Whole organization", a course title, a person's name. */
  scopeLabel: string;
  requestedBy: { userId: string; name: string } | null;
  state: RunState;
  step: RunStep;
  total: number;
  done: number;
  failed: number;
  changed: number;
  etaSeconds: number | null;
  requestedAt: Instant;
  startedAt: Instant | null;
  finishedAt: Instant | null;
  durationMs: number | null;
  steps: { step: string; durationMs: number }[];
  failures: { userId: string; name: string; reason: string }[];
  error: string | null;
  mayCancel: boolean;
};
export type LimitView = { left: number; max: number; windowSeconds: number; retryAfterSeconds: number };
export type RequestOutcome = { outcome: 'started' | 'queued' | 'joined' | 'fresh'; run: RunView | null; limit: LimitView };
export type RecalculationStatus = { running: RunView[]; last: RunView | null; nextNightlyAt: Instant; limit: LimitView };

export type Reason = { code: string; text: string };

/** One line of the trainer's or admin's table of people. */
export type RosterRow = {
  userId: string;
  name: string;
  unit: string | null;
  /** Why this person needs attention, strongest first; empty when nothing does. */
  reasons: Reason[];
  attention: number;
  lastActivityDay: Day | null;
  pace: number | null;
  paceStatus: 'ahead' | 'on-track' | 'behind' | null;
  masteryPct: number | null;
  engagement: number | null;
  lastScorePct: number | null;
  averagePct: number | null;
  openGaps: number | null;
  criticalGaps: number | null;
  bands: Record<LearnerAnalyticId, string | null>;
  calculatedAt: Instant | null;
};

/** Distribution of one analytic over people: a band's members are named only where the viewer may see names. `count` null = hidden to protect people. */
export type ClassView = {
  analytic: LearnerAnalyticId;
  bands: { band: string; label: string; count: number | null }[];
  median: number | null;
  unit: Unit;
  people: number | null;
  /** People without enough evidence; null = hidden like a band. */
  insufficient: number | null;
};

export type GroupRef = { kind: 'course' | 'cohort'; id: string; name: string };
export type TrainerCourses = { groups: (GroupRef & { learners: number; lastActivityDay: Day | null })[] };
export type CourseOverview = {
  group: GroupRef;
  demo: boolean;
  timeZone: string;
  tiles: { learners: number; active7: number; behind: number; insufficient: number };
  roster: RosterRow[];
  classViews: ClassView[];
  /** Course view of content effectiveness (item quality, gain, drop-off steps); null for a cohort. */
  content: LearnerAnalytics['content-effectiveness'] | null;
  labels: Labels;
  calculatedAt: Instant | null;
};

export type KpiPoint = { day: Day; activeLearners: number; averagePace: number | null; averageTargetPace: number | null; analyticsCounted: number };
export type OrganizationOverview = {
  demo: boolean;
  timeZone: string;
  organization: { name: string; slug: string };
  tiles: {
    people: number; learners: number; active30: number; meanPace: number | null; meanTargetPace: number | null;
    /** Mean pace against mean target in percent of the target. */
    pacePct: number | null;
    /** Share 0..1 of learners whose numbers are younger than 6 hours. */
    freshShare: number | null;
  };
  trend: KpiPoint[];
  distributions: ClassView[];
  calculatedAt: Instant | null;
};
export const workerSorts = ['name', 'attention', 'pace', 'masteryPct', 'engagement', 'averagePct', 'lastActivityDay', 'criticalGaps'] as const;
export type WorkerSort = (typeof workerSorts)[number];
export type WorkersPage = { rows: RosterRow[]; total: number; nextOffset: number | null; demo: boolean };

export type Theme = 'dark' | 'light' | 'system';
export type CardLayout = { order: LearnerAnalyticId[]; hidden: LearnerAnalyticId[] };
export type Me = {
  user: { id: string; name: string; email: string };
  organization: { id: string; slug: string; name: string; timeZone: string; demo: boolean };
  roles: Role[];
  /** Role of the last visit; a person with one role has that one. Null: ask. */
  lastRole: Role | null;
  theme: Theme;
  layout: Partial<Record<Role, CardLayout>>;
};
