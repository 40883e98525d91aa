import type { Instant } from '@verdant/domain/time/day';
import type pg from 'pg';
import type { Logger } from 'pino';

/** What every job needs; the clock is a parameter so that tests own time. */
export type JobDeps = { worker: pg.Pool; now: () => Instant; log: Logger };
