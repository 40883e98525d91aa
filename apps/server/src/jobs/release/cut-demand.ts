import type { DemandHistory } from '@verdant/domain/analytics/skill-demand';
import { demandCohort, demandMetric } from '@verdant/domain/analytics/skill-demand';
import { sumsOf, type ReleaseView } from '@verdant/domain/analytics/released';
import type { Cohort } from '@verdant/domain/privacy/cohort';
import { daysBetween, type Day } from '@verdant/domain/time/day';
import type { ReleasedPerson, Snapshots } from '@verdant/db/stores/releases/released-person';

/** What demand is compared with is released like demand itself, so that growth and forecast stand still while nobody may be told from the others. */
export const demandHistoryMetric = 'demand-history';
const blockDays = 30;
const blockCount = 6;
const blocksOfNow = 3;

type Demand = { blocks: ReadonlySet<number>; target: boolean; path: boolean; mastered: boolean };
type BySkill = Map<string, Map<string, Demand>>;

/** Thirty-day blocks back from the day in which somebody enrolled in a course that teaches the skill, 0 the newest. */
function blocksBySkill({ enrollments }: ReleasedPerson, courseSkills: Snapshots['courseSkills'], day: Day): Map<string, Set<number>> {
  const bySkill = new Map<string, Set<number>>();
  for (const { courseId, enrolledDay } of enrollments) {
    const block = Math.floor(daysBetween(enrolledDay, day) / blockDays);
    if (block >= blockCount) continue;
    for (const skillId of courseSkills.get(courseId) ?? []) bySkill.set(skillId, (bySkill.get(skillId) ?? new Set()).add(block));
  }
  return bySkill;
}

function gather({ people, courseSkills }: Snapshots, day: Day): BySkill {
  const bySkill: BySkill = new Map();
  for (const person of people) {
    const blocks = blocksBySkill(person, courseSkills, day);
    const sets = {
      target: new Set(person.targets.map(({ skillId }) => skillId)), path: new Set(person.pathSkillIds),
      mastered: new Set(person.newlyMastered.map(({ skillId }) => skillId)),
    };
    for (const skillId of new Set([...blocks.keys(), ...sets.target, ...sets.path, ...sets.mastered])) {
      const demand = { blocks: blocks.get(skillId) ?? new Set<number>(), target: sets.target.has(skillId), path: sets.path.has(skillId),
        mastered: sets.mastered.has(skillId) };
      bySkill.set(skillId, (bySkill.get(skillId) ?? new Map<string, Demand>()).set(person.userId, demand));
    }
  }
  return bySkill;
}

const one = (holds: boolean): 0 | 1 => (holds ? 1 : 0);
const within = ({ blocks }: Demand, from: number, to: number): boolean => [...blocks].some((block) => block >= from && block < to);
const setsOf = (demand: Demand): number[] => [one(within(demand, 0, blocksOfNow)), one(demand.target), one(demand.path)];

const oldestFirst = Array.from({ length: blockCount }, (_, i) => blockCount - 1 - i);
/** Enrolled in the 90 days before the last 90; enrolled in each of six blocks, oldest first; newly mastered in 30 days. */
const historyOf = (demand: Demand): number[] => [
  one(within(demand, blocksOfNow, blockCount)), ...oldestFirst.map((block) => one(demand.blocks.has(block))), one(demand.mastered),
];

/** cutDemand gives the cohorts `demand:<skill>` of a release: who learns, needs or plans a skill now, and what that is compared with (analytic 18). */
export function cutDemand(snapshots: Snapshots, day: Day): Cohort[] {
  return [...gather(snapshots, day)].flatMap(([skillId, people]): Cohort[] => {
    const cohort = { id: demandCohort(skillId), audience: 'admin', kind: 'count' } as const;
    const now = [...people].filter(([, demand]) => setsOf(demand).includes(1));
    return [
      { ...cohort, metric: demandMetric, members: new Map(now.map(([userId, demand]) => [userId, setsOf(demand)])) },
      { ...cohort, metric: demandHistoryMetric, members: new Map([...people].map(([userId, demand]) => [userId, historyOf(demand)])) },
    ];
  });
}

/** readDemandHistory reads from a release what the demand for each skill is compared with; what may not be shown counts as nobody. */
export function readDemandHistory(release: ReleaseView): DemandHistory[] {
  const cohorts = release.entries.filter(({ metric }) => metric === demandMetric).map(({ cohortId }) => cohortId);
  return cohorts.map((cohortId) => {
    // Of people who count 0 or 1, a sum that one of them dominates can only be 1.
    const [enrolledBefore = 0, ...rest] = (sumsOf(release, cohortId, demandHistoryMetric) ?? []).map((sum) => sum ?? 1);
    const enrolledBlocks = Array.from({ length: blockCount }, (_, i) => rest[i] ?? 0);
    return { skillId: cohortId.slice(demandCohort('').length), enrolledBefore, enrolledBlocks, newlyMastered: rest[blockCount] ?? 0 };
  });
}
