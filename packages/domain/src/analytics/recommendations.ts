import { daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { insufficientEnvelope, valueEnvelope } from './build-envelope.ts';
import type { Evidence, Nulls } from './build-envelope.ts';
import type { Envelope } from './envelope.ts';
import { latestInstant, today, withoutChoices } from './learner-time.ts';
import { orderRecommendations } from './recommendations-score.ts';
import type { LearnerRecommendationState } from './recommendations-state.ts';
import { knowsActivity, recommendStrategies } from './recommendations-strategies.ts';
import { recommendTopics } from './recommendations-topics.ts';
import type { Recommendation, Recommendations } from './recommendations-value.ts';
import { computeSkillGaps, targetsFor } from './skill-gaps.ts';
import type { AnalyticContext } from './state.ts';

export type { Recommendations } from './recommendations-value.ts';
export { borich, orderRecommendations, scoreRecommendation } from './recommendations-score.ts';
export { computeCourseRecommendations } from './recommendations-course.ts';
export { computeOrganizationRecommendations } from './recommendations-organization.ts';

const id = 'recommendations';
const silencedDays = 30;

function isSilenced(item: Recommendation, thumbsDown: LearnerRecommendationState['thumbsDown'], D: Day): boolean {
  return thumbsDown.some((thumb) => thumb.id === item.id && thumb.day <= D && daysBetween(thumb.day, D) < silencedDays);
}

function nullsOf(items: readonly Recommendation[]): Nulls {
  const nulls: Nulls = {};
  const numbers = items.flatMap(({ reason }) => (reason.code === 'closes-gap' ? [reason.numbers] : []));
  if (numbers.some(({ met }) => met === null)) for (const field of ['met', 'all']) nulls[`items[].reason.numbers.${field}`] = 'no-source';
  if (numbers.some(({ index }) => index === null)) nulls['items[].reason.numbers.index'] = 'no-data';
  if (items.some(({ due }) => due === null)) nulls['items[].due'] = 'no-target';
  return nulls;
}

/**
 * computeRecommendations: what to learn next and which habit helps, the first five (analytic 17); insufficient without skill gaps to judge by, or with
 * nothing to recommend.
 */
export function computeRecommendations(state: LearnerRecommendationState, ctx: AnalyticContext, limit?: number): Envelope<Recommendations> {
  const { learner } = state;
  const own = withoutChoices(ctx);
  const gaps = computeSkillGaps(learner, own);
  const D = today(ctx);
  const asOf = latestInstant([gaps.asOf, learner.summary.asOf]);
  if (gaps.value === null) {
    const need = gaps.need ?? { what: 'skill targets', have: 0, required: 1 };
    return insufficientEnvelope(id, ctx, gaps.reason ?? 'no-target', need, { n: 0, coverage: 0, asOf });
  }
  const all = [...recommendStrategies(state, own, D), ...recommendTopics(state, gaps.value.gaps, own, D)];
  const candidates = all.filter((item) => !isSilenced(item, state.thumbsDown, D));
  const hasPrerequisites = targetsFor(ctx.viewer.role, learner.targets).some(({ prerequisites }) => prerequisites !== null);
  const used = [hasPrerequisites, state.indexByTopic.size > 0, knowsActivity(ctx)];
  const evidence: Evidence = { n: candidates.length, coverage: used.filter(Boolean).length / used.length, asOf };
  if (candidates.length === 0) return insufficientEnvelope(id, ctx, 'no-data', { what: 'topics or habits to recommend', have: 0, required: 1 }, evidence);
  const items = orderRecommendations(candidates, limit);
  return valueEnvelope<Recommendations>(id, ctx, { view: 'learner', items }, evidence, nullsOf(items));
}
