import { compareText } from '../stats/compare-text.ts';
import { mean } from '../stats/mean.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { weighted } from '../stats/weighted.ts';
import { clamp } from './published.ts';
import type { BorichPair } from './recommendations-state.ts';
import { recommendationBuckets } from './recommendations-value.ts';
import type { Recommendation } from './recommendations-value.ts';
import type { Settings } from './settings.ts';

const topicsPerSkill = 2;
const usualLimit = 5;
const highestLimit = 10;

/** Parts of a topic's score: priority of its main gap 0..100, share of prerequisites met 0..1, content index 0..100; null = not known. */
export type RecommendationInput = { priority: number; readiness: number | null; index: number | null };

/** scoreRecommendation is 0..100, published, over the parts that are known: priority, prerequisites met, content index (analytic 17). */
export function scoreRecommendation({ priority, readiness, index }: RecommendationInput, settings: Settings['recommend']): { score: number; coverage: number } {
  const [priorityWeight = 0, readinessWeight = 0, indexWeight = 0] = settings.weights;
  const { value, coverage } = weighted([
    { weight: priorityWeight, value: priority }, { weight: readinessWeight, value: readiness === null ? null : 100 * readiness },
    { weight: indexWeight, value: index },
  ]);
  return { score: roundHalfEven(value ?? 0, 1), coverage };
}

/** compareRecommendations: bucket, strategies before topics, unblocked first, score, due (none last), id. */
export function compareRecommendations(a: Recommendation, b: Recommendation): number {
  const last = '9999-12-31';
  return recommendationBuckets.indexOf(a.bucket) - recommendationBuckets.indexOf(b.bucket)
    || Number(b.kind === 'strategy') - Number(a.kind === 'strategy')
    || Number(a.blockedBy.length > 0) - Number(b.blockedBy.length > 0)
    || b.score - a.score || compareText(a.due ?? last, b.due ?? last) || compareText(a.id, b.id);
}

/** orderRecommendations puts a learner's recommendations in order and keeps the first five (ten at most), at most two topics of one main skill. */
export function orderRecommendations(items: readonly Recommendation[], limit: number = usualLimit): Recommendation[] {
  const perSkill = new Map<string, number>();
  const kept = [...items].sort(compareRecommendations).filter(({ kind, skillId }) => {
    if (kind !== 'topic' || skillId === null) return true;
    const known = perSkill.get(skillId) ?? 0;
    perSkill.set(skillId, known + 1);
    return known < topicsPerSkill;
  });
  return kept.slice(0, clamp(Math.floor(limit), 1, highestLimit));
}

/**
 * borich is the weighted need for a skill: mean of target - current in levels, times mean importance 1..4, -16..16, published; negative differences count.
 * Nobody, or no known importance, gives null. (Borich 1980)
 */
export function borich(pairs: readonly BorichPair[]): number | null {
  const gap = mean(pairs.map(({ target, current }) => target - current));
  const importance = mean(pairs.flatMap((pair) => pair.importance ?? []));
  return gap === null || importance === null ? null : roundHalfEven(gap * importance, 2);
}
