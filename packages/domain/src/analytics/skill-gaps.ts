import { compareText } from '../stats/compare-text.ts';
import { mean } from '../stats/mean.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import type { Role } from '../access/roles.ts';
import { insufficientEnvelope, missingSource, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import type { Envelope } from './envelope.ts';
import { latestInstant, today } from './learner-time.ts';
import { roundOrNull } from './published.ts';
import { deadlineOf, scoreSkillGap } from './score-skill-gap.ts';
import { gapSeverities } from './skill-gaps-value.ts';
import type { GapSeverity, SkillGap, SkillGaps } from './skill-gaps-value.ts';
import { currentLevels } from './skill-level.ts';
import type { CurrentLevel } from './skill-level.ts';
import { bySkillId } from './skill-mastery.ts';
import type { AnalyticContext, LearnerState, TargetRef } from './state.ts';

export type { SkillGaps } from './skill-gaps-value.ts';
export { scoreSkillGap } from './score-skill-gap.ts';

const id = 'skill-gaps';

/** targetsFor gives one target per skill: learners see their own in place of the organization's, everybody else the organization's only. */
export function targetsFor(role: Role, targets: readonly TargetRef[]): TargetRef[] {
  const ranked = [...targets].sort((a, b) => compareText(b.origin, a.origin) || b.target - a.target || bySkillId(a, b));
  const chosen = new Map<string, TargetRef>();
  for (const target of ranked) {
    if (target.origin === 'learner' && role !== 'learner') continue;
    const known = chosen.get(target.skillId);
    if (known === undefined || (known.origin === 'organization' && target.origin === 'learner')) chosen.set(target.skillId, target);
  }
  return [...chosen.values()].sort(bySkillId);
}

function unlocksOf(skillId: string, targets: readonly TargetRef[], achieved: ReadonlySet<string>): number | null {
  if (targets.every(({ prerequisites }) => prerequisites === null)) return null;
  return targets.filter((other) => other.skillId !== skillId && !achieved.has(other.skillId) && other.prerequisites?.includes(skillId) === true).length;
}

/** remainingMinutes sums, per skill, the expected minutes of undone topics of active paths; skills without any are absent. */
function remainingMinutes(state: LearnerState): Map<string, number> {
  const done = new Set(state.topics.filter((topic) => topic.doneDay !== null).map((topic) => topic.topicId));
  const open = new Set(state.paths.filter((path) => path.status === 'active').flatMap((path) => path.topicIds).filter((topicId) => !done.has(topicId)));
  const minutes = new Map<string, number>();
  for (const topicId of [...open].sort(compareText)) {
    const topic = state.topicRefs.get(topicId);
    const expectedMin = topic?.expectedMin ?? null;
    if (topic === undefined || expectedMin === null) continue;
    for (const skillId of topic.skillIds) minutes.set(skillId, (minutes.get(skillId) ?? 0) + expectedMin);
  }
  return minutes;
}

/** compareGaps orders gaps: priority first, then the larger gap, the lower level, the id. */
export function compareGaps(a: SkillGap, b: SkillGap): number {
  return b.priority - a.priority || b.gap - a.gap || a.current - b.current || bySkillId(a, b);
}

function sortTargets(targets: readonly TargetRef[], current: ReadonlyMap<string, CurrentLevel>, state: LearnerState, ctx: AnalyticContext) {
  const D = today(ctx);
  const achievedIds = new Set(targets.filter(({ skillId, target }) => (current.get(skillId)?.level ?? -1) >= target).map(({ skillId }) => skillId));
  const minutes = remainingMinutes(state);
  const result: Pick<SkillGaps, 'gaps' | 'achieved' | 'unassessed'> = { gaps: [], achieved: [], unassessed: [] };
  const coverages: number[] = [];
  for (const target of targets) {
    const { skillId, due } = target;
    const deadline = deadlineOf(due, D);
    const known = current.get(skillId);
    if (known === undefined) {
      result.unassessed.push({ skillId, target: target.target, deadline, due });
      continue;
    }
    const { level, estimated } = known;
    const scored = scoreSkillGap({ ...target, current: level, unlocks: unlocksOf(skillId, targets, achievedIds) }, ctx.settings.gaps);
    const { priority, severity } = scored;
    if (priority === null || severity === 'achieved') {
      result.achieved.push({ skillId, current: level, target: target.target, estimated });
      continue;
    }
    coverages.push(scored.coverage);
    result.gaps.push({
      ...scored, skillId, current: level, target: target.target, priority, severity, estimated, deadline, due,
      coverage: roundHalfEven(scored.coverage, 2), remainingMin: roundOrNull(minutes.get(skillId) ?? null, 1),
    });
  }
  result.gaps.sort(compareGaps);
  return { ...result, coverage: mean(coverages) ?? 1 };
}

function totalsOf({ gaps, achieved, unassessed }: Pick<SkillGaps, 'gaps' | 'achieved' | 'unassessed'>): SkillGaps['totals'] {
  const count = (severity: GapSeverity) => gaps.filter((gap) => gap.severity === severity).length;
  const [critical, high, medium, low] = gapSeverities;
  return {
    targets: gaps.length + achieved.length + unassessed.length, open: gaps.length, critical: count(critical), high: count(high), medium: count(medium),
    low: count(low), achieved: achieved.length, unassessed: unassessed.length,
  };
}

function nullsOf({ gaps, readinessPct }: SkillGaps): Nulls {
  const nulls: Nulls = {};
  if (readinessPct === null) nulls['readinessPct'] = 'unassessed';
  for (const part of ['business', 'market', 'prerequisites', 'career'] as const) {
    if (gaps.some((gap) => gap.parts[part] === null)) nulls[`gaps[].parts.${part}`] = 'no-data';
  }
  if (gaps.some((gap) => gap.remainingMin === null)) nulls['gaps[].remainingMin'] = 'no-data';
  return nulls;
}

/** computeSkillGaps: distance to the target levels and what to close first (analytic 2); insufficient without a target. */
export function computeSkillGaps(state: LearnerState, ctx: AnalyticContext): Envelope<SkillGaps> {
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const targets = targetsFor(ctx.viewer.role, state.targets);
  if (targets.length === 0) {
    return insufficientEnvelope(id, ctx, 'no-target', { what: 'skill targets', have: 0, required: 1 }, { n: 0, coverage: 0, asOf: null });
  }
  const current = currentLevels(state, today(ctx), ctx);
  const { coverage, ...sorted } = sortTargets(targets, current, state, ctx);
  const totals = totalsOf(sorted);
  const n = totals.open + totals.achieved;
  const value: SkillGaps = { ...sorted, totals, readinessPct: n === 0 ? null : roundHalfEven((100 * totals.achieved) / n, 1) };
  const asOf = latestInstant(targets.map(({ skillId }) => current.get(skillId)?.asOf ?? null));
  return valueEnvelope(id, ctx, value, { n, coverage, asOf }, nullsOf(value));
}
