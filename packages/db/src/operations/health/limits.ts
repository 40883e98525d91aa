const minute = 60;
const hour = 60 * minute;
const megabyte = 1024 * 1024;

/** From where on something is worth a warning, and from where on it is a problem. Times in seconds, shares from 0 to 1, sizes in bytes. */
export const limits = {
  connectionShare: { warning: 0.8, problem: 0.95 },
  replicationLag: { warning: minute, problem: 10 * minute },
  transactionAge: { warning: 5 * minute, problem: hour },
  idleInTransaction: { warning: minute, problem: 10 * minute },
  lockWait: { warning: 30, problem: 5 * minute },
  deadShare: { warning: 0.2, problem: 0.5 },
  /** Tables with fewer rows are read in one go anyway. */
  largeTableRows: 10_000,
  statementMeanMs: { warning: 100, problem: 1_000 },
  statementCalls: 10,
  unusedIndexBytes: megabyte,
  /** Statistics of a younger server say nothing about what is never used. */
  statisticsAge: 7 * 24 * hour,
  monthsAheadDays: { warning: 31, problem: 3 },
  /** The nightly recalculation leaves results of every day. */
  viewAge: { warning: 26 * hour, problem: 72 * hour },
  /** A view that lags behind the results under it was not refreshed. */
  viewLag: 15 * minute,
  markAge: { warning: 15 * minute, problem: 24 * hour },
  jobAge: { warning: 10 * minute, problem: 2 * hour },
} as const;
