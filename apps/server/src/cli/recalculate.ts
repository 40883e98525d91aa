import { loadOrganization } from '@verdant/db/queries/organization';
import { summarizeOrganization } from '@verdant/db/queries/organization-summary';
import { requestRun } from '@verdant/db/stores/recalculation/request-run';
import { withOrg, type TenantContext } from '@verdant/db/with-org';
import type { OrganizationId } from '@verdant/domain/ids';
import { dayOf } from '@verdant/domain/time/day';
import { Command } from 'commander';
import { pino } from 'pino';
import type { JobDeps } from '../jobs/job-deps.ts';
import { recalculate } from '../jobs/recalculate.ts';
import { replayDay } from '../jobs/replay-day.ts';
import { replayHistory } from '../jobs/replay-history.ts';
import { findOrganization } from './find-organization.ts';
import { readPastDay } from './past-day.ts';
import { progressLine } from './progress-line.ts';
import { renderSummary, summarizeAnalytics } from './summarize-analytics.ts';
import { CommandError, withInstallation } from './with-installation.ts';

type Options = { organization: string; history?: true; asOf?: string };

const workerOf = (organizationId: OrganizationId): TenantContext => ({ organizationId, userId: null, role: 'worker' });

function printEnd(learners: number, facts: number, seconds: number): void {
  console.log(`${learners} learners, ${facts} facts in ${seconds.toFixed(1)} s: ${Math.round(facts / seconds)} rows a second`);
}

async function showDay(deps: JobDeps, organizationId: OrganizationId, text: string): Promise<void> {
  const { timeZone } = await withOrg(deps.worker, workerOf(organizationId), loadOrganization);
  const day = readPastDay(text, dayOf(deps.now(), timeZone));
  const started = performance.now();
  const bar = progressLine('Calculating');
  const { learners, facts } = await replayDay(deps, organizationId, day, bar.update);
  bar.stop();
  console.log(`As of the end of ${day}, from the facts up to then; nothing was stored.`);
  console.log(renderSummary(summarizeAnalytics(learners)));
  printEnd(learners.length, facts, (performance.now() - started) / 1000);
}

async function calculateNow(deps: JobDeps, organizationId: OrganizationId, history: boolean): Promise<void> {
  const context = workerOf(organizationId);
  const started = performance.now();
  const { outcome, runId } = await withOrg(deps.worker, context, (tx) => requestRun(tx, {
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
  if (history) {
    const bar = progressLine('Replaying history');
    await replayHistory(deps, organizationId, bar.update);
    bar.stop();
  }
  const summary = await withOrg(deps.worker, context, summarizeOrganization);
  console.log(renderSummary(summary.analytics));
  printEnd(summary.learners, summary.facts, seconds);
}

const command = new Command('recalculate')
  .description('Calculates the six analytics of all learners of an organization and prints a summary.')
  .requiredOption('--organization <slug>', 'short name of the organization')
  .option('--history', 'also replay the daily history from the facts, for trends before today')
  .option('--as-of <day>', 'only print the summary as of the end of an earlier day, e.g. 2014-03-01; stores nothing');

await command.parseAsync();
const options = command.opts<Options>();

await withInstallation(async ({ worker }) => {
  if (options.asOf !== undefined && options.history) throw new CommandError('Choose --as-of or --history: one stores nothing, the other stores every earlier day.');
  const organizationId = await findOrganization(worker, options.organization);
  const deps: JobDeps = { worker, now: () => new Date().toISOString(), log: pino({ level: 'warn' }) };
  if (options.asOf === undefined) await calculateNow(deps, organizationId, options.history === true);
  else await showDay(deps, organizationId, options.asOf);
});
