import { learnerAnalyticIds } from '@verdant/domain/analytics/catalogue';
import { addDays, dayOf, type Instant } from '@verdant/domain/time/day';
import type { StoredAnalytics } from '@verdant/db/queries/rows';
import type { TenantCall } from '../context.ts';
import type { LearnerPage } from '../views.ts';
import { addStanding } from './add-standing.ts';
import { defaultWindow, hasOwnWindow } from './analytic-window.ts';
import { collectIds } from './collect-ids.ts';
import { readCurrent } from './current-analytics.ts';
import { findPerson } from './find-person.ts';
import { makeCards } from './make-cards.ts';
import { makeGreeting } from './make-greeting.ts';

const historyDays = 90;
/** What "one window ago" means for numbers that are as of now. */
export const trendStepDays = 30;

/** oldestOf is when the oldest of the stored numbers was calculated. */
export function oldestOf(stored: StoredAnalytics): Instant | null {
  const instants = learnerAnalyticIds.flatMap((id) => stored[id]?.calculatedAt ?? []);
  return instants.sort()[0] ?? null;
}

/** readLearnerPage is the one way to a learner's page, for the learner, their trainer and an org admin alike: they cannot disagree. */
export async function readLearnerPage(call: TenantCall, userId: string): Promise<LearnerPage> {
  const { tx, ports, actor, now } = call;
  const { name } = await findPerson(call, userId, 'learner.read');
  const person = { userId, name, self: userId === actor.userId };
  const organization = await ports.read.loadOrganization(tx);
  const today = dayOf(now(), organization.timeZone);
  const current = await addStanding(call, userId, organization, await readCurrent(call, userId, organization, actor.role));
  const history = await ports.read.loadHistory(tx, userId, addDays(today, 1 - historyDays), actor.role);
  const courses = await ports.read.loadLearnerCourses(tx, userId);
  const labels = await ports.read.loadLabels(tx, collectIds(current.envelopes));
  const windowOf = (id: (typeof learnerAnalyticIds)[number]) => (hasOwnWindow(id) ? defaultWindow(id, organization.settings) : trendStepDays);
  return {
    person, demo: organization.demo, timeZone: organization.timeZone, greeting: makeGreeting(current.envelopes, labels, person),
    cards: makeCards({ current, history, today, windowOf }), labels, courses, calculatedAt: oldestOf(current.stored),
  };
}
