import { learnerAnalyticIds, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { z } from 'zod';
import { windowChoices } from './analytic-window.ts';

/** personAnalyticInput names one analytic of one person; its window must be one that the analytic offers. */
export const personAnalyticInput = z.object({ userId: z.uuid(), analytic: z.enum(learnerAnalyticIds), windowDays: z.number().int().optional() })
  .superRefine(({ analytic, windowDays }, issue) => {
    const choices: readonly number[] = windowChoices(analytic satisfies LearnerAnalyticId);
    if (windowDays !== undefined && !choices.includes(windowDays)) {
      issue.addIssue({ code: 'custom', path: ['windowDays'], message: `Choose one of ${choices.join(', ')} days` });
    }
  });
