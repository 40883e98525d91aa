import { readMigrations } from '../../../migration-journal.ts';
import { finding, ok, type HealthCheck } from '../check.ts';

export const version: HealthCheck = {
  name: 'version', title: 'PostgreSQL',
  examine: async ({ server }) => {
    const { rows: [row] } = await server.query<{ version: string; days: number }>(
      `SELECT current_setting('server_version') AS version, (extract(epoch FROM now() - pg_postmaster_start_time()) / 86400)::int AS days`);
    return ok(`version ${row?.version}, running for ${row?.days} days`, { version: row?.version ?? null, days: row?.days ?? null });
  },
};

export const migrations: HealthCheck = {
  name: 'migrations', title: 'Migrations',
  examine: async ({ server }) => {
    await server.query('SET LOCAL ROLE verdant_owner');
    const { rows } = await server.query<{ when: string }>('SELECT created_at AS when FROM drizzle.__drizzle_migrations');
    const [applied, known] = [new Set(rows.map(({ when }) => Number(when))), readMigrations()];
    const pending = known.filter(({ when }) => !applied.has(when)).map(({ tag }) => tag);
    const newest = known.findLast(({ when }) => applied.has(when))?.tag ?? null;
    const figures = { newest, pending: pending.length };
    if (applied.size > known.length - pending.length) {
      return finding(
        'problem',
        'the database is newer than this version of Verdant',
        'Use the version that migrated it, or go back with: npm run db:rollback -- --to <migration>',
        figures,
      );
    }
    return finding(
      pending.length > 0 ? 'problem' : 'ok',
      pending.length > 0 ? `not applied: ${pending.join(', ')}` : `all applied, newest ${newest}`,
      'Bring the database up to date with: npm run db:migrate',
      figures,
    );
  },
};
