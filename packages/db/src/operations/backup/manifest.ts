import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { OperationError } from '../operation-error.ts';

/** The form that this version writes, and the newest that it reads. */
export const manifestFormat = 1;
export const manifestName = 'manifest.json';
/** Names of tables become names of files. */
const nameSchema = z.string().regex(/^[a-z_][a-z0-9_]*$/);
const contentsSchema = z.object({ rows: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

const tableSchema = contentsSchema.extend({
  name: nameSchema,
  columns: z.array(z.string().min(1)).min(1),
  /** The columns by which the rows of an organization are sorted. */
  order: z.array(z.string().min(1)).min(1),
  /** First days of the months that occur in a table that is partitioned by month. */
  months: z.array(z.iso.date()),
  /** One entry for each organization, in the order of the manifest's list, which is the order of the file. */
  organizations: z.array(contentsSchema.extend({ id: z.uuid() })),
});

const manifestSchema = z.object({
  format: z.literal(manifestFormat),
  takenAt: z.iso.datetime(),
  /** Verdant's newest migration in the database, and the time by which the database knows it. */
  migration: z.object({ tag: z.string().nullable(), when: z.number() }),
  postgres: z.string(),
  scope: z.enum(['all', 'organization']),
  organizations: z.array(z.object({ id: z.uuid(), slug: z.string(), sample: z.boolean(), deleted: z.boolean() })),
  tables: z.array(tableSchema).min(1),
  sequences: z.array(z.object({ name: nameSchema, lastValue: z.string().regex(/^\d+$/), isCalled: z.boolean() })),
  leftOut: z.array(z.object({ name: z.string(), why: z.string() })),
}).refine(({ organizations, tables }) => tables.every((table) =>
  table.organizations.length === organizations.length && table.organizations.every(({ id }, place) => id === organizations[place]?.id)
  && table.rows === table.organizations.reduce((sum, { rows }) => sum + rows, 0)), 'its tables do not add up');

export type Manifest = z.infer<typeof manifestSchema>;
export type BackedUpTable = z.infer<typeof tableSchema>;

/** fileOf names the file of a table. */
export const fileOf = (table: string): string => `${table}.copy.gz`;

/** writeManifest ends a backup: without it a folder is none. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
}

/** readManifest reads what a folder claims to hold. Throws OperationError where that is no backup, a damaged one, or one of a later version. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch(() => null);
  if (text === null) throw new OperationError(`${folder} is no backup, or one that was not finished: it has no readable ${manifestName}.`);
  const found = parseJson(text);
  const format = z.object({ format: z.int() }).safeParse(found);
  if (format.success && format.data.format > manifestFormat) {
    throw new OperationError(
      `The backup in ${folder} has the form ${format.data.format}, this version of Verdant reads up to ${manifestFormat}: `
        + 'restore it with the version that made it.',
    );
  }
  const manifest = manifestSchema.safeParse(found);
  if (manifest.success) return manifest.data;
  const [issue] = manifest.error.issues;
  throw new OperationError(`${join(folder, manifestName)} is damaged (${issue?.path.join('.') || 'contents'}: ${issue?.message}). Take another backup.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
