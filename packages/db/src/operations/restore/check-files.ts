import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileOf, manifestName, type BackedUpTable, type Manifest } from '../backup/manifest.ts';
import { LineDigest, digestOf, type Contents } from '../line-digest.ts';
import { OperationError } from '../operation-error.ts';
import { LineReader } from './line-reader.ts';
import { readTableFile } from './read-table-file.ts';

const agrees = (found: Contents, { rows, sha256 }: Contents) => found.rows === rows && found.sha256 === sha256;

async function* seenBy(digest: LineDigest, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    digest.update(piece);
    yield piece;
  }
}

/** What is wrong with the file of a table, or null. */
async function faultOf(folder: string, table: BackedUpTable, signal: AbortSignal | undefined): Promise<string | null> {
  const whole = new LineDigest();
  const reader = new LineReader(seenBy(whole, readTableFile(folder, table.name)));
  try {
    for (const part of table.organizations) {
      signal?.throwIfAborted();
      if (!agrees(await digestOf(reader.take(part.rows)), part)) return 'its rows are not those that were backed up';
    }
    if (!await reader.isAtEnd()) return 'it holds more rows than were backed up';
    return agrees(whole.end(), table) ? null : 'its checksum is not the one of the manifest';
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * checkFiles reads all files of a backup and compares rows and checksums with its manifest, before anything is written anywhere. Throws OperationError, which
 * names the file, when one is missing, damaged or not mentioned.
 */
export async function checkFiles(folder: string, { tables }: Manifest, signal?: AbortSignal): Promise<void> {
  const mentioned = new Set([manifestName, ...tables.map(({ name }) => fileOf(name))]);
  const strange = (await readdir(folder)).find((name) => !mentioned.has(name));
  if (strange !== undefined) {
    throw new OperationError(`${join(folder, strange)} is not mentioned in the manifest. Nothing was restored; take it away if it is not part of the backup.`);
  }
  for (const table of tables) {
    const file = join(folder, fileOf(table.name));
    if (!existsSync(file)) throw new OperationError(`${file} is missing. Nothing was restored; use another backup.`);
    const fault = await faultOf(folder, table, signal);
    if (fault !== null) throw new OperationError(`${file} is damaged (${fault}). Nothing was restored; use another backup.`);
  }
}
