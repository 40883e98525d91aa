import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/**
 * tenantId is the organization that the transaction claims, as a sub-select so that it is read once a statement. Policies alone decide whether the claim holds
 * (`app.org_id()` asks for its signature); a query says whose rows it means as well, so that it gives the same rows whoever asks.
 */
export const tenantId: SQL = sql`(SELECT nullif(current_setting('app.org_id', true), '')::uuid)`;

/** inTenant holds for rows of the organization that the transaction claims. */
export const inTenant = (organizationId: PgColumn): SQL => sql`${organizationId} = ${tenantId}`;
