import { contentTypes } from '../facts/content-types.ts';
import { at } from '../stats/at.ts';
import { compareText } from '../stats/compare-text.ts';
import { sessions } from '../stats/sessions.ts';
import type { Day } from '../time/day.ts';
import { activityPoints } from './activity-points.ts';
import type { ActivityPoint } from './activity-points.ts';
import { pushTo } from './attempt-index.ts';
import type { FoldContext, LearnerFacts } from './learner-facts.ts';
import { timeLearner } from './timed-facts.ts';
import type { LearnerDay } from './types.ts';

const minuteMs = 60_000;

/** measureActivity sums the points of one local day, in any order: minutes covered, sessions, and points by local hour. */
export function measureActivity(points: readonly ActivityPoint[]): Pick<LearnerDay, 'points' | 'activeMin' | 'sessions' | 'hours'> {
  const covered = sessions(points.map(({ id, ms, durationMin }) => ({ id, endMin: ms / minuteMs, durationMin })));
  const hours = Array.from({ length: 24 }, () => 0);
  for (const { hour } of points) hours[hour] = at(hours, hour) + 1;
  return { points: points.length, activeMin: covered.minutes, sessions: covered.sessions, hours };
}

function countPoints(points: readonly ActivityPoint[]): Pick<LearnerDay, 'types' | 'shared' | 'replied' | 'mentored'> {
  const types = contentTypes.map(() => 0);
  const social = { shared: 0, replied: 0, mentored: 0 };
  for (const point of points) {
    if (point.social !== null && point.social !== 'posted') social[point.social] += 1;
    if (point.type === null) continue;
    const type = contentTypes.indexOf(point.type);
    types[type] = at(types, type) + 1;
  }
  return { types, ...social };
}

/** foldLearnerDay sums the points of one local day, in any order; a day without points has no row and is null. */
export function foldLearnerDay(unordered: readonly ActivityPoint[]): LearnerDay | null {
  const points = [...unordered].sort((a, b) => a.ms - b.ms || compareText(a.id, b.id));
  const last = points.at(-1);
  if (last === undefined) return null;
  const finished = new Set(points.flatMap((point) => point.finished ?? []));
  const row: LearnerDay = {
    day: last.day, ...measureActivity(points), progress: finished.size, assessment: 0, practice: 0, practicePassed: 0, pctSum: 0, pctN: 0, ...countPoints(points), lastAt: new Date(last.ms).toISOString(),
  };
  for (const point of points) {
    if (point.act !== null) row[point.act] += 1;
    if (point.practicePassed) row.practicePassed += 1;
    if (point.pct === null) continue;
    row.pctSum += point.pct;
    row.pctN += 1;
  }
  return row;
}

/** daysFrom folds activity points into one row per day that has any, oldest first; `only` restricts it to some days. */
export function daysFrom(points: readonly ActivityPoint[], only?: ReadonlySet<Day>): LearnerDay[] {
  const byDay = new Map<Day, ActivityPoint[]>();
  for (const point of points) if (only === undefined || only.has(point.day)) pushTo(byDay, point.day, point);
  return [...byDay.values()].flatMap((ofDay) => foldLearnerDay(ofDay) ?? []).sort((a, b) => compareText(a.day, b.day));
}

/** foldLearnerDays rebuilds day rows from the facts of (at least) those days: the same rows as the full fold. */
export function foldLearnerDays(facts: LearnerFacts, ctx: FoldContext, only?: ReadonlySet<Day>): LearnerDay[] {
  return daysFrom(activityPoints(timeLearner(facts, ctx)), only);
}
