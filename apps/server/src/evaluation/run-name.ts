import { resolve } from 'node:path';
import { ImportError } from '../ingest/import-error.ts';

/** A presentation in a folder of the Open University data set: `key` as in the files (`AAA/2013J`), `name` as on the command line (`AAA_2013J`). */
export type RunName = { folder: string; key: string; name: string };

/** readRunName reads `<folder>:<presentation>`; the last colon separates, so that a drive letter stays with the folder. */
export function readRunName(text: string): RunName {
  const match = /^(.+):([A-Za-z]+)[_/](\d{4}[A-Za-z])$/.exec(text);
  if (!match) throw new ImportError(`"${text}" names no presentation; write folder and presentation like data/oulad:AAA_2013J.`);
  const [, folder = '', module = '', code = ''] = match;
  return { folder: resolve(folder), key: `${module}/${code}`, name: `${module}_${code}` };
}
