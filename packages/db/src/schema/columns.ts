import { customType, integer, text, uuid } from 'drizzle-orm/pg-core';

/** instant is a timestamptz that reads and writes as the domain's `Instant` (ISO 8601, UTC, milliseconds). */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  fromDriver: (value) => new Date(value).toISOString(),
});

/** tenant is the leading column of every tenant table and index. */
export const tenant = () => uuid('organization_id').notNull();

/** identity columns shared by all facts: (organization_id, id) is the key, id is derived from source and source_id. */
export const identity = () => ({
  organizationId: tenant(),
  id: uuid('id').notNull(),
  source: text('source').notNull(),
  sourceId: text('source_id').notNull(),
  version: integer('version').notNull().default(1),
  digest: text('digest').notNull(),
  receivedAt: instant('received_at').notNull(),
});
