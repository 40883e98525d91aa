import { finding, gradeBy, ok, type Finding, type HealthCheck, type HealthState } from '../check.ts';
import { limits } from '../limits.ts';
import { spellDuration } from '../spell.ts';

type Age = { age: number | null; lag: number | null };

function gradeOf({ age, lag }: Age): HealthState {
  const byAge = gradeBy(age ?? 0, limits.viewAge);
  return byAge === 'ok' && (lag ?? 0) >= limits.viewLag ? 'warning' : byAge;
}

function judge({ age, lag }: Age): Finding {
  const figures = { ageSeconds: age, behindSeconds: lag };
  if (age === null && lag === null) return ok('empty, as are the results of its days', figures);
  // An empty view over results was never refreshed.
  const state = age === null ? 'problem' : gradeOf({ age, lag });
  const found =
    age === null
      ? 'empty, while there are results'
      : `newest result ${spellDuration(age)} old${lag !== null && lag > 0 ? `, ${spellDuration(lag)} behind what is stored` : ''}`;
  const notRefreshed = age === null || (lag ?? 0) >= limits.viewLag;
  return finding(
    state,
    found,
    notRefreshed
      ? 'It was not refreshed after the last recalculation: look for errors in the log, or refresh it as verdant_worker: SELECT app.refresh_views()'
      : 'Nothing was recalculated since: see that the server runs, and the checks of the queue and of runs.',
    figures,
  );
}

/** viewCheck looks at the content of one materialized view, as the role that keeps it: how old it is, and how far behind the results it is made of. */
const viewCheck = (view: string, madeOf: string): HealthCheck => ({
  name: `view-${view}`, title: view,
  examine: async ({ server, now }) => {
    await server.query('SET LOCAL ROLE verdant_refresher');
    const { rows: [row] } = await server.query<Age>(`
      SELECT extract(epoch FROM $1::timestamptz - shown)::float8 AS age,
        extract(epoch FROM stored - coalesce(shown, stored - interval '100 years'))::float8 AS lag
      FROM (SELECT max(last_calculated_at) AS shown FROM rollup.${view}) v,
        (SELECT max(calculated_at) AS stored FROM public.analytics_daily WHERE ${madeOf}) s`, [now]);
    return judge(row ?? { age: null, lag: null });
  },
});

export const views: readonly HealthCheck[] = [
  viewCheck('analytics_learning_velocity_mv', `type = 'learning_velocity' AND day > current_date - 90`),
  viewCheck('organization_kpis_mv', `role = 'learner' AND day > current_date - 30`),
];
