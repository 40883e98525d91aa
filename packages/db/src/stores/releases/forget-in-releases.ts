import { forgetPerson } from '@verdant/domain/privacy/forget-person';
import type { Tx } from '../../with-org.ts';
import { loadRecords, writeRecords } from './records.ts';

/** forgetInReleases takes a person out of what the next release compares with, and counts the records they stood in; published figures stay as they are. */
export async function forgetInReleases(tx: Tx, organizationId: string, userId: string): Promise<number> {
  const records = await loadRecords(tx);
  const known = new Set(records);
  const changed = forgetPerson(records, userId).filter((record) => !known.has(record));
  await writeRecords(tx, organizationId, changed);
  return changed.length;
}
