import { bandOf } from '@verdant/domain/analytics/bands';
import { learnerAnalyticIds, analyticTypeOf, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import type { Envelope } from '@verdant/domain/analytics/envelope';
import { headlineOf } from '@verdant/domain/analytics/headline';
import type { AnalyticValues } from '@verdant/domain/analytics/values';
import type { Role } from '@verdant/domain/access/roles';
import type { LearnerResult } from '@verdant/domain/recalculation/calculate';
import type { Day, Instant } from '@verdant/domain/time/day';
import { envelopeDigest } from '../releases/envelope-digest.ts';

type Calculated = { organizationId: string; runId: string | null; now: Instant; day: Day };

/** One row of `analytics`. */
function rowOf(userId: string, role: Role, envelope: Envelope<unknown>, { headline, band }: { headline: number | null; band: string | null }, at: Calculated) {
  return {
    organizationId: at.organizationId, userId, role, type: analyticTypeOf(envelope.analytic), status: envelope.status, headline, band,
    envelope, digest: envelopeDigest(envelope), version: 1, calculatedAt: at.now, changedAt: at.now, runId: at.runId,
  };
}

function analyticRow<Id extends LearnerAnalyticId>(userId: string, role: Role, analytic: Id, envelope: Envelope<AnalyticValues[Id]>, at: Calculated) {
  const { value } = envelope;
  const shown = value === null ? { headline: null, band: null } : { headline: headlineOf(analytic, value).value, band: bandOf(analytic, value).id };
  return rowOf(userId, role, envelope, shown, at);
}

/** Who does not want to be predicted has no row of risk and forecast. */
function outlookRows({ userId, outlook: { risk, forecast, recommendations } }: LearnerResult, at: Calculated) {
  const row = (role: Role, envelope: Envelope<unknown>, headline: number | null = null, band: string | null = null) => rowOf(userId, role, envelope, { headline, band }, at);
  return [
    ...(risk === null ? [] : [row('trainer', risk.named, risk.named.value?.score, risk.named.value?.band), row('learner', risk.own)]),
    ...(forecast === null ? [] : [row('learner', forecast)]), row('learner', recommendations, recommendations.value?.items.length),
  ];
}

/** analyticRows gives the current rows of a chunk: six of the learner, the skill gaps as named readers see them, and what lies ahead. */
export function analyticRows(results: readonly LearnerResult[], at: Calculated) {
  return results.flatMap((result) => [
    ...learnerAnalyticIds.map((id) => analyticRow(result.userId, 'learner', id, result.analytics[id], at)),
    analyticRow(result.userId, 'trainer', 'skill-gaps', result.namedGaps, at), ...outlookRows(result, at),
  ]);
}

type Snapshot = Pick<Calculated, 'organizationId' | 'now' | 'day'>;

function dailyRow<Id extends LearnerAnalyticId>(userId: string, role: Role, analytic: Id, envelope: Envelope<AnalyticValues[Id]>, at: Snapshot) {
  const { headline, band, status } = analyticRow(userId, role, analytic, envelope, { ...at, runId: null });
  const type = analyticTypeOf(analytic);
  return {
    organizationId: at.organizationId, userId, role, type, day: at.day, status, headline, band, n: envelope.n,
    formulaVersion: envelope.formulaVersion, calculatedAt: at.now,
  };
}

/** dailyRows gives the day's snapshot of each learner's headlines: six of the learner, and the skill gaps as named readers see them. */
export function dailyRows(results: readonly Pick<LearnerResult, 'userId' | 'analytics' | 'namedGaps'>[], at: Snapshot) {
  return results.flatMap(({ userId, analytics, namedGaps }) => [
    ...learnerAnalyticIds.map((id) => ({
      ...dailyRow(userId, 'learner', id, analytics[id], at),
      target: id === 'learning-velocity' ? (analytics['learning-velocity'].value?.targetPace ?? null) : null,
    })),
    { ...dailyRow(userId, 'trainer', 'skill-gaps', namedGaps, at), target: null },
  ]);
}

/** standingRows gives the wide row per learner that tables of people sort and filter. */
export function standingRows(results: readonly LearnerResult[], at: Calculated) {
  return results.map(({ userId, analytics, namedGaps, attention, lastActivityDay }) => {
    const named = { ...analytics, 'skill-gaps': namedGaps };
    const velocity = analytics['learning-velocity'].value;
    const performance = analytics.performance.value;
    return {
      organizationId: at.organizationId, userId, attention: attention.score, reasons: attention.reasons, lastActivityDay,
      pace: velocity?.averagePace ?? null, targetPace: velocity?.targetPace ?? null, paceStatus: velocity?.paceStatus ?? null,
      masteryPct: analytics.mastery.value?.overallPct ?? null, engagement: analytics.engagement.value?.score ?? null,
      lastScorePct: performance?.last10.at(-1)?.pct ?? null, averagePct: performance?.averagePct ?? null,
      readinessPct: namedGaps.value?.readinessPct ?? null, openGaps: namedGaps.value?.totals.open ?? null, criticalGaps: namedGaps.value?.totals.critical ?? null,
      bands: Object.fromEntries(learnerAnalyticIds.map((id) => [id, bandIdOf(id, named[id].value)])),
      insufficient: learnerAnalyticIds.filter((id) => named[id].value === null).length, calculatedAt: at.now,
    };
  });
}

function bandIdOf<Id extends LearnerAnalyticId>(id: Id, value: AnalyticValues[Id] | null): string | null {
  return value === null ? null : bandOf(id, value).id;
}
