import { catalogue, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import type { Settings } from '@verdant/domain/analytics/settings';
import { z } from 'zod';

/** Spans of the trend where the number itself is as of today. */
const trendChoices: readonly number[] = [30, 90, 180, 365];
const defaultTrendDays = 90;

/** windowChoices are the stops of the slider: windows of the formula, else spans of the trend. */
export const windowChoices = (analytic: LearnerAnalyticId): readonly number[] => catalogue[analytic].window.choices ?? trendChoices;

/** windowInput accepts one of the analytic's own windows, nothing wider. */
export const windowInput = (analytic: LearnerAnalyticId) => {
  const choices = windowChoices(analytic);
  return z.number().int().refine((days) => choices.includes(days), `Choose one of ${choices.join(', ')} days`).optional();
};

/** defaultWindow is the organization's window of an analytic that has one, else the usual span of the trend. */
export function defaultWindow(analytic: LearnerAnalyticId, settings: Settings): number {
  if (analytic === 'learning-velocity') return settings.velocity.windowDays;
  if (analytic === 'engagement') return settings.engagement.windowDays;
  return catalogue[analytic].window.default ?? defaultTrendDays;
}

/** hasOwnWindow tells whether another window changes the number or only the span of the trend. */
export const hasOwnWindow = (analytic: LearnerAnalyticId): boolean => catalogue[analytic].window.choices !== null;
