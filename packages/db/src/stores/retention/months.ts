import { addDays, type Day } from '@verdant/domain/time/day';
import type pg from 'pg';

const daysAhead = 62;

/** ensureMonthsAhead makes the months of the partitioned tables from this one to two months ahead; what is there already stays. */
export async function ensureMonthsAhead(worker: pg.Pool, today: Day): Promise<void> {
  await worker.query('SELECT app.ensure_months($1::date, $2::date)', [today, addDays(today, daysAhead)]);
}

/** dropExpiredMonths drops the months that every organization has given up, and names them. */
export async function dropExpiredMonths(worker: pg.Pool): Promise<string[]> {
  const { rows } = await worker.query<{ name: string }>('SELECT name FROM app.drop_expired_months() AS name');
  return rows.map(({ name }) => name);
}
