import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { migrateDatabase, type MigrationOptions } from '../migrate.ts';
import { migrationsFolder } from '../migration-journal.ts';
import { openOwnerPool } from '../connect.ts';
import { fillOrganization } from './attempt.ts';
import { readTenantTables, type TenantTable } from './two-organizations.ts';

/** A database that a test brings to a state of its own. */
export type EmptyDatabase = { name: string; adminUrl: string; secret: string; superuser: pg.Client; drop: () => Promise<void> };

function urlOf(database: string): string {
  const url = new URL(inject('databaseAdminUrl'));
  url.pathname = `/${database}`;
  return url.toString();
}

async function onServer<T>(work: (server: pg.Client) => Promise<T>): Promise<T> {
  const server = new pg.Client({ connectionString: urlOf('postgres') });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}

/** createEmptyDatabase makes a database on the server of the run, without tables or like a template to which nobody is connected. Call drop in the end. */
export async function createEmptyDatabase(template = 'template1'): Promise<EmptyDatabase> {
  const name = `e_${randomUUID().replaceAll('-', '')}`;
  await onServer((server) => server.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const superuser = new pg.Client({ connectionString: urlOf(name) });
  await superuser.connect();
  return {
    name, adminUrl: urlOf(name), secret: inject('databaseSecret'), superuser,
    drop: async () => {
      await superuser.end().catch(() => undefined);
      await onServer((server) => server.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** migrateAlone migrates while no other database of the server does: roles belong to all of them, and are changed by one at a time only. */
export async function migrateAlone({ adminUrl, secret }: { adminUrl: string; secret: string }, options: MigrationOptions = {}): Promise<void> {
  await onServer(async (server) => {
    await server.query('SELECT pg_advisory_lock(hashtext($1))', ['verdant-test-migrations']);
    await migrateDatabase(adminUrl, secret, options);
  });
}

/** fillDatabase gives every table rows of two organizations, whatever the state of its schema; the table without a tenant gets one. */
export async function fillDatabase({ adminUrl, secret, superuser }: EmptyDatabase): Promise<TenantTable[]> {
  const owner = openOwnerPool(adminUrl, secret);
  try {
    const tables = await readTenantTables(owner);
    await fillOrganization(owner, tables, 'a');
    await fillOrganization(owner, tables, 'b');
    await superuser.query(`INSERT INTO sign_in_limits (key, failures, window_started_at) VALUES ('somebody', 3, now())`);
    return tables;
  } finally {
    await owner.end();
  }
}

const folders: string[] = [];

/** folderUpTo copies the migrations up to a tag into a folder of its own, as an earlier version had them. */
export function folderUpTo(tag: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'verdant-migrations-'));
  folders.push(folder);
  cpSync(migrationsFolder, folder, { recursive: true });
  const file = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { tag: string }[] };
  const last = journal.entries.findIndex((entry) => entry.tag === tag);
  if (last < 0) throw new Error(`There is no migration ${tag}.`);
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, last + 1) }));
  return folder;
}

/** addMigration puts one more migration into a folder of folderUpTo. */
export function addMigration(folder: string, tag: string, text: string): void {
  const file = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { idx: number; when: number; tag: string }[] };
  const last = journal.entries.at(-1);
  if (last === undefined) throw new Error('The folder has no migration.');
  writeFileSync(join(folder, `${tag}.sql`), text);
  writeFileSync(file, JSON.stringify({ ...journal, entries: [...journal.entries, { ...last, idx: last.idx + 1, when: last.when + 1, tag }] }));
}

/** removeFolders takes away what folderUpTo made. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
