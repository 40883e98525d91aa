import { compareText } from '../stats/compare-text.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { insufficientEnvelope, suppressedEnvelope, valueEnvelope } from './build-envelope.ts';
import type { Envelope } from './envelope.ts';
import { borich } from './recommendations-score.ts';
import type { OrganizationRecommendationState } from './recommendations-state.ts';
import type { Recommendation, Recommendations } from './recommendations-value.ts';
import type { AnalyticContext } from './state.ts';

const id = 'recommendations';
/** Four levels missing, each of importance 4. */
const largestNeed = 16;

function asItem(skillId: string, need: number): Recommendation {
  const score = roundHalfEven((100 * Math.max(0, need)) / largestNeed, 1);
  const reason = { code: 'borich', numbers: { borich: need } } as const;
  return { kind: 'skill', id: skillId, bucket: 'ongoing', score, reason, blockedBy: [], skillId, topicId: null, due: null };
}

/**
 * computeOrganizationRecommendations: which skills an organization needs most, by weighted need (analytic 17); the score is the need of the largest possible,
 * 0..100. Skills below k learners with a known level are left out; if none is left it is suppressed, without any target insufficient.
 */
export function computeOrganizationRecommendations(state: OrganizationRecommendationState, ctx: AnalyticContext): Envelope<Recommendations> {
  const { releaseId, asOf, skills } = state;
  if (skills.length === 0) {
    const need = { what: 'skills with targets', have: 0, required: 1 };
    return insufficientEnvelope(id, ctx, 'no-data', need, { n: 0, coverage: 0, asOf, releaseId });
  }
  const known = skills.filter(({ pairs }) => pairs.length >= ctx.settings.privacyK).flatMap(({ skillId, pairs }) => {
    const need = borich(pairs);
    return need === null ? [] : [{ skillId, need }];
  });
  const evidence = { n: known.length, coverage: known.length / skills.length, asOf, releaseId };
  if (known.length === 0) return suppressedEnvelope(id, ctx, 'too-few', { ...evidence, coverage: 0 });
  const ordered = known.sort((a, b) => b.need - a.need || compareText(a.skillId, b.skillId));
  const value: Recommendations = { view: 'organization', items: ordered.map(({ skillId, need }) => asItem(skillId, need)) };
  return valueEnvelope(id, ctx, value, evidence, { 'items[].due': 'no-target' });
}
