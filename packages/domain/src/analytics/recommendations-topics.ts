import { addDays } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { doneTopicsOf } from './drop-off-risk-open.ts';
import { describeSkills } from './mastery.ts';
import { scoreRecommendation } from './recommendations-score.ts';
import type { LearnerRecommendationState } from './recommendations-state.ts';
import type { Recommendation, RecommendationBucket } from './recommendations-value.ts';
import { currentLevels } from './skill-level.ts';
import { targetsFor } from './skill-gaps.ts';
import type { SkillGap } from './skill-gaps-value.ts';
import { bySkillId } from './skill-mastery.ts';
import type { AnalyticContext, LearnerState } from './state.ts';

/** Level that counts as knowing a prerequisite on which there is no target. */
const enoughLevel = 2;
const urgentDays = 7;
const soonDays = 14;

/** Prerequisites of a skill and those not met; null where no target of the learner says what it needs. */
type Readiness = { all: number; missing: string[] } | null;

/** readinessOf gives, per skill, how many of its prerequisites are met: mastered, at their own target, or at level 2 where they have none. */
function readinessOf(state: LearnerState, ctx: AnalyticContext, D: Day): (skillId: string) => Readiness {
  const targets = new Map(targetsFor(ctx.viewer.role, state.targets).map((target) => [target.skillId, target]));
  if ([...targets.values()].every(({ prerequisites }) => prerequisites === null)) return () => null;
  const levels = currentLevels(state, D, ctx);
  const mastered = new Set(describeSkills(state, D, ctx).filter(({ provenance }) => provenance.length > 0).map(({ skillId }) => skillId));
  const isMet = (skillId: string) => mastered.has(skillId) || (levels.get(skillId)?.level ?? -1) >= (targets.get(skillId)?.target ?? enoughLevel);
  return (skillId) => {
    const all = [...new Set(targets.get(skillId)?.prerequisites ?? [])].filter((one) => one !== skillId).sort();
    return { all: all.length, missing: all.filter((one) => !isMet(one)) };
  };
}

function bucketOf({ severity, due }: SkillGap, D: Day): RecommendationBucket {
  if (severity === 'critical' || (due !== null && due <= addDays(D, urgentDays))) return 'urgent';
  return severity === 'high' || (due !== null && due <= addDays(D, soonDays)) ? 'this-week' : 'ongoing';
}

/** openTopics are the undone canonical topics of active paths and active enrollments, each once; those of archived courses are left out. */
function openTopics({ learner, archivedTopicIds }: LearnerRecommendationState, D: Day): string[] {
  const done = doneTopicsOf(learner, D);
  const paths = learner.paths.filter(({ status }) => status === 'active');
  const courses = learner.enrollments.filter(({ status, enrolledDay }) => status === 'active' && enrolledDay <= D);
  const named = new Set([...paths, ...courses].flatMap(({ topicIds }) => topicIds));
  return [...named].filter((topicId) => !done.has(topicId) && !archivedTopicIds.has(topicId));
}

/** recommendTopics lists the open topics that close a gap, each by its gap skill of highest priority. */
export function recommendTopics(state: LearnerRecommendationState, gaps: readonly SkillGap[], ctx: AnalyticContext, D: Day): Recommendation[] {
  const readiness = readinessOf(state.learner, ctx, D);
  const gapOf = new Map(gaps.map((gap) => [gap.skillId, gap]));
  return openTopics(state, D).flatMap((topicId): Recommendation[] => {
    const touched = (state.learner.topicRefs.get(topicId)?.skillIds ?? []).flatMap((skillId) => gapOf.get(skillId) ?? []);
    const [gap] = touched.sort((a, b) => b.priority - a.priority || bySkillId(a, b));
    if (gap === undefined) return [];
    const { skillId, current, target, priority, due } = gap;
    const ready = readiness(skillId);
    const [all, met] = ready === null ? [null, null] : [ready.all, ready.all - ready.missing.length];
    const share = all === null || met === null ? null : all === 0 ? 1 : met / all;
    const index = state.indexByTopic.get(topicId) ?? null;
    return [{
      kind: 'topic', id: topicId, bucket: bucketOf(gap, D), score: scoreRecommendation({ priority, readiness: share, index }, ctx.settings.recommend).score,
      reason: { code: 'closes-gap', numbers: { current, target, priority, met, all, index } },
      blockedBy: ready === null ? [] : ready.missing, skillId, topicId, due,
    }];
  });
}
