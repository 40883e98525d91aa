import { verifyAudit, type AuditFault, type AuditHead } from '@verdant/db/audit/verify-audit';
import { Command } from 'commander';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { eachOrganization } from './each-organization.ts';
import { CommandError, withInstallation } from './with-installation.ts';

const headsSchema = z.record(z.uuid(), z.object({ position: z.number().int().min(0), hash: z.string() }));
const shown = 20;
const words: Record<AuditFault['kind'], string> = { changed: 'is not the line that was written', removed: 'is gone', unlinked: 'was added without a link' };

function readHeads(file: string | undefined): Record<string, AuditHead> {
  if (file === undefined || !existsSync(file)) return {};
  try {
    return headsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new CommandError(`${file} holds no heads of an audit log. Give the file that an earlier run wrote, or a new name.`);
  }
}

const command = new Command('audit:verify')
  .description('Walks the chain of the audit log and shows every line that was changed, removed or slipped in; exit code 1 when there is one.')
  .option('--organization <slug>', 'only this organization (default: all)')
  .option('--heads <file>', 'keep where the chains end in this file, outside the database: the next run then also notices an end that was cut off or a chain that was written anew');

await command.parseAsync();
const options = command.opts<{ organization?: string; heads?: string }>();

await withInstallation(async ({ worker }) => {
  const file = options.heads === undefined ? undefined : resolve(options.heads);
  const heads = readHeads(file);
  let whole = true;
  for (const { id, slug, work } of await eachOrganization(worker, options.organization)) {
    const { lines, redacted, faults, head } = await work((tx) => verifyAudit(tx, heads[id] ?? null));
    console.log(`${slug}: ${lines} lines, ${redacted} of them about erased persons, ${faults.length === 0 ? (lines === 0 ? 'whole' : `whole; ends with ${head.hash.slice(0, 16)}`) : `${faults.length} faults`}`);
    for (const { kind, position, auditId } of faults.slice(0, shown)) console.log(`  link ${position ?? '-'}, line ${auditId ?? '-'} ${words[kind]}`);
    if (faults.length > 0) whole = false;
    else heads[id] = head;
  }
  if (!whole) process.exitCode = 1;
  else if (file !== undefined) {
    writeFileSync(`${file}.part`, `${JSON.stringify(heads, null, 2)}\n`);
    renameSync(`${file}.part`, file);
  }
});
