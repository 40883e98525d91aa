import { finding, gradeBy, healthStates, type HealthCheck } from '../check.ts';
import { limits } from '../limits.ts';
import { spellDuration } from '../spell.ts';

type Jobs = { waiting: number; oldest: number; later: number; working: number; given: number };

export const queue: HealthCheck = {
  name: 'queue', title: 'Queue',
  examine: async ({ server, now }) => {
    await server.query('SET LOCAL ROLE verdant_worker');
    const { rows: [jobs] } = await server.query<Jobs>(`
      SELECT count(*) FILTER (WHERE due)::int AS waiting, coalesce(max(extract(epoch FROM $1::timestamptz - run_at)) FILTER (WHERE due), 0)::float8 AS oldest,
        count(*) FILTER (WHERE NOT spent AND run_at > $1)::int AS later, count(*) FILTER (WHERE locked_at IS NOT NULL)::int AS working,
        count(*) FILTER (WHERE spent)::int AS given
      FROM (SELECT *, attempts >= max_attempts AND locked_at IS NULL AS spent, run_at <= $1 AND locked_at IS NULL AND attempts < max_attempts AS due
        FROM graphile_worker.jobs) j`,
      [now],
    );
    if (!jobs) throw new Error('The queue does not count its jobs.');
    const { waiting, oldest, later, working, given } = jobs;
    const grades = [gradeBy(oldest, limits.jobAge), given > 0 ? 'warning' as const : 'ok' as const];
    return finding(healthStates.findLast((state) => grades.includes(state)) ?? 'ok',
      `${waiting} waiting${waiting > 0 ? ` (the longest for ${spellDuration(oldest)})` : ''}, ${working} at work, ${later} for later, ${given} given up`,
      oldest >= limits.jobAge.warning
        ? 'Nobody takes jobs: see that the server runs.'
        : 'See graphile_worker.jobs (as verdant_worker) for the last error of those that were given up.',
      { waiting, oldestSeconds: oldest, working, later, givenUp: given },
    );
  },
};
