import { parseArgs } from 'node:util';
import { writeFileSync } from 'node:fs';
import { benchAnalytics } from './analytics.ts';
import { benchDatabase } from './db/bench-database.ts';
import { benchRecalculation } from './recalculate.ts';

/** A measurement: what it is about, and what it does with its own options; its figures are kept as JSON where the caller asks for it. */
type Bench = { about: string; run: (options: Record<string, string | undefined>) => Promise<unknown> };

const benches: Record<string, Bench> = {
  analytics: { about: 'calculations a second of each analytic from prepared rollups, and the six of a learner together, beside JSON', run: benchAnalytics },
  recalculate: { about: 'recalculation of the demonstration organization beside an SQL baseline, as ratios', run: benchRecalculation },
  db: {
    about: 'every dashboard query with and without row-level security (--learners 20000 --events 10000000 --calls 200 --only TEXT; --folder DIR keeps the '
      + 'data, --apply FILE tries SQL on it first)',
    run: benchDatabase,
  },
};

const { positionals: [name = ''], values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' }, learners: { type: 'string' }, events: { type: 'string' }, calls: { type: 'string' }, only: { type: 'string' },
    folder: { type: 'string' }, apply: { type: 'string' },
  },
});
const bench = benches[name];
if (bench === undefined) {
  console.log('npm run bench -- <name> [--json FILE]');
  for (const [known, { about }] of Object.entries(benches)) console.log(`  ${known.padEnd(12)} ${about}`);
  process.exitCode = name === '' ? 0 : 2;
} else {
  const figures = await bench.run(values);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
}
