import type { Day } from '../time/day.ts';

export const confidences = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof confidences)[number];
export const outlooks = ['done', 'likely', 'uncertain', 'unlikely'] as const;
export type Outlook = (typeof outlooks)[number];

/** Days on which the rest is done at the pace so far, at the best and at the worst end of its 80 % interval; null = open end, or too few weeks. */
export type ForecastDays = { expected: Day | null; best: Day | null; worst: Day | null };

export type OutcomeForecast = ForecastDays & {
  scope: 'path' | 'course';
  /** The path or course it is about. */
  scopeId: string;
  remainingTopics: number;
  /** Topics a week. */
  pace: number;
  targetDate: Day | null;
  /** Half of the 80 % interval of the pace, topics a week; null below four weeks. */
  halfWidth: number | null;
  confidence: Confidence;
  outlook: Outlook | null;
  /** The same days with other hours a week or a break; null when none was asked for or the usual hours are not known. */
  scenario: (ForecastDays & { hoursPerWeek: number | null; breakWeeks: number }) | null;
  /** Percent of the course in an 80 % range; courses only. */
  grade: { expected: number; low: number; high: number } | null;
};
