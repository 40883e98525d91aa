import { learnerAnalyticIds } from '@verdant/domain/analytics/catalogue';
import type { LearnerAnalytics } from '@verdant/domain/analytics/compute-learner';
import { greetLearner } from '@verdant/domain/analytics/greeting';
import type { Envelopes } from './current-analytics.ts';
import type { LearnerPage, Labels, PersonView } from '../views.ts';
import { speechAbout } from './speech-about.ts';

function isComplete(envelopes: Envelopes): envelopes is LearnerAnalytics {
  return learnerAnalyticIds.every((id) => envelopes[id] !== null);
}

/** makeGreeting is the single most useful sentence about a person, once everything was calculated. */
export function makeGreeting(envelopes: Envelopes, labels: Labels, person: PersonView): LearnerPage['greeting'] {
  return isComplete(envelopes) ? greetLearner(envelopes, (id) => labels[id] ?? null, speechAbout(person)) : null;
}
