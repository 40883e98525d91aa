import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../audit/verify-audit.ts';
import { openOwnerPool, type TenantPool } from '../../connect.ts';
import { createEmptyDatabase, folderUpTo, migrateAlone, removeFolders, type EmptyDatabase } from '../../testing/empty-database.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { withOrg } from '../../with-org.ts';
import type { OrganizationId } from '@verdant/domain/ids';
import { backUp } from '../backup/back-up.ts';
import { asAdministrator, tableSums } from '../testing/table-sums.ts';
import { restore } from './restore.ts';

const base = mkdtempSync(join(tmpdir(), 'verdant-older-'));
const ids = ['11111111-0000-4000-8000-000000000000', '22222222-0000-4000-8000-000000000000'];

let older: EmptyDatabase;
let owner: TenantPool;
let target: TestDatabase;
beforeAll(async () => {
  [older, target] = [await createEmptyDatabase(), await createTestDatabase()];
  await migrateAlone(older, { folder: folderUpTo('0003_signed_context') });
  owner = openOwnerPool(older.adminUrl, older.secret);
  await older.superuser.query(`INSERT INTO organizations (id, slug, name) SELECT id, 'older-' || left(id::text, 1), 'Older' FROM unnest($1::uuid[]) AS id`, [
    ids,
  ]);
  await older.superuser.query(
    `INSERT INTO audit_log (organization_id, action, outcome) SELECT id, 'line ' || n, 'allowed'
      FROM unnest($1::uuid[]) AS id, generate_series(1, 5) AS n ORDER BY n, id`,
    [ids],
  );
});
afterAll(async () => {
  await owner.end();
  await older.drop();
  await target.close();
  removeFolders();
  rmSync(base, { recursive: true, force: true });
});

describe('a backup of an earlier version', () => {
  it('comes back into a newer one: new columns have their defaults, lines of the audit log from before the chain are sealed and linked', async () => {
    const manifest = await backUp(owner, { folder: join(base, 'older'), now: '2026-03-31T16:00:00.000Z' });
    expect(manifest.migration.tag).toBe('0003_signed_context');
    expect(manifest.tables.map(({ name }) => name)).not.toContain('audit_chain');
    await restore(target.owner, { folder: join(base, 'older') });
    const sums = await tableSums(target.adminUrl);
    expect(sums['organizations']).toMatch(/^2 /);
    expect(sums['audit_log']).toMatch(/^10 /);
    for (const id of ids) {
      // The ids stand in the fixture above.
      const report = await withOrg(target.worker, { organizationId: id as OrganizationId, userId: null, role: 'worker' }, (tx) => verifyAudit(tx));
      expect(report).toMatchObject({ lines: 5, redacted: 0, faults: [], head: { position: 5 } });
    }
    const { rows } = await asAdministrator(target.adminUrl, (admin) =>
      admin.query('SELECT action FROM audit_chain c JOIN audit_log l ON l.id = c.audit_id WHERE c.organization_id = $1 ORDER BY position', [ids[0]]),
    );
    expect(rows.map(({ action }) => action)).toEqual(['line 1', 'line 2', 'line 3', 'line 4', 'line 5']);
  });

  it('does not go the other way: a newer backup into an older database', async () => {
    await backUp(target.owner, { folder: join(base, 'newer'), now: '2026-03-31T16:00:00.000Z' });
    await expect(restore(owner, { folder: join(base, 'newer') })).rejects.toThrow(/The backup was made by a newer version of Verdant \(migration /);
  });
});
