import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { z } from 'zod';

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });

/** migrationsFolder is where the migrations of this version stand. */
export const migrationsFolder = fileURLToPath(new URL('../../../drizzle', import.meta.url));

/** A migration of the folder: its name, the time that the database knows it by, and the script that undoes it, or null where there is none. */
export type Migration = { tag: string; when: number; down: string | null };

/** readMigrations lists the migrations of a folder, oldest first. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  const { entries } = journalSchema.parse(JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')));
  return entries.map(({ tag, when }) => {
    const file = join(folder, 'down', `${tag}.sql`);
    return { tag, when, down: existsSync(file) ? readFileSync(file, 'utf8') : null };
  });
}

/** readApplied gives the times of the migrations that a database has; the connection must act as verdant_owner. */
export async function readApplied(owner: pg.ClientBase): Promise<Set<number>> {
  const { rows: [journal] } = await owner.query<{ there: boolean }>(`SELECT to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS there`);
  if (journal?.there !== true) return new Set();
  const { rows } = await owner.query<{ when: string }>('SELECT created_at AS when FROM drizzle.__drizzle_migrations');
  return new Set(rows.map(({ when }) => Number(when)));
}
