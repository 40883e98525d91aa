import { calculateLearners } from '@verdant/domain/recalculation/calculate';
import type { OrganizationId } from '@verdant/domain/ids';
import { commitChunk } from '@verdant/db/stores/recalculation/commit-chunk';
import { loadInputs, loadOrganizationInputs, lockOrganization, type OrganizationInputs } from '@verdant/db/stores/recalculation/load-inputs';
import { announceFinished, announceProgress } from '@verdant/db/stores/recalculation/announce-run';
import { markEveryone } from '@verdant/db/stores/recalculation/mark-everyone';
import { finishRun, markStep, nextLearners, saveProgress, startRun, type Run, type StepDurations } from '@verdant/db/stores/recalculation/run-lifecycle';
import { withOrg, type TenantContext } from '@verdant/db/with-org';
import { sql } from 'drizzle-orm';
import { calculateGroups } from './calculate-groups.ts';
import type { JobDeps } from './job-deps.ts';
import { releaseOrganization } from './release/release-organization.ts';

/** Learners calculated in one transaction: small enough for smooth progress, large enough that round trips do not count. */
const chunkSize = 100;

/** recalculate carries one run from claim to end: chunks of load, compute and commit, then the views. A run whose worker died goes on after its last saved learner. */
export async function recalculate(deps: JobDeps, job: { organizationId: string; runId: string }, onProgress: (run: Run) => void = () => undefined): Promise<Run | null> {
  const context: TenantContext = { organizationId: job.organizationId as OrganizationId, userId: null, role: 'worker' };
  let run = await withOrg(deps.worker, context, (tx) => startRun(tx, job.runId, deps.now()));
  if (run === null) return null;
  const durations: StepDurations = { collecting: 0, calculating: 0, saving: 0, refreshing: 0 };
  for (const { step, durationMs } of run.steps) if (step in durations) durations[step as keyof StepDurations] = durationMs;

  try {
    if (run.trigger === 'formula' && run.cursor === null) await withOrg(deps.worker, context, (tx) => markEveryone(tx, job.organizationId));
    const inputs = await withOrg(deps.worker, context, (tx) => loadOrganizationInputs(tx, deps.now()));
    for (let more = true; more;) {
      const moved = await calculateChunk(deps, context, run, inputs, durations);
      if (moved === 'cancelled') return await announceCancelled(deps, context, run);
      more = moved !== 'finished';
      if (moved !== 'finished') onProgress(run = moved);
    }
    await refreshGroups(deps, context, run, durations);
  } catch (error) {
    deps.log.error({ err: error, runId: run.id }, 'recalculation failed');
    await endRun(deps, context, run, durations, error instanceof Error ? error.message : String(error));
    return run;
  }
  return await endRun(deps, context, run, durations);
}

async function calculateChunk(
  deps: JobDeps, context: TenantContext, run: Run, inputs: OrganizationInputs, durations: StepDurations,
): Promise<Run | 'finished' | 'cancelled'> {
  return await withOrg(deps.worker, context, async (tx) => {
    await lockOrganization(tx, run.organizationId);
    const clock = stopwatch(durations);
    const userIds = await nextLearners(tx, run, chunkSize);
    const last = userIds.at(-1);
    if (last === undefined) return 'finished';
    const learners = await loadInputs(tx, userIds, inputs.reference);
    clock('collecting');
    const calculation = calculateLearners(learners, { ...inputs.context, now: deps.now() });
    clock('calculating');
    const moved = await commitChunk(tx, calculation, { organizationId: run.organizationId, timeZone: inputs.context.timeZone, runId: run.id, now: deps.now() });
    clock('saving');
    const next = await saveProgress(tx, run, { last, done: userIds.length, changed: moved.length, failures: calculation.failures }, durations, deps.now());
    if (next === null) return 'cancelled';
    await announceProgress(tx, next, deps.now());
    return next;
  });
}

/**
 * What is said about groups follows what is said about their people: courses and trainers after a run over a course or everyone, and after the nightly run the
 * release of the day. Views summarize the whole organization, so only its own runs refresh them; a learner's run leaves all that to the next one.
 */
async function refreshGroups(deps: JobDeps, context: TenantContext, run: Run, durations: StepDurations): Promise<void> {
  if (run.scopeKind === 'learner') return;
  const clock = stopwatch(durations);
  await withOrg(deps.worker, context, (tx) => markStep(tx, run.id, 'refreshing', deps.now()));
  await calculateGroups(deps, context.organizationId, { id: run.id, courseId: run.scopeKind === 'course' ? run.scopeId : null });
  if (run.scopeKind !== 'organization') return clock('refreshing');
  if (run.trigger === 'nightly') await releaseOrganization(deps, context.organizationId);
  await withOrg(deps.worker, context, (tx) => tx.execute(sql`SELECT app.refresh_views()`));
  clock('refreshing');
}

async function endRun(deps: JobDeps, context: TenantContext, run: Run, durations: StepDurations, error?: string): Promise<Run | null> {
  return await withOrg(deps.worker, context, async (tx) => {
    const finished = await finishRun(tx, run, durations, deps.now(), error);
    if (finished) await announceFinished(tx, finished);
    return finished;
  });
}

async function announceCancelled(deps: JobDeps, context: TenantContext, run: Run): Promise<Run> {
  const cancelled: Run = { ...run, state: 'cancelled', finishedAt: deps.now() };
  await withOrg(deps.worker, context, (tx) => announceFinished(tx, cancelled));
  return cancelled;
}

function stopwatch(durations: StepDurations): (step: keyof StepDurations) => void {
  let since = performance.now();
  return (step) => {
    const now = performance.now();
    durations[step] += now - since;
    since = now;
  };
}
