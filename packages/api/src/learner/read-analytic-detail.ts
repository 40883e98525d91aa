import type { LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { insightsFor } from '@verdant/domain/analytics/insights';
import { addDays, dayOf } from '@verdant/domain/time/day';
import type { TenantCall } from '../context.ts';
import type { AnalyticCard, AnalyticDetail } from '../views.ts';
import { addStanding } from './add-standing.ts';
import { defaultWindow, hasOwnWindow } from './analytic-window.ts';
import { collectIds } from './collect-ids.ts';
import { computeNow, readCurrent } from './current-analytics.ts';
import { findPerson } from './find-person.ts';
import { makeCard } from './make-cards.ts';
import { trendStepDays } from './read-learner-page.ts';
import { speechAbout } from './speech-about.ts';

const historyDays = 90;

type Asked<Id extends LearnerAnalyticId> = { userId: string; analytic: Id; windowDays?: number | undefined };

/** readAnalyticDetail is one analytic of one learner: the stored number for the usual window, worked out from the rollups for another. */
export async function readAnalyticDetail<Id extends LearnerAnalyticId>(call: TenantCall, { userId, analytic, windowDays }: Asked<Id>): Promise<AnalyticDetail<Id>> {
  const { tx, ports, actor, now } = call;
  const { name } = await findPerson(call, userId, `learner.read.${analytic}`);
  const person = { userId, name, self: userId === actor.userId };
  const organization = await ports.read.loadOrganization(tx);
  const usual = defaultWindow(analytic, organization.settings);
  const days = windowDays ?? usual;
  const other = hasOwnWindow(analytic) && days !== usual;
  const read = await readCurrent(call, userId, organization, actor.role);
  const current = analytic === 'performance' ? await addStanding(call, userId, organization, read) : read;
  const today = dayOf(now(), organization.timeZone);
  const history = await ports.read.loadHistory(tx, userId, addDays(today, 1 - (hasOwnWindow(analytic) ? historyDays : days)), actor.role);
  const stored = makeCard(analytic, { current, history, today, windowOf: () => (hasOwnWindow(analytic) ? days : trendStepDays) });
  const computed = other ? await computeNow(call, userId, organization, actor.role, days) : null;
  // The daily history holds the usual window's headline, which is no "before" for another window.
  const card: AnalyticCard<Id> = computed === null ? stored : { ...stored, envelope: computed[analytic], previous: null };
  const labels = await ports.read.loadLabels(tx, collectIds(card.envelope));
  const value = card.envelope?.value ?? null;
  return {
    person, demo: organization.demo, timeZone: organization.timeZone, card, windowDays: days, labels, settingsVersion: organization.settingsVersion,
    insights: value === null ? [] : insightsFor(analytic, value, (id) => labels[id] ?? null, speechAbout(person)),
  };
}
