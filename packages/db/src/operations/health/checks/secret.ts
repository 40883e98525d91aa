import { sql } from 'drizzle-orm';
import { atDoor } from '../../../with-org.ts';
import { finding, type HealthCheck } from '../check.ts';

/** Without the right secret no context is believed: every table looks empty to this installation, and nobody can sign in. */
export const secret: HealthCheck = {
  name: 'secret', title: 'Secret of the installation',
  examine: async ({ owner }) => {
    const { rows: [row] } = await atDoor(owner, (tx) => tx.execute<{ signed: boolean }>(sql`SELECT app.context_is_signed() AS signed`));
    const known = row?.signed === true;
    return finding(known ? 'ok' : 'problem', known ? 'the one of the database' : 'the database does not know it',
      'Use the VERDANT_SECRET, or the DATA_DIR with secrets.json, that Verdant is started with.', { known: String(known) });
  },
};
