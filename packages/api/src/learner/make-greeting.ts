import { analyticIds } from '@verdant/domain/analytics/catalogue';
import type { LearnerAnalytics } from '@verdant/domain/analytics/compute-learner';
import { greetLearner } from '@verdant/domain/analytics/greeting';
import type { Envelopes } from './current-analytics.ts';
import type { LearnerPage, Labels } from '../views.ts';

function isComplete(envelopes: Envelopes): envelopes is LearnerAnalytics {
  return analyticIds.every((id) => envelopes[id] !== null);
}

/** makeGreeting is the single most useful sentence, once everything was calculated. */
export function makeGreeting(envelopes: Envelopes, labels: Labels): LearnerPage['greeting'] {
  return isComplete(envelopes) ? greetLearner(envelopes, (id) => labels[id] ?? null) : null;
}
