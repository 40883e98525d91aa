import type { FactKind } from '@verdant/domain/facts/facts';
import { hash } from 'node:crypto';

/** uuidOf names a text by a UUID (version 5 layout, SHA-1), the same one on every machine. */
export function uuidOf(text: string): string {
  const hex = hash('sha1', text, 'hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}

/** factId derives a fact's id from its identity, so that a repeated delivery finds its own row. */
export function factId(organizationId: string, source: string, kind: FactKind, externalId: string): string {
  return uuidOf(`${organizationId}\u0000${source}\u0000${kind}\u0000${externalId}`);
}

/** personId derives a person's id from the organization and the source's own id. */
export function personId(organizationId: string, externalId: string): string {
  return uuidOf(`${organizationId}\u0000person\u0000${externalId}`);
}
