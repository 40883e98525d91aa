import { z } from 'zod';

const optional = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const environmentSchema = z.object({
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })),
  DATA_DIR: z.string().min(1).default('.verdant'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().min(1).default('localhost'),
  VERDANT_SECRET: optional(z.string().min(32, 'needs at least 32 characters')),
  VERDANT_TICKER: z.enum(['on', 'off']).default('on'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
});

/** Settings of the deployment, read once. */
export type Environment = z.infer<typeof environmentSchema>;

/** A setting or a circumstance that keeps Verdant from starting, told in one sentence that says what to do. */
export class StartError extends Error {}

/** readEnvironment parses the process's environment; the only place that reads it. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = environmentSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new StartError(`The setting ${String(issue?.path[0])} is wrong: ${issue?.message}. Mend it in the environment or in .env (see .env.example).`);
}
