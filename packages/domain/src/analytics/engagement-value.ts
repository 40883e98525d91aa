import type { ContentType } from '../facts/content-types.ts';
import type { Day } from '../time/day.ts';

export const engagementBands = ['highly-engaged', 'engaged', 'at-risk'] as const;
export type EngagementBand = (typeof engagementBands)[number];

/** Weekly rate of a part (days, minutes, activities), and its score 0..100 against the norm. */
export type EngagementPart = { weekly: number; score: number };

export type Engagement = {
  score: number;
  band: EngagementBand;
  parts: { days: EngagementPart; minutes: EngagementPart | null; activities: EngagementPart };
  previousScore: number | null;
  delta: number | null;
  streak: number;
  longestStreak: number;
  sessionsPerWeek: number | null;
  meanSessionMin: number | null;
  activeMin: number | null;
  lastActiveDay: Day | null;
  peakHour: number | null;
  /** Up to 90 days within tenure, oldest first; minutes are null where no source delivers them. */
  daily: { day: Day; minutes: number | null; activities: number }[];
  /** Types that occur in the window, largest share first. */
  typeMix: { type: ContentType; share: number }[];
  diversity: number | null;
};
