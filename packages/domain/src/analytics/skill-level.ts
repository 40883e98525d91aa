import { roundHalfEven } from '../stats/round-half-even.ts';
import { localClock } from '../time/local-clock.ts';
import type { Day, Instant } from '../time/day.ts';
import { retainedOf } from './skill-mastery.ts';
import type { AnalyticContext, LearnerState, LevelRef } from './state.ts';

const authority = { 'skills-engine': 0, trainer: 1, import: 2 } as const satisfies Record<LevelRef['by'], number>;

export type CurrentLevel = { level: number; estimated: boolean; asOf: Instant | null };

/** newestLevels picks, per skill, the newest asserted level up to D; of equals the skills engine, then the trainer, then an import. */
export function newestLevels(levels: readonly LevelRef[], D: Day, timeZone: string): Map<string, LevelRef & { level: number }> {
  const newest = new Map<string, LevelRef & { level: number }>();
  const clock = localClock(timeZone);
  for (const entry of levels) {
    if (entry.level === null || clock(Date.parse(entry.assessedAt)).day > D) continue;
    const known = newest.get(entry.skillId);
    const later = known === undefined ? 1 : Date.parse(entry.assessedAt) - Date.parse(known.assessedAt) || authority[known.by] - authority[entry.by];
    if (later > 0) newest.set(entry.skillId, { ...entry, level: entry.level });
  }
  return newest;
}

/** currentLevels gives a level 0..4 per skill: the newest asserted one, else 4 times what is retained from three answers on; else the skill is absent. */
export function currentLevels(state: LearnerState, D: Day, ctx: AnalyticContext): Map<string, CurrentLevel> {
  const current = new Map<string, CurrentLevel>();
  for (const skill of state.skills) {
    const left = retainedOf(skill, D, ctx.settings.mastery);
    if (left !== null) current.set(skill.skillId, { level: roundHalfEven(Math.min(4, 4 * left), 2), estimated: true, asOf: state.summary.asOf });
  }
  for (const [skillId, { level, assessedAt }] of newestLevels(state.levels, D, ctx.timeZone)) {
    current.set(skillId, { level: roundHalfEven(level, 2), estimated: false, asOf: assessedAt });
  }
  return current;
}
