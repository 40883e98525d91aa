import { and, eq } from 'drizzle-orm';
import { organizations, users } from '../schema/people.ts';
import type { Tx } from '../with-org.ts';
import type { ConsentRow, MeRow } from './rows.ts';
import { inTenant } from './tenant.ts';

/** findMe reads a person's own row with their organization. */
export async function findMe(tx: Tx, userId: string): Promise<MeRow | null> {
  const [row] = await tx.select({
    user: { id: users.id, name: users.name, email: users.email },
    organization: { id: organizations.id, slug: organizations.slug, name: organizations.name, timeZone: organizations.timeZone, demo: organizations.demo },
    lastRole: users.lastRole, theme: users.theme, layout: users.layout,
  }).from(users).innerJoin(organizations, eq(organizations.id, users.organizationId)).where(and(inTenant(users.organizationId), eq(users.id, userId)));
  return row === undefined ? null : { ...row, user: { ...row.user, email: row.user.email ?? '' } };
}

/** findConsent reads what a person agreed to; null for nobody. */
export async function findConsent(tx: Tx, userId: string): Promise<ConsentRow | null> {
  const [row] = await tx.select({ comparison: users.comparison, prediction: users.prediction }).from(users)
    .where(and(inTenant(users.organizationId), eq(users.id, userId)));
  return row ?? null;
}
