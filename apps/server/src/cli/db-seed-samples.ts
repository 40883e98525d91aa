import { readOrganizations } from '@verdant/db/operations/list-organizations';
import { demoPlan, otherPlan, stagingPlan, type OrganizationPlan } from '@verdant/db/seed/demo/organizations';
import { randomBytes } from 'node:crypto';
import { hashPassword } from '../auth/passwords.ts';
import { demonstrationPassword, isDemonstration, markDemonstration } from '../demonstration.ts';
import type { Installation } from '../installation.ts';
import type { JobDeps } from '../jobs/job-deps.ts';
import { makeSamples, readSampleState } from '../sample-organizations.ts';
import { CommandError } from './with-installation.ts';

export type SampleSeed = { plans: readonly OrganizationPlan[]; dataDir: string };

/** developmentPlans are the organizations of the demonstration. */
export const developmentPlans: readonly OrganizationPlan[] = [demoPlan, otherPlan];

/** stagingPlans are those and a larger one. Throws CommandError for a number of learners that cannot be. */
export function stagingPlans(learners: string): readonly OrganizationPlan[] {
  const count = Number(learners);
  if (!Number.isInteger(count) || count < 4 || count > 10_000) throw new CommandError(`--learners takes a whole number from 4 to 10000, not "${learners}".`);
  return [...developmentPlans, stagingPlan(count)];
}

async function refuseBesideReal({ owner }: Installation): Promise<void> {
  const real = (await readOrganizations(owner)).filter(({ sample }) => !sample).map(({ slug }) => slug);
  if (real.length > 0) throw new CommandError(`This database has organizations of its own (${real.join(', ')}): sample data are not mixed with them.`);
}

/**
 * seedSamples makes the sample organizations that are not there yet, each with its numbers and history, goes on with one that was broken off, and says what it
 * did. Sample accounts have a known password in an embedded database only; elsewhere it is a new one. Throws CommandError beside organizations of one's own.
 */
export async function seedSamples(installation: Installation, deps: JobDeps, { plans, dataDir }: SampleSeed): Promise<string> {
  await refuseBesideReal(installation);
  const [password, made]: [string, OrganizationPlan[]] = [installation.embedded ? demonstrationPassword : randomBytes(12).toString('base64url'), []];
  let first = deps.now();
  for (const plan of plans) {
    const state = await readSampleState(installation, plan);
    if (state?.made === true || (installation.embedded && developmentPlans.includes(plan) && isDemonstration(dataDir))) continue;
    const startedAt = state?.startedAt ?? deps.now();
    if (startedAt < first) first = startedAt;
    await makeSamples(installation, deps, { plans: [plan], startedAt, passwordHash: await hashPassword(password) });
    made.push(plan);
  }
  // From here on the server treats it as its own demonstration, whose learners go on.
  if (installation.embedded && !isDemonstration(dataDir)) markDemonstration(dataDir, first);
  if (made.length === 0) return `The sample organizations ${plans.map(({ slug }) => slug).join(', ')} are there already; nothing was changed.`;
  const accounts = made.flatMap((plan) => plan.accounts.map(({ email, roles }) => `  ${plan.slug.padEnd(8)} ${email.padEnd(30)} ${roles.join(', ')}`));
  return [
    `Made the sample organizations ${made.map(({ slug }) => slug).join(', ')}. Accounts, password ${password}${installation.embedded ? '' : ' (shown once)'}:`,
    ...accounts,
  ].join('\n');
}
