import type { FactKind } from '@verdant/domain/facts/facts';
import { factId, uuidOf } from '../../stores/facts/fact-id.ts';
import { demoSourceOf } from './demo-sources.ts';

export type Identity = { id: string; source: string; sourceId: string; version: number };

/** identify gives a generated fact its identity. */
export function identify(organizationId: string, kind: FactKind, sourceId: string): Identity {
  const source = demoSourceOf(kind);
  return { id: factId(organizationId, source, kind, sourceId), source, sourceId, version: 1 };
}

/** demoOrganizationId is the same on every machine, so that links into the demonstration data work everywhere. */
export const demoOrganizationId = (slug: string): string => uuidOf(`verdant demonstration organization ${slug}`);
