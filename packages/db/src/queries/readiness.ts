import type pg from 'pg';

/** isDatabaseReady asks, as the application, for the last things that the migrations make; it throws while the database is away. */
export async function isDatabaseReady(app: pg.Pool): Promise<boolean> {
  const { rows: [row] } = await app.query<{ ready: boolean }>(
    `SELECT to_regprocedure('app.find_session(text)') IS NOT NULL AND to_regclass('public.organization_kpis_by_day') IS NOT NULL AS ready`);
  return row?.ready ?? false;
}
