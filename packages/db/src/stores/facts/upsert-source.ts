import type { FactKind } from '@verdant/domain/facts/facts';
import type { Instant } from '@verdant/domain/time/day';
import { sources } from '../../schema/operations.ts';
import type { Tx } from '../../with-org.ts';

export type Measure = 'time-of-day' | 'minutes';
/** What goes on delivering, or what is taken once. */
export type SourceKind = 'service' | 'data-set';
export type SourceDeclaration = {
  source: string; kind: SourceKind; facts: readonly FactKind[]; measures: readonly Measure[]; lastContactAt: Instant; sample: boolean;
};

/** upsertSource declares what a source delivers and when it was last heard (as worker). */
export async function upsertSource(tx: Tx, organizationId: string, declaration: SourceDeclaration): Promise<void> {
  const sample: 'yes' | 'no' = declaration.sample ? 'yes' : 'no';
  const { kind, lastContactAt } = declaration;
  const values = { kind, facts: [...declaration.facts], measures: [...declaration.measures], lastContactAt, sample };
  await tx.insert(sources).values({ organizationId, source: declaration.source, ...values })
    .onConflictDoUpdate({ target: [sources.organizationId, sources.source], set: values });
}
