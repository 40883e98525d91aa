import type { FactKind } from '../facts/facts.ts';
import type { LearningPath, SkillLevel, SkillTarget, Topic } from '../facts/facts.ts';
import type { LearnerAssessment, LearnerDay, LearnerItem, LearnerSkill, LearnerSummary, LearnerTopic } from '../rollups/types.ts';
import type { Day, Instant } from '../time/day.ts';
import type { Role } from '../access/roles.ts';
import type { PredictionChoice } from './model-card.ts';
import type { Settings } from './settings.ts';
import type { SourceUse } from './envelope.ts';

/** Topic as the analytics need it. `id` is the canonical topic; `courseIds` where it is taught. */
export type TopicRef = { id: string; skillIds: string[]; expectedMin: Topic['expectedMin'] };

export type PathRef = Pick<LearningPath, 'id' | 'startDate' | 'status'> & {
  title: string | null;
  /** Canonical topics, each once. */
  topicIds: string[];
  targetDate: Day | null;
  targetTopicsPerWeek: number | null;
};

export type EnrollmentRef = {
  courseId: string;
  enrolledDay: Day;
  status: 'active' | 'completed' | 'withdrawn' | 'failed';
  dueDay: Day | null;
  /** Canonical topics of the course in teaching order. */
  topicIds: string[];
};

export type TargetRef = Pick<SkillTarget, 'skillId' | 'target' | 'origin'> & {
  business: 'critical' | 'high' | 'medium' | 'low' | null;
  prerequisites: string[] | null;
  marketDemand: number | null;
  careerImpact: number | null;
  due: Day | null;
};
export type LevelRef = Pick<SkillLevel, 'skillId' | 'level' | 'assessedAt' | 'by'> & { acquired: boolean | null };

/** Everything the six learner analytics read about one learner; a bounded number of rows, no events. */
export type LearnerState = {
  userId: string;
  joinedDay: Day;
  summary: LearnerSummary;
  /** Newest 180 days at most, oldest first. */
  days: LearnerDay[];
  topics: LearnerTopic[];
  items: LearnerItem[];
  skills: LearnerSkill[];
  assessments: LearnerAssessment[];
  paths: PathRef[];
  enrollments: EnrollmentRef[];
  targets: TargetRef[];
  levels: LevelRef[];
  /** Whether the person lets themselves be predicted; absent = yes. */
  prediction?: PredictionChoice;
  /** Topics named by the paths and enrollments above. */
  topicRefs: Map<string, TopicRef>;
};

/** What the organization's connected sources deliver: absent kinds are not available, never empty. */
export type Availability = { facts: ReadonlySet<FactKind>; measures: ReadonlySet<'time-of-day' | 'minutes'> };

/** Who looks: a learner at themselves, or a trainer or org admin at someone by name. */
export type Viewer = { role: Role };

/** What a formula needs beside the facts. No clock inside: `now` comes in. */
export type AnalyticContext = {
  now: Instant;
  timeZone: string;
  settings: Settings;
  settingsVersion: number;
  available: Availability;
  viewer: Viewer;
  sources: SourceUse[];
  /** Window asked for in days; absent = default of the settings. */
  windowDays?: number;
  /** Learning path asked for; absent = the active path with the earliest target date. */
  pathId?: string;
};
