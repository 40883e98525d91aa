import { contentTypes } from '../facts/content-types.ts';
import { at } from '../stats/at.ts';
import { compareText } from '../stats/compare-text.ts';
import { sessions } from '../stats/sessions.ts';
import type { Day } from '../time/day.ts';
import { activityPoints } from './activity-points.ts';
import type { ActivityPoint } from './activity-points.ts';
import type { FoldContext, LearnerFacts } from './learner-facts.ts';
import { timeLearner } from './timed-facts.ts';
import type { TimedFacts } from './timed-facts.ts';
import type { LearnerDay } from './types.ts';

const minuteMs = 60_000;

function countPoints(points: readonly ActivityPoint[]): Pick<LearnerDay, 'hours' | 'types' | 'shared' | 'replied' | 'mentored'> {
  const hours = Array.from({ length: 24 }, () => 0);
  const types = contentTypes.map(() => 0);
  const social = { shared: 0, replied: 0, mentored: 0 };
  for (const point of points) {
    hours[point.hour] = at(hours, point.hour) + 1;
    if (point.social !== null) social[point.social] += 1;
    if (point.type === null) continue;
    const type = contentTypes.indexOf(point.type);
    types[type] = at(types, type) + 1;
  }
  return { hours, types, ...social };
}

/** foldLearnerDay sums the points of one local day, in any order; a day without points has no row and is null. */
export function foldLearnerDay(unordered: readonly ActivityPoint[]): LearnerDay | null {
  const points = [...unordered].sort((a, b) => a.ms - b.ms || compareText(a.id, b.id));
  const last = points.at(-1);
  if (last === undefined) return null;
  const covered = sessions(points.map(({ id, ms, durationMin }) => ({ id, endMin: ms / minuteMs, durationMin })));
  const finished = new Set(points.flatMap((point) => point.finished ?? []));
  const row: LearnerDay = {
    day: last.day, points: points.length, activeMin: covered.minutes, sessions: covered.sessions, progress: finished.size,
    assessment: 0, practice: 0, practicePassed: 0, pctSum: 0, pctN: 0, ...countPoints(points), lastAt: new Date(last.ms).toISOString(),
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

/** daysFrom folds timed facts into one row per day with activity, oldest first; `only` restricts it to some days. */
export function daysFrom(facts: TimedFacts, only?: ReadonlySet<Day>): LearnerDay[] {
  const byDay = new Map<Day, ActivityPoint[]>();
  for (const point of activityPoints(facts)) {
    if (only !== undefined && !only.has(point.day)) continue;
    const points = byDay.get(point.day);
    if (points === undefined) byDay.set(point.day, [point]);
    else points.push(point);
  }
  return [...byDay.values()].flatMap((points) => foldLearnerDay(points) ?? []).sort((a, b) => compareText(a.day, b.day));
}

/** foldLearnerDays rebuilds day rows from the facts of (at least) those days: the same rows as the full fold. */
export function foldLearnerDays(facts: LearnerFacts, ctx: FoldContext, only?: ReadonlySet<Day>): LearnerDay[] {
  return daysFrom(timeLearner(facts, ctx), only);
}
