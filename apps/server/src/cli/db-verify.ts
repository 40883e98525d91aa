import { sampleLearners, verifyRollups, type LearnerDrift } from '@verdant/db/stores/recalculation/verify-rollups';
import { Command, InvalidArgumentError } from 'commander';
import { eachOrganization } from './each-organization.ts';
import { withInstallation } from './with-installation.ts';

const chunkSize = 100;
const shown = 20;

function readShare(text: string): number {
  const percent = Number(text.replace(/%$/, ''));
  if (!(percent > 0 && percent <= 100)) throw new InvalidArgumentError('Give a share of the learners in percent, above 0 and up to 100.');
  return percent / 100;
}

const command = new Command('db:verify')
  .description('Folds the facts of a sample of learners anew and compares with the stored rollups. Repairs nothing; exit code 1 when something differs.')
  .option('--organization <slug>', 'only this organization (default: all)')
  .option('--sample <percent>', 'share of the learners in percent', readShare, 0.1)
  .option('--seed <text>', 'another sample of the same size', '')
  .option('--json', 'print what differs as JSON');

await command.parseAsync();
const options = command.opts<{ organization?: string; sample: number; seed: string; json?: true }>();

await withInstallation(async ({ worker }) => {
  const found: { organization: string; learners: number; drift: LearnerDrift[] }[] = [];
  for (const { id, slug, work } of await eachOrganization(worker, options.organization)) {
    const userIds = await work((tx) => sampleLearners(tx, options.sample, options.seed));
    const drift: LearnerDrift[] = [];
    let learners = 0;
    for (let start = 0; start < userIds.length; start += chunkSize) {
      const one = await work((tx) => verifyRollups(tx, id, userIds.slice(start, start + chunkSize)));
      learners += one.learners;
      drift.push(...one.drift);
    }
    found.push({ organization: slug, learners, drift });
  }
  if (found.some(({ drift }) => drift.length > 0)) process.exitCode = 1;
  if (options.json) {
    console.log(JSON.stringify(found, null, 2));
    return;
  }
  for (const { organization, learners, drift } of found) {
    console.log(`${organization}: ${learners} learners folded anew, ${drift.length === 0 ? 'all rollups equal' : `${drift.length} differences`}`);
    for (const { userId, rollup, key, field, stored, expected } of drift.slice(0, shown)) {
      console.log(`  ${userId} ${rollup} ${key} ${field ?? '(row)'}: stored ${JSON.stringify(stored)}, facts give ${JSON.stringify(expected)}`);
    }
    if (drift.length > shown) console.log(`  and ${drift.length - shown} more; --json shows all`);
  }
});
