import { examineDatabase, type HealthLine, type HealthReport } from '@verdant/db/operations/health/examine-database';
import { Command } from 'commander';
import { withInstallation } from './with-installation.ts';

const command = new Command('db:health')
  .description('Looks at the database and says line by line what is well, what is not, and what to do. Changes nothing; exit code 1 on a problem.')
  .option('--json', 'the report as JSON, with figures: durations in seconds, sizes in bytes')
  .addHelpText('after', `
Examples:
  npm run db:health
  npm run --silent db:health -- --json | jq '.lines[] | select(.state != "ok")'`);

const states = { ok: 'ok     ', warning: 'warning', problem: 'PROBLEM' } as const;

function render({ lines }: HealthReport): string {
  const width = Math.max(...lines.map(({ title }) => title.length));
  const indent = ' '.repeat(width + 11);
  const line = ({ state, title, found, advice }: HealthLine) => [
    `${states[state]}  ${title.padEnd(width)}  ${found}`,
    ...(advice === null ? [] : [`${indent}-> ${advice}`]),
  ];
  const counted = (state: HealthLine['state']) => lines.filter((one) => one.state === state).length;
  return [...lines.flatMap(line), '', `${counted('problem')} problems, ${counted('warning')} warnings, ${counted('ok')} well.`].join('\n');
}

await command.parseAsync();
const { json } = command.opts<{ json?: true }>();

await withInstallation(async ({ adminUrl, owner }) => {
  const report = await examineDatabase({ adminUrl, owner, now: new Date().toISOString() });
  console.log(json ? JSON.stringify(report, null, 2) : render(report));
  if (report.state === 'problem') process.exitCode = 1;
}, { migrate: false });
