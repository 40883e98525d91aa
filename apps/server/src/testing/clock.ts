import { addDays } from '@verdant/domain/time/day';
import type { Instant } from '@verdant/domain/time/day';

/**
 * noonYesterday is an instant for tests that read the materialized views, whose span ends at the database's own day: the day before is always inside it, and
 * noon is far from both of its ends, so that midnight may pass while a test runs.
 */
export const noonYesterday = (): Instant => `${addDays(new Date().toISOString().slice(0, 10), -1)}T12:00:00.000Z`;
