import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { OperationError } from '../operation-error.ts';
import { manifestName } from './manifest.ts';

const isOfBackup = (name: string) => name === manifestName || name.endsWith('.copy.gz');

/** What an interrupted backup of the same name left behind is taken away; anything else is not. */
async function clear(part: string): Promise<void> {
  if (!existsSync(part)) return;
  const strange = (await readdir(part)).find((name) => !isOfBackup(name));
  if (strange !== undefined) throw new OperationError(`${part} holds something else than a backup (${strange}). Move it away or choose another folder.`);
  await rm(part, { recursive: true });
}

/** A trouble of the disk is one sentence, any other error stays what it is. */
function explain(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!/^E[A-Z]+$/.test(code) || ['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ETIMEDOUT'].includes(code)) return error;
  return new OperationError(`The backup could not be written to ${folder} (${error instanceof Error ? error.message : code}).`, { cause: error });
}

/**
 * writeWhole lets `work` fill a folder that has its name only when it is whole: `<folder>.part` until then, and taken away when the work fails. Only the
 * account that runs it can read the folder. Throws OperationError when the folder exists already or cannot be written.
 */
export async function writeWhole<T>(folder: string, work: (part: string) => Promise<T>): Promise<T> {
  if (existsSync(folder)) throw new OperationError(`${folder} exists already. Choose a folder that does not.`);
  const part = `${folder}.part`;
  await clear(part);
  try {
    await mkdir(part, { recursive: true, mode: 0o700 });
    const result = await work(part);
    await rename(part, folder);
    return result;
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw explain(error, folder);
  }
}
