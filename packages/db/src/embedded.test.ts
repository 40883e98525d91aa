import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { DataFolderError } from './data-folder-error.ts';
import { startEmbedded } from './embedded.ts';
import { loadSecrets } from './secrets.ts';

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'verdant-embedded-'));
  folders.push(folder);
  return folder;
};
afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true }); });

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('startEmbedded', () => {
  it('keeps data between starts, is joined by a second caller, and is stopped by the last one to leave', async () => {
    const folder = newFolder();
    const first = await startEmbedded(folder, 'a password of tests', { fast: true });
    await query(first.adminUrl, 'CREATE TABLE kept AS SELECT 1 AS n');
    const second = await startEmbedded(folder, 'a password of tests');
    expect(second.adminUrl).toBe(first.adminUrl);

    const working = new pg.Client({ connectionString: second.adminUrl });
    await working.connect();
    await first.stop();
    expect((await working.query('SELECT n FROM kept')).rows).toEqual([{ n: 1 }]);
    await working.end();
    await second.stop();
    await expect(query(first.adminUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');

    const again = await startEmbedded(folder, 'a password of tests');
    expect(await query(again.adminUrl, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await again.stop();
  });

  it('says in one sentence what is wrong with a damaged folder, and with a password that is not its own', async () => {
    const damaged = newFolder();
    mkdirSync(join(damaged, 'postgres'));
    writeFileSync(join(damaged, 'postgres', 'something'), 'else');
    await expect(startEmbedded(damaged, 'x')).rejects.toThrow(DataFolderError);
    await expect(startEmbedded(damaged, 'x')).rejects.toThrow('Move it away to start afresh');

    const folder = newFolder();
    const server = await startEmbedded(folder, 'the right password', { fast: true });
    await server.stop();
    await expect(startEmbedded(folder, 'a wrong password')).rejects.toThrow('secrets.json');
    await expect(query(server.adminUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });
});

describe('loadSecrets', () => {
  it('makes secrets once and keeps them; a damaged file is named', () => {
    const folder = newFolder();
    const made = loadSecrets(folder);
    expect(made.secret).toHaveLength(64);
    expect(loadSecrets(folder)).toEqual(made);
    expect(loadSecrets(folder, 'given by the environment, long enough').secret).toBe('given by the environment, long enough');
    writeFileSync(join(folder, 'secrets.json'), 'not JSON');
    expect(() => loadSecrets(folder)).toThrow('secrets.json is damaged');
  });
});
