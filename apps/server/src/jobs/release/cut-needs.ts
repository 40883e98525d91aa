import { importanceOf, type BorichPair, type OrganizationRecommendationState } from '@verdant/domain/analytics/recommendations-state';
import { sumsOf, type ReleaseView } from '@verdant/domain/analytics/released';
import { demandCohort } from '@verdant/domain/analytics/skill-demand';
import type { Cohort } from '@verdant/domain/privacy/cohort';
import type { ReleasedPerson } from '@verdant/db/stores/releases/released-person';

/** Metric of the cohorts `demand:<skill>`: hundredths of the target and of the current level, importance 1..4 and 1 where it is known, and 1 for the person. */
export const needMetric = 'need';
const hundredths = (level: number) => Math.round(100 * level);

/** cutNeeds gives the cohorts that the organization's needs are read from: by skill, people with an organization target and a known level (analytic 17). */
export function cutNeeds(people: readonly ReleasedPerson[]): Cohort[] {
  const bySkill = new Map<string, Map<string, number[]>>();
  for (const { userId, needs } of people) {
    for (const { skillId, target, current, business } of needs) {
      const members = bySkill.get(skillId) ?? new Map<string, number[]>();
      const importance = importanceOf(business);
      if (current !== null) members.set(userId, [hundredths(target), hundredths(current), importance ?? 0, importance === null ? 0 : 1, 1]);
      bySkill.set(skillId, members);
    }
  }
  return [...bySkill].map(([skillId, members]) => ({ id: demandCohort(skillId), audience: 'admin', metric: needMetric, kind: 'count', members }));
}

/** People as alike as their sums: the weighted need reads means only, and these have the same. */
function pairsOf([target = null, current = null, importance = null, weighed = null, people = null]: readonly (number | null)[]): BorichPair[] {
  if (target === null || current === null || importance === null || weighed === null || people === null) return [];
  const pair = { target: target / 100 / people, current: current / 100 / people };
  return Array.from({ length: people }, (_, i) => ({ ...pair, importance: i < weighed ? importance / weighed : null }));
}

/** readNeeds reads the needs from a release; a skill that may not be shown has nobody. */
export function readNeeds(release: ReleaseView): OrganizationRecommendationState {
  const cohorts = release.entries.filter(({ metric }) => metric === needMetric).map(({ cohortId }) => cohortId);
  return {
    releaseId: release.releaseId, asOf: null,
    skills: cohorts.map((cohortId) => ({ skillId: cohortId.slice(demandCohort('').length), pairs: pairsOf(sumsOf(release, cohortId, needMetric) ?? []) })),
  };
}
