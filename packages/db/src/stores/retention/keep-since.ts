import { longestFactMonths, monthsToKeep, readRetention } from '@verdant/domain/retention/retention';
import { DomainError } from '@verdant/domain/errors';
import type { Day } from '@verdant/domain/time/day';
import { eq } from 'drizzle-orm';
import { organizations } from '../../schema/people.ts';
import type { Tx } from '../../with-org.ts';

export type KeptMonths = { before: number; now: number };

/** setFactMonths changes how long the tenant keeps facts (as operator). Shorter takes effect at the next maintenance, and what is gone then is gone. Throws DomainError `invalid-input`. */
export async function setFactMonths(tx: Tx, months: number): Promise<KeptMonths> {
  const [row] = await tx.select({ id: organizations.id, settings: organizations.settings }).from(organizations).for('update');
  if (row === undefined) throw new Error('The tenant context names no organization.');
  const retention = readRetention(row.settings);
  const settings = { ...(row.settings as object), retention: { ...retention, factMonths: months } };
  try {
    readRetention(settings);
  } catch {
    throw new DomainError('invalid-input', `Facts are kept for 3 to ${longestFactMonths} whole months.`);
  }
  if (months !== retention.factMonths) await tx.update(organizations).set({ settings }).where(eq(organizations.id, row.id));
  return { before: retention.factMonths, now: months };
}

/**
 * keepSince makes sure (as operator) that facts from a day on are kept, for a year to come at least: an old data set would expire as soon as it is there.
 * Throws DomainError `invalid-input` for a day too far back.
 */
export async function keepSince(tx: Tx, since: Day, today: Day): Promise<KeptMonths> {
  const [row] = await tx.select({ settings: organizations.settings }).from(organizations);
  const { factMonths } = readRetention(row?.settings);
  const needed = monthsToKeep(since, today);
  if (needed <= factMonths) return { before: factMonths, now: factMonths };
  const wholeYears = (Math.ceil(needed / 12) + 1) * 12;
  return setFactMonths(tx, needed > longestFactMonths ? needed : Math.min(longestFactMonths, wholeYears));
}
