// Runs all tests with coverage and prints lines and branches per room; domain stays at 95 % or more, the whole at 85 % or more.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const run = spawnSync(process.execPath, [vitest, 'run', '--project', 'rooms', '--coverage', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
if (run.status !== 0) process.exit(run.status ?? 1);

const summary = JSON.parse(readFileSync(new URL('../coverage/coverage-summary.json', import.meta.url), 'utf8'));
const rooms = new Map();
for (const [file, { lines, branches }] of Object.entries(summary)) {
  const names = file === 'total' ? ['whole'] : [relative(root, file).split(/[\\/]/).slice(0, 2).join('/')];
  for (const name of names) {
    const room = rooms.get(name) ?? { lines: [0, 0], branches: [0, 0] };
    for (const [key, figure] of [['lines', lines], ['branches', branches]]) {
      room[key][0] += figure.covered;
      room[key][1] += figure.total;
    }
    rooms.set(name, room);
  }
}
const percent = ([covered, total]) => (total === 0 ? 100 : (100 * covered) / total);
const table = Object.fromEntries([...rooms].sort().map(([name, { lines, branches }]) => [name, { lines: `${percent(lines).toFixed(1)} %`, branches: `${percent(branches).toFixed(1)} %` }]));
console.table(table);

const least = { 'packages/domain': 95, whole: 85 };
for (const [name, floor] of Object.entries(least)) {
  const room = rooms.get(name);
  if (!room || percent(room.lines) < floor || percent(room.branches) < floor) {
    console.error(`Coverage of ${name} is below ${floor} %.`);
    process.exitCode = 1;
  }
}
