import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const envFile = join(root, '.env');

const optional = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const environmentSchema = z.object({
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })),
  DATA_DIR: z.string().min(1).default('.verdant').transform((folder) => resolve(root, folder)),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().min(1).default('localhost'),
  VERDANT_SECRET: optional(z.string().min(32, 'needs at least 32 characters')),
  /** A proxy in front ends TLS and names the caller's address; only then are its headers believed. */
  TRUST_PROXY: z.enum(['on', 'off']).default('off'),
  /** Origins whose pages may call besides the server's own, separated by commas. */
  ALLOWED_ORIGINS: z.string().default('').transform((text) => text.split(',').map((origin) => origin.trim()).filter(Boolean)),
  VERDANT_TICKER: z.enum(['on', 'off']).default('on'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
});

/** Settings of the deployment, read once. */
export type Environment = z.infer<typeof environmentSchema>;

/** A setting or a circumstance that keeps Verdant from starting, told in one sentence that says what to do. */
export class StartError extends Error {}

/** readEnvironment parses the process's environment; the only place that reads it. */
export function readEnvironment(source?: NodeJS.ProcessEnv): Environment {
  if (source === undefined && existsSync(envFile)) process.loadEnvFile(envFile);
  const parsed = environmentSchema.safeParse(source ?? process.env);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new StartError(`The setting ${String(issue?.path[0])} is wrong: ${issue?.message}. Mend it in the environment or in .env (see .env.example).`);
}
