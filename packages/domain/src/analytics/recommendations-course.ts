import { compareText } from '../stats/compare-text.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { insufficientEnvelope, valueEnvelope } from './build-envelope.ts';
import type { ItemFlag, ItemResult } from './content-effectiveness-value.ts';
import type { Envelope } from './envelope.ts';
import type { CourseRecommendationState } from './recommendations-state.ts';
import type { Recommendation, RecommendationReason, Recommendations } from './recommendations-value.ts';
import type { AnalyticContext } from './state.ts';

const id = 'recommendations';

type Action = { id: string; learners: number; reason: RecommendationReason; topicId?: string | undefined };

function itemReason(flag: ItemFlag, { facility, discrimination, rows }: ItemResult): RecommendationReason | null {
  if (flag !== 'key-error') return { code: flag, numbers: { facility, learners: rows } };
  return discrimination === null ? null : { code: flag, numbers: { discrimination, learners: rows } };
}

function itemActions(items: readonly ItemResult[]): Action[] {
  return items.flatMap((item) => item.flags.flatMap((flag): Action[] => {
    const reason = itemReason(flag, item);
    const about = item.itemId === null ? item.assessmentId : `${item.assessmentId}:${item.itemId}`;
    return reason === null ? [] : [{ id: `${flag}:${about}`, learners: item.rows, reason }];
  }));
}

/** A flagged step is the way from the topic at its position (0 = the start) to the next, which is what holds learners up. */
function stepActions({ content, topicIds }: CourseRecommendationState): Action[] {
  return (content?.dropOff?.steps ?? []).flatMap(({ k, h, stopped, flag }): Action[] => {
    if (flag !== true || h === null) return [];
    const reason: RecommendationReason = { code: 'drop-off-step', numbers: { position: k, h, learners: stopped } };
    return [{ id: `drop-off-step:${k}`, learners: stopped, reason, topicId: topicIds[k] }];
  });
}

function riskActions({ atRisk }: CourseRecommendationState): Action[] {
  const learners = atRisk?.length ?? 0;
  return learners === 0 ? [] : [{ id: 'at-risk', learners, reason: { code: 'at-risk', numbers: { learners } } }];
}

function asItem({ id: actionId, learners, reason, topicId }: Action, enrolled: number): Recommendation {
  const score = enrolled === 0 ? 0 : roundHalfEven(Math.min(100, (100 * learners) / enrolled), 1);
  return { kind: 'course-action', id: actionId, bucket: 'ongoing', score, reason, blockedBy: [], skillId: null, topicId: topicId ?? null, due: null };
}

/**
 * computeCourseRecommendations: what a trainer can mend in a course, most learners affected first (analytic 17); the score is the share of the enrolled it
 * touches, 0..100. Insufficient when nothing is flagged and nobody at risk.
 */
export function computeCourseRecommendations(state: CourseRecommendationState, ctx: AnalyticContext): Envelope<Recommendations> {
  const actions = [...itemActions(state.content?.items ?? []), ...stepActions(state), ...riskActions(state)];
  const known = [state.content !== null, state.atRisk !== null];
  const evidence = { n: actions.length, coverage: known.filter(Boolean).length / known.length, asOf: state.asOf };
  if (actions.length === 0) return insufficientEnvelope(id, ctx, 'no-data', { what: 'things to mend', have: 0, required: 1 }, evidence);
  const ordered = actions.sort((a, b) => b.learners - a.learners || compareText(a.id, b.id));
  const value: Recommendations = { view: 'course', items: ordered.map((action) => asItem(action, state.enrolled)) };
  return valueEnvelope(id, ctx, value, evidence, { 'items[].due': 'no-target' });
}
