import type { Fact, FactKind } from '@verdant/domain/facts/facts';
import type { Instant } from '@verdant/domain/time/day';
import { hash } from 'node:crypto';
import { canonical } from '../canonical.ts';
import { tableOf, type FactTable } from './fact-tables.ts';

/** A fact on its way into its table: identity, what rules look at, and its content as JSON members (`"title":"…","status":"…"`). */
export type FactRow = {
  kind: FactKind;
  id: string;
  source: string;
  sourceId: string;
  version: number;
  digest: string;
  userId: string | null;
  courseId: string | null;
  occurredAt: Instant | null;
  members: string;
};

function membersOf(table: FactTable, values: Record<string, unknown>): string {
  let members = '';
  for (const { key, name, type } of table.content) {
    if (key === 'occurredAt') continue;
    const value = values[key] ?? null;
    members += `,"${name}":${value === null ? 'null' : JSON.stringify(type === 'jsonb' ? canonical(value) : value)}`;
  }
  return members.slice(1);
}

/** flatten gives an event's object the columns it has in the table. Written out by name: events come by the million. */
function flatten(fact: Fact<FactKind>): Record<string, unknown> {
  if (!('object' in fact)) return fact;
  const { object } = fact;
  return {
    userId: fact.userId, occurredAt: fact.occurredAt, verb: fact.verb, objectType: object.type, objectId: object.id, courseId: object.courseId,
    topicId: object.topicId, contentType: object.contentType, durationMin: fact.durationMin, rating: fact.rating, clicks: fact.clicks,
  };
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** rowOf prepares a fact; the digest covers the content as it was sent, before a time ahead of the clock is set back. */
export function rowOf<K extends FactKind>(kind: K, fact: Fact<K>): FactRow {
  const values = flatten(fact);
  const members = membersOf(tableOf(kind), values);
  const occurredAt = textOrNull(values['occurredAt']);
  return {
    kind, id: fact.id, source: fact.source, sourceId: fact.sourceId, version: fact.version, members, occurredAt,
    digest: hash('sha256', `${occurredAt ?? ''}|${members}`, 'base64url').slice(0, 22),
    userId: textOrNull(values['userId']), courseId: textOrNull(values['courseId']),
  };
}

/** rowJson is the row as the insert statement reads it, with the receipt and the time it counts from. */
export function rowJson(row: FactRow, receivedAt: Instant): string {
  const head = `{"id":"${row.id}","source":${JSON.stringify(row.source)},"source_id":${JSON.stringify(row.sourceId)},"version":${row.version}`;
  const at = row.occurredAt === null ? '' : `,"occurred_at":${JSON.stringify(row.occurredAt)}`;
  return `${head},"digest":"${row.digest}","received_at":"${receivedAt}"${at}${row.members === '' ? '' : `,${row.members}`}}`;
}
