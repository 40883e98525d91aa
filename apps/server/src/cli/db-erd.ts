import { startEmbedded } from '@verdant/db/embedded';
import { migrateDatabase } from '@verdant/db/migrate';
import { areas } from '@verdant/db/operations/erd/areas';
import { readSchema } from '@verdant/db/operations/erd/read-schema';
import { renderErd } from '@verdant/db/operations/erd/render-erd';
import { Command } from 'commander';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { readEnvironment } from '../env.ts';
import { withInstallation } from './with-installation.ts';

const file = fileURLToPath(new URL('../../../../docs/erd.md', import.meta.url));

const command = new Command('db:erd')
  .description('Writes docs/erd.md from the schema of a live database: the one at DATABASE_URL as it is, else a new one of this version.')
  .option('--check', 'write nothing; exit code 1 when docs/erd.md differs')
  .addHelpText('after', `
Examples:
  npm run db:erd
  npm run db:erd -- --check`);

async function describe(adminUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  try {
    await client.connect();
    return renderErd(await readSchema(client), areas);
  } finally {
    await client.end();
  }
}

/** A server of its own, on a folder that goes away with it. */
async function describeNew(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'verdant-erd-'));
  const server = await startEmbedded(folder, randomBytes(24).toString('hex'), { fast: true });
  try {
    await migrateDatabase(server.adminUrl, randomBytes(32).toString('hex'));
    return await describe(server.adminUrl);
  } finally {
    await server.stop({ force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) {
    console.log('docs/erd.md shows the schema.');
    return;
  }
  console.error('docs/erd.md differs from the schema. Write it anew with: npm run db:erd');
  process.exitCode = 1;
}

function write(text: string): void {
  writeFileSync(file, text);
  console.log('docs/erd.md shows the schema now.');
}

await command.parseAsync();
const finish = command.opts<{ check?: true }>().check === true ? compare : write;
if (readEnvironment().DATABASE_URL === undefined) finish(await describeNew());
else await withInstallation(async ({ adminUrl }) => { finish(await describe(adminUrl)); }, { migrate: false });
