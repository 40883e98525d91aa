import type { RefreshedEvent } from '@verdant/domain/realtime/bus';
import { busEventSchema } from '@verdant/domain/realtime/bus';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { OrganizationId } from '@verdant/domain/ids';
import { urlFor } from '../connect.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { withOrg } from '../with-org.ts';
import { listenForEvents } from './listen.ts';
import { notifyEvent, splitRefreshed } from './notify.ts';

const ids = (n: number) => Array.from({ length: n }, () => randomUUID());
const eventOf = (learners: number, courses = 2, cohorts = 1): RefreshedEvent => ({
  kind: 'refreshed', organizationId: randomUUID(), calculatedAt: '2026-03-31T09:00:00.000Z', courseIds: ids(courses), cohortIds: ids(cohorts),
  items: ids(learners).map((userId) => ({ userId, versions: { mastery: 12, engagement: 345, performance: 6, 'skill-gaps': 7, 'learning-velocity': 8,
    'content-effectiveness': 9 } })),
});

describe('splitRefreshed', () => {
  it('keeps what fits in one message whole', () => {
    const event = eventOf(10);
    expect(splitRefreshed(event)).toEqual([event]);
  });

  it.each([[200, 2, 1], [3, 400, 300], [1000, 50, 0]])('%i learners, %i courses, %i cohorts: every part below 8,000 bytes, every key once',
    (learners, courses, cohorts) => {
    const event = eventOf(learners, courses, cohorts);
    const parts = splitRefreshed(event);
    for (const part of parts) {
      expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(8000);
      expect(busEventSchema.safeParse(part).success).toBe(true);
    }
    expect(parts.flatMap(({ items }) => items)).toEqual(event.items);
    expect(parts.flatMap(({ courseIds }) => courseIds)).toEqual(event.courseIds);
    expect(parts.flatMap(({ cohortIds }) => cohortIds)).toEqual(event.cohortIds);
  });
});

describe('notifyEvent', () => {
  let db: TestDatabase;
  let stop: () => Promise<void>;
  const heard: string[] = [];
  beforeAll(async () => {
    db = await createTestDatabase();
    stop = await listenForEvents(urlFor(db.adminUrl, db.secret, 'verdant_app'),
      { onEvent: (payload) => heard.push(payload), onLost: () => undefined, onRestored: () => undefined });
  });
  afterAll(async () => {
    await stop();
    await db.close();
  });

  it('is heard after commit and never after rollback', async () => {
    const context = { organizationId: randomUUID() as OrganizationId, userId: null, role: 'worker' as const };
    const [lost, kept] = [eventOf(1), eventOf(2)];
    const failing = withOrg(db.worker, context, async (tx) => {
      await notifyEvent(tx, lost);
      throw new Error('the work failed');
    });
    await expect(failing).rejects.toThrow('the work failed');
    await withOrg(db.worker, context, (tx) => notifyEvent(tx, kept));
    await vi.waitFor(() => expect(heard.map((payload) => JSON.parse(payload))).toEqual([kept]));
  });
});
