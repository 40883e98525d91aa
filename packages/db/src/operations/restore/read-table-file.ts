import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { fileOf } from '../backup/manifest.ts';

/** readTableFile streams the lines of one table of a backup. */
export function readTableFile(folder: string, table: string): AsyncIterable<Buffer> {
  const lines = createGunzip();
  // An error of reading or unpacking reaches whoever iterates.
  pipeline(createReadStream(join(folder, fileOf(table))), lines, () => undefined);
  return lines;
}
