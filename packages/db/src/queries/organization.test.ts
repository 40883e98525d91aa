import type { OrganizationId } from '@verdant/domain/ids';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organizations } from '../schema/people.ts';
import { upsertSource, type SourceKind } from '../stores/facts/upsert-source.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { withOrg } from '../with-org.ts';
import { loadAvailability, sourceState } from './organization.ts';

const now = '2026-03-31T09:00:00.000Z';
const hoursAgo = (hours: number) => new Date(Date.parse(now) - hours * 3_600_000).toISOString();

describe('sourceState', () => {
  it('lets a service grow old: live to 1 h, cached to 24 h, stale beyond or never heard', () => {
    const states = [0, 1, 1.01, 24, 24.01, 5_000].map((hours) => sourceState({ kind: 'service', lastContactAt: hoursAgo(hours) }, now));
    expect(states).toEqual(['live', 'live', 'cached', 'cached', 'stale', 'stale']);
    expect(sourceState({ kind: 'service', lastContactAt: null }, now)).toBe('stale');
  });

  it('keeps a data set live whatever its age, once it has been taken', () => {
    for (const hours of [0, 1.01, 24.01, 90_000]) expect(sourceState({ kind: 'data-set', lastContactAt: hoursAgo(hours) }, now)).toBe('live');
    expect(sourceState({ kind: 'data-set', lastContactAt: null }, now)).toBe('stale');
  });
});

describe('loadAvailability', () => {
  let db: TestDatabase;
  const organizationId = randomUUID() as OrganizationId;
  beforeAll(async () => {
    db = await createTestDatabase();
    await withOrg(db.owner, { organizationId, userId: null, role: 'operator' }, (tx) =>
      tx.insert(organizations).values({ id: organizationId, slug: 'kinds', name: 'Kinds' }));
  });
  afterAll(() => db.close());

  it('tells data sets from services of the same age', async () => {
    const declared: [string, SourceKind][] = [['a-service', 'service'], ['b-set', 'data-set']];
    const { sources } = await withOrg(db.worker, { organizationId, userId: null, role: 'worker' }, async (tx) => {
      for (const [source, kind] of declared) {
        await upsertSource(tx, organizationId, { source, kind, facts: ['learning_events'], measures: [], lastContactAt: hoursAgo(240), sample: false });
      }
      return loadAvailability(tx, now);
    });
    expect(sources.map(({ service, state }) => [service, state])).toEqual([['a-service', 'stale'], ['b-set', 'live']]);
  });
});
