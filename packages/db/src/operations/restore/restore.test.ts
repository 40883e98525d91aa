import { sql } from 'drizzle-orm';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../audit/verify-audit.ts';
import { openOwnerPool } from '../../connect.ts';
import { insertWorld, type World } from '../../testing/fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { withOrg } from '../../with-org.ts';
import { backUp } from '../backup/back-up.ts';
import type { Manifest } from '../backup/manifest.ts';
import { OperationError } from '../operation-error.ts';
import { startWriters } from '../testing/busy-writers.ts';
import { asAdministrator, tableSums } from '../testing/table-sums.ts';
import { restore } from './restore.ts';

// The views hold the last days only.
const now = new Date().toISOString();
const thisMonth = `${now.slice(0, 7)}-01`;
const base = mkdtempSync(join(tmpdir(), 'verdant-backup-test-'));
const folder = join(base, 'whole');
const opened: TestDatabase[] = [];
const open = async () => {
  const db = await createTestDatabase();
  opened.push(db);
  return db;
};

let source: TestDatabase;
let worlds: World[];
let manifest: Manifest;
let written = { before: 0, during: 0 };

beforeAll(async () => {
  source = await open();
  worlds = [await insertWorld(source, { slug: 'first', now, passwordHash: 'hash' }), await insertWorld(source, { slug: 'second', now })];
  await asAdministrator(source.adminUrl, (admin) => admin.query(`
    UPDATE users SET name = E'tab\\t, line\\n, back\\\\slash, \\\\N and “quotes”', layout = '{"learner": "\\n"}' WHERE email = 'learner@first.test';
    INSERT INTO organizations (id, slug, name, created_at, deleted_at)
      VALUES ('99999999-0000-4000-8000-000000000000', 'gone', 'Marked as deleted', now() + interval '1 day', now());
    INSERT INTO sign_in_limits VALUES ('someone', 3, now())`));
  const writers = await startWriters(source, worlds);
  const before = writers.committed();
  manifest = await backUp(source.owner, { folder, now });
  written = { before, during: writers.committed() - before };
  await writers.stop();
});
afterAll(async () => {
  await Promise.all(opened.map((db) => db.close()));
  rmSync(base, { recursive: true, force: true });
});

const rowsOf = ({ tables }: Manifest) => Object.fromEntries(tables.map(({ name, rows }) => [name, rows]));
const countsOf = (sums: Record<string, string>) => Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, Number(sum.split(' ')[0])]));
const empty = (sums: Record<string, string>) => Object.values(countsOf(sums)).every((rows) => rows === 0);

/** A backup whose files someone changed. */
function spoiled(name: string, spoil: (copy: string) => void): string {
  const copy = join(base, name);
  cpSync(folder, copy, { recursive: true });
  spoil(copy);
  return copy;
}

async function sentenceOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(() => null, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(OperationError);
  return error instanceof Error ? error.message : '';
}

describe('backUp', () => {
  it('works while others write, and writes a file for each tenant table that only its owner can read', () => {
    expect(written.during).toBeGreaterThan(0);
    expect(readdirSync(base)).toEqual(['whole']);
    expect(readdirSync(folder).sort()).toEqual([...manifest.tables.map(({ name }) => `${name}.copy.gz`), 'manifest.json'].sort());
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(join(folder, 'users.copy.gz')).mode & 0o077).toBe(0);
  });

  it('says in its manifest what it holds and what it leaves out', () => {
    expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest);
    expect(manifest).toMatchObject({
      format: 1,
      takenAt: now,
      scope: 'all',
      organizations: [
        { slug: 'first', deleted: false },
        { slug: 'second', deleted: false },
        { slug: 'gone', deleted: true },
      ],
    });
    expect(manifest.leftOut.map(({ name }) => name)).toEqual(['sign_in_limits', 'graphile_worker', 'app.context_key', 'rollup']);
    expect(manifest.tables.map(({ name }) => name)).not.toContain('sign_in_limits');
    expect(manifest.tables.find(({ name }) => name === 'learning_events')?.months).toContain(thisMonth);
  });

  it('keeps an existing folder, and leaves nothing behind when it is interrupted', async () => {
    expect(await sentenceOf(backUp(source.owner, { folder, now }))).toBe(`${folder} exists already. Choose a folder that does not.`);
    const stop = new AbortController();
    const interrupted = backUp(source.owner, {
      folder: join(base, 'interrupted'), now, signal: stop.signal, onProgress: (done) => { if (done === 5) stop.abort(new Error('Interrupted.')); },
    });
    await expect(interrupted).rejects.toThrow();
    expect(readdirSync(base)).toEqual(['whole']);
    await expect(source.owner.query('SELECT 1')).resolves.toBeDefined();
  });

  it('takes the place of a backup that died half-way, but of nothing else', async () => {
    const half = spoiled('again.part', (copy) => rmSync(join(copy, 'manifest.json')));
    await backUp(source.owner, { folder: join(base, 'again'), now });
    expect(existsSync(half)).toBe(false);
    rmSync(join(base, 'again'), { recursive: true });
    const strange = spoiled('other.part', (copy) => writeFileSync(join(copy, 'thesis.txt'), 'mine'));
    expect(await sentenceOf(backUp(source.owner, { folder: join(base, 'other'), now }))).toContain('thesis.txt');
    expect(readFileSync(join(strange, 'thesis.txt'), 'utf8')).toBe('mine');
    rmSync(strange, { recursive: true });
  });

  it('refuses to write a backup that would be empty or lack a table without saying so', async () => {
    const other = await open();
    await insertWorld(other, { slug: 'other', now });
    const stranger = openOwnerPool(other.adminUrl, 'a secret of another installation, as long as it may be');
    expect(await sentenceOf(backUp(stranger, { folder: join(base, 'empty'), now }))).toMatch(
      /^The database does not know this installation's secret\. Use the VERDANT_SECRET/,
    );
    await stranger.end();
    await asAdministrator(other.adminUrl, (admin) => admin.query('DROP POLICY owner_all ON kpis'));
    expect(await sentenceOf(backUp(other.owner, { folder: join(base, 'lacking'), now }))).toMatch(/^Rows of kpis are hidden from verdant_owner/);
    expect(readdirSync(base)).toEqual(['whole']);
  });

  it('names the organizations there are when asked for one there is not', async () => {
    expect(await sentenceOf(backUp(source.owner, { folder: join(base, 'third'), organization: 'third', now })))
      .toBe('There is no organization "third". There are: first, second, gone.');
  });
});

describe('restore', () => {
  it('brings everything back as it was in one moment: equal counts and checksums, tallies, references and audit chains', async () => {
    const target = await open();
    const report = await restore(target.owner, { folder });
    expect(report).toMatchObject({
      organizations: ['first', 'second', 'gone'],
      takenAt: now,
      rows: Object.values(rowsOf(manifest)).reduce((sum, rows) => sum + rows, 0),
    });
    expect(countsOf(await tableSums(target.adminUrl))).toEqual(rowsOf(manifest));
    const again = await backUp(target.owner, { folder: join(base, 'second-generation'), now });
    expect(again.tables).toEqual(manifest.tables);
    await asAdministrator(target.adminUrl, async (admin) => {
      const { rows } =
        await admin.query(`SELECT k.value::int AS tally,
          (SELECT count(*)::int FROM learning_events e WHERE e.organization_id = k.organization_id AND e.source = 'writer') AS events
        FROM kpis k WHERE k.source = 'writer'`);
      expect(rows).toHaveLength(2);
      for (const { tally, events } of rows) expect(tally).toBe(events);
      const { rows: [chain] } = await admin.query(`SELECT bool_and(position = place) AS gapless, count(*)::int AS links,
          (SELECT count(*)::int FROM audit_log) AS lines
        FROM (SELECT position, row_number() OVER (PARTITION BY organization_id ORDER BY position) AS place FROM audit_chain) c`);
      expect(chain).toEqual({ gapless: true, links: rowsOf(manifest)['audit_log'], lines: rowsOf(manifest)['audit_log'] });
    });
    for (const { organizationId, admin, learner } of worlds) {
      const chain = await withOrg(target.worker, { organizationId, userId: null, role: 'worker' }, (tx) => verifyAudit(tx));
      expect(chain.faults).toEqual([]);
      expect(chain.lines).toBeGreaterThan(0);
      const { rows } = await withOrg(target.app, { organizationId, userId: admin.userId, role: 'org_admin' }, (tx) =>
        tx.execute(sql`SELECT count(*)::int AS n FROM users WHERE id = ${learner.userId}`),
      );
      expect(rows).toEqual([{ n: 1 }]);
    }
    // Writing goes on where it was: the next line of the audit log gets a new number and the next link.
    await asAdministrator(target.adminUrl, async (admin) => {
      const { rows: [numbers] } = await admin.query(`SELECT nextval('audit_log_id_seq') > max(id) AS ahead FROM audit_log`);
      expect(numbers).toEqual({ ahead: true });
      const { rows: triggers } = await admin.query(
        `SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = 'audit_log'::regclass AND NOT tgisinternal ORDER BY 1`,
      );
      expect(triggers).toEqual([
        { tgname: 'chain_line', tgenabled: 'O' },
        { tgname: 'seal_line', tgenabled: 'O' },
      ]);
      const {
        rows: [view],
      } =
        await admin.query(`SELECT (SELECT sum(pace_n) FROM rollup.analytics_learning_velocity_mv)::int AS shown,
          count(headline)::int AS stored FROM analytics_daily
        WHERE type = 'learning_velocity' AND day > current_date - 90`);
      expect(view.shown).toBe(view.stored);
      expect(view.stored).toBeGreaterThan(0);
    });
  });

  it('refuses a database that has organizations, and leaves it as it is', async () => {
    const before = await tableSums(source.adminUrl);
    expect(await sentenceOf(restore(source.owner, { folder }))).toBe(
      'The database has organizations already (first, second, gone). '
        + 'A backup is restored into an empty database, or one organization of it with --organization <slug>.',
    );
    expect(await sentenceOf(restore(source.owner, { folder, organization: 'first' }))).toBe('The organization "first" is there already; nothing was restored.');
    expect(await tableSums(source.adminUrl)).toEqual(before);
  });

  it('brings one organization of several back, beside another that goes on', async () => {
    const target = await open();
    const [first, second] = worlds;
    await restore(target.owner, { folder, organization: 'second' });
    const own = await tableSums(target.adminUrl);
    expect(own['organizations']).toMatch(/^1 /);
    expect(await sentenceOf(restore(target.owner, { folder, organization: 'third' }))).toBe(
      'The backup has no organization "third". It has: first, second, gone.',
    );
    await restore(target.owner, { folder, organization: 'first' });
    expect(await tableSums(target.adminUrl, `TENANT = '${second?.organizationId}'`)).toEqual(own);
    expect(countsOf(await tableSums(target.adminUrl))).toEqual({ ...rowsOf(manifest), organizations: 2 });
    expect(await tableSums(target.adminUrl, `TENANT = '${first?.organizationId}'`)).not.toEqual(own);
  });

  it('brings a backup of one organization back: the same rows as in the backup of all', async () => {
    const target = await open();
    const one = join(base, 'one');
    const small = await backUp(source.owner, { folder: one, organization: 'first', now });
    expect(small).toMatchObject({ scope: 'organization', organizations: [{ slug: 'first' }] });
    await restore(target.owner, { folder: one });
    expect(countsOf(await tableSums(target.adminUrl))).toEqual(rowsOf(small));
    expect(await tableSums(target.adminUrl)).toEqual(await tableSums(source.adminUrl, `TENANT = '${worlds[0]?.organizationId}'`));
  });
});

describe('restore refuses in one sentence, and nothing is there afterwards:', () => {
  let target: TestDatabase;
  beforeAll(async () => { target = await open(); });
  const refuses = async (name: string, spoil: (copy: string) => void, sentence: RegExp) => {
    const copy = spoiled(name, spoil);
    expect(await sentenceOf(restore(target.owner, { folder: copy }))).toMatch(sentence);
    expect(empty(await tableSums(target.adminUrl))).toBe(true);
  };
  const inManifest = (change: (found: Manifest) => unknown) => (copy: string) => {
    const found = structuredClone(manifest);
    writeFileSync(join(copy, 'manifest.json'), JSON.stringify({ ...found, ...(change(found) as object) }));
  };
  const events = 'learning_events.copy.gz';

  it.each<[string, (copy: string) => void, RegExp]>([
    [
      'a file with one changed letter',
      (copy) =>
        writeFileSync(
          join(copy, events),
          gzipSync(
            gunzipSync(readFileSync(join(copy, events)))
              .toString()
              .replace('viewed', 'vieved'),
          ),
        ),
      /learning_events\.copy\.gz is damaged \(its rows are not those that were backed up\)\. Nothing was restored/,
    ],
    [
      'a file with changed bytes',
      (copy) => {
        const bytes = readFileSync(join(copy, events));
        bytes.fill(0, 200, 220);
        writeFileSync(join(copy, events), bytes);
      },
      /learning_events\.copy\.gz is damaged/,
    ],
    [
      'a file that ends early',
      (copy) => writeFileSync(join(copy, events), readFileSync(join(copy, events)).subarray(0, 300)),
      /learning_events\.copy\.gz is damaged \(unexpected end of file\)/,
    ],
    [
      'a file with a row too few',
      (copy) =>
        writeFileSync(
          join(copy, events),
          gzipSync(
            gunzipSync(readFileSync(join(copy, events)))
              .toString()
              .replace(/[^\n]*\n$/, ''),
          ),
        ),
      /damaged \(1 rows are missing at the end\.\)/,
    ],
    [
      'a file with a row too many',
      (copy) => writeFileSync(join(copy, events), gzipSync(`${gunzipSync(readFileSync(join(copy, events))).toString()}more\n`)),
      /damaged \(it holds more rows than were backed up\)/,
    ],
    ['a missing file', (copy) => rmSync(join(copy, events)), /learning_events\.copy\.gz is missing\. Nothing was restored/],
    ['a file that the manifest does not know', (copy) => writeFileSync(join(copy, 'more.copy.gz'), ''), /more\.copy\.gz is not mentioned in the manifest/],
    ['no manifest, as an interrupted backup has none', (copy) => rmSync(join(copy, 'manifest.json')), /is no backup, or one that was not finished/],
    ['a manifest that is no JSON', (copy) => writeFileSync(join(copy, 'manifest.json'), '{'), /manifest\.json is damaged/],
    ['a manifest of a later form', inManifest(() => ({ format: 2 })), /has the form 2, this version of Verdant reads up to 1/],
    [
      'a manifest whose rows do not add up',
      inManifest(({ tables }) => ({ tables: tables.map((table) => ({ ...table, rows: table.rows + 1 })) })),
      /its tables do not add up/,
    ],
    [
      'a name of a table that leads elsewhere',
      inManifest(({ tables }) => ({ tables: [{ ...tables[0], name: '../users' }] })),
      /manifest\.json is damaged \(tables\.0\.name/,
    ],
    [
      'a newer version of Verdant',
      inManifest(() => ({ migration: { tag: '9999_more', when: 9e15 } })),
      /made by a newer version of Verdant \(migration 9999_more\)/,
    ],
    [
      'a table that is unknown here',
      inManifest(({ tables }) => ({ tables: tables.map((table) => (table.name === 'kpis' ? { ...table, name: 'kpi_notes' } : table)) })),
      /a table that this database does not know: kpi_notes/,
    ],
    [
      'a column that is unknown here',
      inManifest(({ tables }) => ({ tables: tables.map((table) => (table.name === 'kpis' ? { ...table, columns: [...table.columns, 'mood'] } : table)) })),
      /a column that this database does not know: kpis\.mood/,
    ],
    [
      'a column without default that the backup lacks',
      inManifest(({ tables }) => ({
        tables: tables.map((table) => (table.name === 'kpis' ? { ...table, columns: table.columns.filter((column) => column !== 'target') } : table)),
      })),
      /too old for this database: kpis\.target has no default/,
    ],
  ])('%s', async (name, spoil, sentence) => {
    await refuses(name, spoil, sentence);
  });

  it('rows that the database itself refuses, after others went in', async () => {
    // The file and its checksums are right, but nobody may be in a role that refers to nobody.
    const orphaned = spoiled('orphans', () => undefined);
    const users = manifest.tables.find(({ name }) => name === 'users');
    const none = { rows: 0, sha256: emptySum };
    const withoutPeople = manifest.tables.map((table) =>
      (table !== users ? table : { ...table, ...none, organizations: table.organizations.map((part) => ({ ...part, ...none })) }));
    writeFileSync(join(orphaned, 'users.copy.gz'), gzipSync(''));
    writeFileSync(join(orphaned, 'manifest.json'), JSON.stringify({ ...manifest, tables: withoutPeople }));
    expect(await sentenceOf(restore(target.owner, { folder: orphaned }))).toMatch(
      /^The database refused the backup \(insert or update on table .* violates foreign key/,
    );
    expect(empty(await tableSums(target.adminUrl))).toBe(true);
  });

  it('and takes the whole backup afterwards', async () => {
    await restore(target.owner, { folder });
    expect(countsOf(await tableSums(target.adminUrl))).toEqual(rowsOf(manifest));
  });
});

const emptySum = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
