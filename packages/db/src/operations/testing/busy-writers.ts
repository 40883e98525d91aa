import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { TenantPool } from '../../connect.ts';
import { recordAudit } from '../../stores/audit.ts';
import type { World } from '../../testing/fixtures.ts';
import { withOrg, type TenantContext } from '../../with-org.ts';

/** Writers that go on until they are stopped; both tell how many transactions they have committed. */
export type BusyWriters = { committed: () => number; stop: () => Promise<number> };

const addEvent = (world: World, userId: string) => sql`
  INSERT INTO learning_events (organization_id, id, source, source_id, digest, received_at, user_id, occurred_at, verb, object_type, object_id)
  VALUES (${world.organizationId}, ${randomUUID()}, 'writer', ${randomUUID()}, 'digest', now(), ${userId}, ${world.now}, 'viewed', 'content', 'busy')`;

/** One transaction that must be seen whole: events and the tally of them, which is kept in a KPI, move together. */
async function writeFacts(worker: TenantPool, world: World, userId: string, turn: number): Promise<void> {
  await withOrg(worker, { organizationId: world.organizationId, userId: null, role: 'worker' }, async (tx) => {
    const removed = turn % 3 !== 2 ? 0 : (await tx.execute(sql`
      DELETE FROM learning_events WHERE id = (SELECT id FROM learning_events WHERE source = 'writer' AND user_id = ${userId} LIMIT 1)`)).rowCount ?? 0;
    await tx.execute(addEvent(world, userId));
    await tx.execute(sql`UPDATE kpis SET value = value + ${1 - removed} WHERE source = 'writer'`);
  });
}

async function makeTally(worker: TenantPool, { organizationId, now }: World): Promise<void> {
  await withOrg(worker, { organizationId, userId: null, role: 'worker' }, (tx) => tx.execute(sql`
    INSERT INTO kpis (organization_id, id, source, source_id, digest, received_at, name, value, target, unit, direction, period_end)
    VALUES (${organizationId}, ${randomUUID()}, 'writer', 'tally', 'digest', ${now}, 'Events of the writers', 0, 1, 'events', 'up', '2026-12-31')`));
}

async function writeAsPerson(app: TenantPool, { organizationId, admin }: World, turn: number): Promise<void> {
  const context: TenantContext = { organizationId, userId: admin.userId, role: 'org_admin' };
  await withOrg(app, context, (tx) => recordAudit(tx, {
    actor: { organizationId, userId: admin.userId, role: 'org_admin' }, action: 'busy.write', subjectId: null, outcome: 'allowed', requestId: `turn ${turn}`,
  }));
}

/**
 * startWriters lets two writers of facts and one of audit lines work in each organization: inserts, updates and deletes, each through withOrg. It returns when
 * each of them has written a while.
 */
export async function startWriters(db: { app: TenantPool; worker: TenantPool }, worlds: readonly World[], turns = 20): Promise<BusyWriters> {
  let [committed, stopped] = [0, false];
  const warm: Promise<void>[] = [];
  const keepOn = async (write: (turn: number) => Promise<void>) => {
    let isWarm: () => void = () => undefined;
    warm.push(new Promise((done) => { isWarm = done; }));
    for (let turn = 0; !stopped; turn += 1) {
      await write(turn);
      committed += 1;
      if (turn === turns) isWarm();
    }
  };
  for (const world of worlds) await makeTally(db.worker, world);
  const loops = worlds.flatMap((world) => [
    keepOn((turn) => writeFacts(db.worker, world, world.learner.userId, turn)), keepOn((turn) => writeFacts(db.worker, world, world.multi.userId, turn)),
    keepOn((turn) => writeAsPerson(db.app, world, turn)),
  ]);
  await Promise.race([Promise.all(warm), Promise.all(loops)]);
  return {
    committed: () => committed,
    stop: async () => {
      stopped = true;
      await Promise.all(loops);
      return committed;
    },
  };
}
