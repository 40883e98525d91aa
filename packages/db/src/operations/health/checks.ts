import type { HealthCheck } from './check.ts';
import { bloat } from './checks/bloat.ts';
import { connections } from './checks/connections.ts';
import { invalidIndexes, unusedIndexes } from './checks/indexes.ts';
import { locks } from './checks/locks.ts';
import { marks } from './checks/marks.ts';
import { months } from './checks/months.ts';
import { queue } from './checks/queue.ts';
import { replication } from './checks/replication.ts';
import { runs } from './checks/runs.ts';
import { secret } from './checks/secret.ts';
import { scans } from './checks/scans.ts';
import { sizes } from './checks/sizes.ts';
import { statements } from './checks/statements.ts';
import { transactions } from './checks/transactions.ts';
import { migrations, version } from './checks/version.ts';
import { views } from './checks/views.ts';

/** All checks: the server, what it keeps, and Verdant's own work on it. */
export const healthChecks: readonly HealthCheck[] = [
  version,
  migrations,
  secret,
  connections,
  replication,
  transactions,
  locks,
  bloat,
  statements,
  unusedIndexes,
  invalidIndexes,
  scans,
  sizes,
  months,
  ...views,
  marks,
  queue,
  runs,
];
