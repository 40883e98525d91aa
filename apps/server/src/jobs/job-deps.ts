import type { TenantPool } from '@verdant/db/connect';
import type { Instant } from '@verdant/domain/time/day';
import type { Logger } from 'pino';

/** What every job needs; the clock is a parameter so that tests own time. */
export type JobDeps = { worker: TenantPool; now: () => Instant; log: Logger };
