import type { Day } from '../time/day.ts';
import { daysBetween } from '../time/day.ts';
import type { LearnerAnalytics } from './values.ts';

export type AttentionReason = { code: 'inactive' | 'low-engagement' | 'behind-plan' | 'stalled' | 'declining' | 'critical-gaps' | 'failed-last'; text: string };

/** How much a person needs a trainer's eye, 0..100, and why, strongest first. */
export type Attention = { score: number; reasons: AttentionReason[] };

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/**
 * rankAttention adds points for what a trainer can act on (convention): silence 25 to 40, low engagement 20, behind plan 20, stalled 15,
 * falling results 15, critical gaps 10, last attempt failed 5; at most 100. Analytics without enough evidence add nothing, and a finished path is never behind.
 */
export function rankAttention(analytics: LearnerAnalytics, lastActivityDay: Day | null, today: Day): Attention {
  const found: { points: number; reason: AttentionReason }[] = [];
  const add = (points: number, code: AttentionReason['code'], text: string) => found.push({ points, reason: { code, text } });
  const velocity = analytics['learning-velocity'].value;
  const finished = velocity?.momentum === 'finished';
  const silentDays = lastActivityDay === null ? null : daysBetween(lastActivityDay, today);

  if (!finished && silentDays !== null && silentDays >= 7) add(silentDays >= 14 ? 40 : 25, 'inactive', `No activity for ${silentDays} days`);
  const engagement = analytics.engagement.value;
  if (!finished && engagement?.band === 'at-risk') add(20, 'low-engagement', `Engagement ${engagement.score} of 100`);
  if (!finished && velocity?.paceStatus === 'behind') add(20, 'behind-plan', `Pace ${velocity.averagePace} of ${velocity.targetPace} topics a week`);
  if (velocity?.momentum === 'stalled' && velocity.averagePace > 0) add(15, 'stalled', 'No topic finished in 7 days');
  const performance = analytics.performance.value;
  if (performance?.trend === 'declining') add(15, 'declining', `Results fall by ${plural(Math.abs(performance.slope ?? 0), 'point', 'points')} an attempt`);
  const critical = analytics['skill-gaps'].value?.totals.critical ?? 0;
  if (critical > 0) add(10, 'critical-gaps', plural(critical, 'critical skill gap', 'critical skill gaps'));
  const last = performance?.last10.at(-1);
  if (last && !last.passed) add(5, 'failed-last', `Last result ${last.pct} %, not passed`);

  const score = Math.min(100, found.reduce((sum, { points }) => sum + points, 0));
  return { score, reasons: found.sort((a, b) => b.points - a.points).map(({ reason }) => reason) };
}
