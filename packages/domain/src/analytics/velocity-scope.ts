import { compareText } from '../stats/compare-text.ts';
import type { Day } from '../time/day.ts';
import type { LearnerState, PathRef } from './state.ts';

/** Topics that count: those of one active path, or all. Done days ascend. */
export type VelocityScope = { kind: 'path' | 'all'; path: PathRef | null; doneDays: Day[] };

/** choosePath picks the active path asked for, else the one with the earliest target date (none last), then by id. */
export function choosePath(paths: readonly PathRef[], pathId?: string): PathRef | null {
  const active = paths.filter(({ status }) => status === 'active');
  const asked = active.find((path) => path.id === pathId);
  if (asked !== undefined) return asked;
  const last = '9999-12-31';
  return active.sort((a, b) => compareText(a.targetDate ?? last, b.targetDate ?? last) || compareText(a.id, b.id))[0] ?? null;
}

/** chooseScope gives the days on which the scope's topics were done, up to D; a canonical topic counts once, for ever. */
export function chooseScope(state: LearnerState, D: Day, pathId?: string): VelocityScope {
  const path = choosePath(state.paths, pathId);
  const topics = path === null ? null : new Set(path.topicIds);
  const doneDays: Day[] = [];
  for (const { topicId, doneDay } of state.topics) {
    if (doneDay !== null && doneDay <= D && (topics === null || topics.has(topicId))) doneDays.push(doneDay);
  }
  return { kind: path === null ? 'all' : 'path', path, doneDays: doneDays.sort(compareText) };
}
