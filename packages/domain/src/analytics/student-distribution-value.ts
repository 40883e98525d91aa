export const distributionLevels = ['high', 'medium', 'low'] as const;
export type DistributionLevel = (typeof distributionLevels)[number];

export type TopicResults = { topicId: string; learners: number; p50: number; passRatePct: number; meanAttempts: number };

/** Spread of a course's learners for those who train it. */
export type TaughtDistribution = {
  view: 'course';
  courseId: string;
  scored: number;
  enrolled: number;
  /** Learners by average result: 0 to 10, …, 80 to 90, 90 to 100. */
  bins: number[];
  levels: Record<DistributionLevel, number>;
  p25: number | null;
  p50: number | null;
  p75: number | null;
  p90: number | null;
  /** Learners by quarter of progress; null for a course without topics. */
  progress: number[] | null;
  /** Learner × assessment by position of the first pass: 1, 2, 3, 4 and later. */
  attemptsToPass: number[];
  /** Passed at a try, of those who tried so often without passing before. */
  passRateByAttempt: (number | null)[];
  /** Learners below 60 % who tried one assessment at least three times. */
  cluster: { learnerId: string; averagePct: number; attempts: number }[];
  byTopic: TopicResults[];
};

/** Spread of a course's learners for the organization; null stands for a group that may not be shown. */
export type ReleasedDistribution = {
  view: 'released';
  courseId: string;
  /** Null when it would tell how few have no result. */
  scored: number | null;
  /** Null when more than half of the bins would be hidden; the levels stand in their place. */
  bins: (number | null)[] | null;
  levels: Record<DistributionLevel, number | null>;
  p25: number | null;
  p50: number | null;
  p75: number | null;
  progress: (number | null)[] | null;
  cluster: number | null;
};

export type StudentDistribution = TaughtDistribution | ReleasedDistribution;
