import { roundHalfEven } from '../stats/round-half-even.ts';
import { lastDays } from './learner-time.ts';
import { insufficientEnvelope, missingSource, suppressedEnvelope, valueEnvelope } from './build-envelope.ts';
import type { Envelope, ReasonCode } from './envelope.ts';
import { cultureParts } from './learning-culture-value.ts';
import type { CulturePart, LearningCulture } from './learning-culture-value.ts';
import { findEntry, firstBandOf, hiddenReasonOf, leastOf, percentOf, sumsOf } from './released.ts';
import type { ReleaseView } from './released.ts';
import { scoreLearningCulture } from './score-learning-culture.ts';
import type { AnalyticContext } from './state.ts';

export type { LearningCulture } from './learning-culture-value.ts';
export { scoreLearningCulture } from './score-learning-culture.ts';

const id = 'learning-culture';
const longestDays = 180;

/**
 * Metrics of cohort `org`: rates of people; counts of voluntary enrollments (completed, made 30 to 180 days ago) and of shared and replied events
 * (events of 30 days, 1 for each person).
 */
export const cultureMetrics = {
  participation: 'voluntary-participation', completion: 'voluntary-completion', sharing: 'sharing', mentoring: 'mentoring', streak: 'streak-7',
} as const satisfies Record<CulturePart, string>;

/** Employees on the release's day, the release, and what the sources deliver: the mode of enrollments, and which of the verbs they have ever sent. */
export type CultureState = {
  employees: number; release: ReleaseView; delivers: { modes: boolean; sharing: boolean; mentoring: boolean };
};

type Part = { value: number; reason: null } | { value: null; reason: ReasonCode };

function readRate(release: ReleaseView, metric: string): Part {
  const entry = findEntry(release, 'org', metric);
  const percent = percentOf(entry);
  return percent === null ? { value: null, reason: hiddenReasonOf(entry) ?? 'no-data' } : { value: percent.pct, reason: null };
}

/** readRatio is 100 times the first sum by the second, whole; `no-data` when there is nothing to divide by. */
function readRatio(release: ReleaseView, metric: string): Part {
  const sums = sumsOf(release, 'org', metric);
  if (sums === null) return { value: null, reason: hiddenReasonOf(findEntry(release, 'org', metric)) ?? 'no-data' };
  const [part = null, all = null] = sums;
  if (part === null || all === null) return { value: null, reason: 'dominated' };
  return all === 0 ? { value: null, reason: 'no-data' } : { value: roundHalfEven((100 * part) / all), reason: null };
}

function readParts({ release, delivers }: CultureState): Record<CulturePart, Part> {
  const absent: Part = { value: null, reason: 'no-source' };
  return {
    participation: delivers.modes ? readRate(release, cultureMetrics.participation) : absent,
    completion: delivers.modes ? readRatio(release, cultureMetrics.completion) : absent,
    sharing: delivers.sharing ? readRatio(release, cultureMetrics.sharing) : absent,
    mentoring: delivers.mentoring ? readRate(release, cultureMetrics.mentoring) : absent, streak: readRate(release, cultureMetrics.streak),
  };
}

/** computeLearningCulture: whether people learn of their own accord, 0..100 from one release (analytic 14); suppressed below k employees. */
export function computeLearningCulture(state: CultureState, ctx: AnalyticContext): Envelope<LearningCulture> {
  const { release, employees } = state;
  const read = readParts(state);
  const { participation, completion, sharing, mentoring, streak } = read;
  const { score, band, parts, coverage } = scoreLearningCulture({
    participation: participation.value, completion: completion.value, sharing: sharing.value, mentoring: mentoring.value, streak: streak.value,
  }, ctx.settings.culture);
  const enough = employees >= ctx.settings.privacyK;
  const sizeBand = firstBandOf(cultureParts.map((part) => findEntry(release, 'org', cultureMetrics[part])));
  const evidence = {
    window: lastDays(release.releaseId, longestDays), n: enough ? leastOf(sizeBand) : 0, coverage: enough ? coverage : 0, asOf: null,
    releaseId: release.releaseId,
  };
  if (!enough) return suppressedEnvelope(id, ctx, 'too-few', evidence);
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  if (score === null || band === null) {
    return insufficientEnvelope(id, ctx, 'no-data', { what: 'percent of the score known', have: roundHalfEven(100 * coverage), required: 50 }, evidence);
  }
  const reasons = cultureParts.flatMap((part) => (read[part].reason === null ? [] : [[`parts.${part}`, read[part].reason] as const]));
  return valueEnvelope(id, ctx, { score, band, sizeBand, parts }, evidence, Object.fromEntries(reasons));
}
