import { DataFolderError } from '@verdant/db/data-folder-error';
import { checkPort } from './check-port.ts';
import { composeProduct, type Product } from './compose.ts';
import { demonstrationAccounts, demonstrationPassword, fillDemonstration } from './demonstration.ts';
import { StartError, readEnvironment, type Environment } from './env.ts';
import { makeLogger } from './http/logger.ts';
import { openInstallation, type Installation } from './installation.ts';
import { findOrganization } from './cli/find-organization.ts';
import { startTicker } from './ticker.ts';

type Running = { installation?: Installation; product?: Product; stopTicker?: () => void; stopping?: boolean };

async function start(env: Environment, running: Running): Promise<void> {
  const log = makeLogger(env.LOG_LEVEL);
  const now = () => new Date().toISOString();
  await checkPort(env.HOST, env.PORT);
  const installation = await openInstallation(env);
  running.installation = installation;
  const jobs = { worker: installation.worker, now, log };
  const demonstration = installation.embedded && await fillDemonstration(installation, env.DATA_DIR, jobs);
  running.product = await composeProduct(installation, {
    host: env.HOST, port: env.PORT, trustProxy: env.TRUST_PROXY === 'on', allowedOrigins: env.ALLOWED_ORIGINS, log, now,
  });
  if (demonstration && env.VERDANT_TICKER === 'on') running.stopTicker = startTicker(jobs, await findOrganization(installation.worker, 'demo'));
  console.log(greeting(env, demonstration));
}

function greeting({ HOST, PORT }: Environment, demonstration: boolean): string {
  const address = `\n  Verdant is ready: http://${HOST}:${PORT}\n`;
  if (!demonstration) return `${address}\n  First organization: npm run organization -- create <slug> --admin <e-mail>\n  Ctrl-C stops.\n`;
  const width = Math.max(...demonstrationAccounts.map(({ email }) => email.length));
  const lines = demonstrationAccounts.map(({ organization, email, who }) => `    ${organization.padEnd(6)} ${email.padEnd(width)}  ${who}`);
  return [address, `  Sample accounts (organization, e-mail), password ${demonstrationPassword}:`, ...lines, '', '  Ctrl-C stops everything.', ''].join('\n');
}

/** Everything stops in the opposite order of its start, the database last. */
async function stop(running: Running, code: number): Promise<void> {
  if (running.stopping) return;
  running.stopping = true;
  try {
    running.stopTicker?.();
    await running.product?.close();
  } finally {
    await running.installation?.close();
  }
  process.exit(code);
}

const running: Running = {};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => { void stop(running, 0).catch((error: unknown) => { console.error(error); process.exit(1); }); });
}
try {
  await start(readEnvironment(), running);
} catch (error) {
  console.error(error instanceof StartError || error instanceof DataFolderError ? error.message : error);
  await stop(running, 1);
}
