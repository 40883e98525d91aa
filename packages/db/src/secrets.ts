import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DataFolderError } from './data-folder-error.ts';

const secretsSchema = z.object({ superuserPassword: z.string().min(20), secret: z.string().min(32) });
export type Secrets = z.infer<typeof secretsSchema>;

/** loadSecrets reads the installation's secrets beside the data, and makes them at first start. `given` (from the environment) wins over the file. */
export function loadSecrets(dataDir: string, given?: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) {
    const parsed = secretsSchema.safeParse(readJson(file));
    if (!parsed.success) throw new DataFolderError(`${file} is damaged. Restore it from a backup; without it the database passwords are lost.`);
    return given ? { ...parsed.data, secret: given } : parsed.data;
  }
  const secrets = { superuserPassword: randomBytes(24).toString('hex'), secret: given ?? randomBytes(32).toString('hex') };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  chmodSync(file, 0o600);
  return secrets;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** deriveSecret makes one purpose's secret from the installation's: nodes that share it agree on all of them. */
export function deriveSecret(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('hex');
}
