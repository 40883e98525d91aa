import type { WorkerSort } from '@verdant/api/views';

/** Columns the server can sort people by. */
export const workerSorts = [
  'name', 'attention', 'pace', 'masteryPct', 'engagement', 'averagePct', 'lastActivityDay', 'criticalGaps',
] as const satisfies readonly WorkerSort[];
