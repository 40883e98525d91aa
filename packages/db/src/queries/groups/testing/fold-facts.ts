import type { FactBatch } from '@verdant/domain/facts/facts';
import type { OrganizationId } from '@verdant/domain/ids';
import { calculateLearners } from '@verdant/domain/recalculation/calculate';
import type { Instant } from '@verdant/domain/time/day';
import { organizations, users } from '../../../schema/people.ts';
import { storeFacts } from '../../../stores/facts/store-facts.ts';
import { loadInputs, loadOrganizationInputs, nextDirty } from '../../../stores/recalculation/load-inputs.ts';
import { saveRollups } from '../../../stores/recalculation/save-rollups.ts';
import type { TestDatabase } from '../../../testing/test-database.ts';
import { withOrg } from '../../../with-org.ts';

type Organization = { organizationId: OrganizationId; timeZone: string; userIds: readonly string[] };

/** insertOrganization makes an organization with people and nothing else. */
export async function insertOrganization(db: TestDatabase, { organizationId, timeZone, userIds }: Organization): Promise<void> {
  await withOrg(db.owner, { organizationId, userId: null, role: 'operator' }, async (tx) => {
    await tx.insert(organizations).values({ id: organizationId, slug: organizationId, name: 'One', timeZone });
    await tx.insert(users).values(userIds.map((id) => ({ organizationId, id, name: 'A person', joinedOn: '2026-01-01' })));
  });
}

/** foldFacts stores facts as an importer does, and folds everyone they touch. */
export async function foldFacts(db: TestDatabase, { organizationId, timeZone, userIds }: Organization, facts: FactBatch, now: Instant): Promise<void> {
  await withOrg(db.worker, { organizationId, userId: null, role: 'worker' }, async (tx) => {
    await storeFacts(tx, { organizationId, timeZone, now }, facts);
    const { reference, context } = await loadOrganizationInputs(tx, now);
    const { results, failures } = calculateLearners(await loadInputs(tx, await nextDirty(tx, userIds.length, []), reference), context);
    if (failures.length > 0) throw new Error(JSON.stringify(failures));
    await saveRollups(tx, organizationId, results);
  });
}
