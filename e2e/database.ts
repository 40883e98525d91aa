import { inject } from 'vitest';
import { openWorkerPool } from '../packages/db/src/connect.ts';
import { startEmbedded } from '../packages/db/src/embedded.ts';
import { loadSecrets } from '../packages/db/src/secrets.ts';
import { storeFacts } from '../packages/db/src/stores/facts/store-facts.ts';
import { factId } from '../packages/db/src/stores/facts/fact-id.ts';
import { withOrg, type Tx } from '../packages/db/src/with-org.ts';
import type { FactBatch } from '../packages/domain/src/facts/facts.ts';
import type { OrganizationId } from '../packages/domain/src/ids.ts';
import { sql } from 'drizzle-orm';

/** The running product's own database, entered as the worker: what a source would deliver, and what the pages must show. */
export async function openDatabase(slug = 'demo') {
  const dataDir = inject('dataDir');
  const { superuserPassword, secret } = loadSecrets(dataDir);
  const { adminUrl } = await startEmbedded(dataDir, superuserPassword);
  const worker = openWorkerPool(adminUrl, secret, 2);
  const { rows: [row] } = await worker.query<{ id: OrganizationId }>('SELECT app.find_organization($1) AS id', [slug]);
  if (!row) throw new Error(`There is no organization ${slug}.`);
  const organizationId = row.id;
  const inOrg = <T>(work: (tx: Tx) => Promise<T>) => withOrg(worker, { organizationId, userId: null, role: 'worker' }, work);
  return {
    organizationId, inOrg,
    close: () => worker.end(),
    userId: async (email: string) => {
      const { rows: [user] } = await inOrg((tx) => tx.execute<{ id: string }>(sql`SELECT id FROM users WHERE email = ${email}`));
      if (!user) throw new Error(`Nobody has the e-mail ${email}.`);
      return user.id;
    },
    store: (batch: FactBatch) => inOrg((tx) => storeFacts(tx, { organizationId, timeZone: 'Europe/Berlin', now: new Date().toISOString() }, batch)),
    id: (kind: Parameters<typeof factId>[2], name: string) => factId(organizationId, 'journey', kind, name),
  };
}
