import { withOrg, type TenantContext } from '@verdant/db/with-org';
import { requestRun } from '@verdant/db/stores/recalculation/request-run';
import { summarizeOrganization } from '@verdant/db/queries/organization-summary';
import { Command } from 'commander';
import { pino } from 'pino';
import { recalculate } from '../jobs/recalculate.ts';
import { replayHistory } from '../jobs/replay-history.ts';
import type { JobDeps } from '../jobs/job-deps.ts';
import { findOrganization } from './find-organization.ts';
import { progressLine } from './progress-line.ts';
import { renderTable } from './render-table.ts';
import { CommandError, withInstallation } from './with-installation.ts';

const command = new Command('recalculate')
  .description('Calculates the six analytics of all learners of an organization and prints a summary.')
  .requiredOption('--organization <slug>', 'short name of the organization')
  .option('--history', 'also replay the daily history from the facts, for trends before today');

await command.parseAsync();
const options = command.opts<{ organization: string; history?: true }>();

await withInstallation(async ({ worker }) => {
  const organizationId = await findOrganization(worker, options.organization);
  const deps: JobDeps = { worker, now: () => new Date().toISOString(), log: pino({ level: 'warn' }) };
  const context: TenantContext = { organizationId, userId: null, role: 'worker' };
  const started = performance.now();
  const { outcome, runId } = await withOrg(worker, context, (tx) => requestRun(tx, {
    organizationId, scope: { kind: 'organization' }, trigger: 'manual', requestedBy: null, role: null, now: deps.now(), carriedOutBy: 'caller',
  }));
  if (outcome === 'joined') throw new CommandError('A recalculation of this organization is on its way already; its page shows the progress.');
  if (runId !== null) {
    const bar = progressLine('Calculating');
    const run = await recalculate(deps, { organizationId, runId }, ({ done, total }) => bar.update(done, total));
    bar.stop();
    if (run?.state === 'failed') throw new CommandError(`The recalculation failed: ${run.error ?? `${run.failed} of ${run.total} learners`}`);
    if (run && run.failed > 0) console.log(`${run.failed} learners could not be calculated: ${run.failures.slice(0, 3).map(({ reason }) => reason).join('; ')}`);
  } else {
    console.log('Already up to date: calculated less than a minute ago.');
  }
  const seconds = (performance.now() - started) / 1000;
  if (options.history) {
    const bar = progressLine('Replaying history');
    await replayHistory(deps, organizationId, bar.update);
    bar.stop();
  }
  const summary = await withOrg(worker, context, summarizeOrganization);
  console.log(renderTable(['analytic', 'learners', 'insufficient', 'median', 'unit'], summary.analytics.map((row) =>
    [row.name, String(row.learners), String(row.insufficient), row.median === null ? '-' : String(Math.round(row.median * 100) / 100), row.unit])));
  console.log(`${summary.learners} learners, ${summary.facts} facts in ${seconds.toFixed(1)} s: ${Math.round(summary.facts / seconds)} rows a second`);
});
