import { addDays, type Day } from '@verdant/domain/time/day';
import type { Role } from '@verdant/domain/access/roles';
import { drizzle } from 'drizzle-orm/node-postgres';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { tableOf } from '../stores/facts/fact-tables.ts';
import { findStored } from '../stores/facts/find-stored.ts';
import { saveOrganizationDays } from '../stores/retention/save-organization-days.ts';
import { insertWorld, type World } from '../testing/fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { enterAs, type TenantContext, type Tx } from '../with-org.ts';
import { loadCourseState } from './course-state.ts';
import { loadHistory } from './current-analytics.ts';
import { loadLearnerStates } from './learner-state.ts';

const now = new Date().toISOString();
const today = now.slice(0, 10);
let db: TestDatabase;
let world: World;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await insertWorld(db, { slug: 'one', now });
});
afterAll(() => db.close());
afterEach(() => { vi.restoreAllMocks(); });

type Node = { 'Relation Name'?: string; Plans?: Node[] };
const relationsIn = (node: Node): string[] => [node['Relation Name'] ?? [], (node.Plans ?? []).flatMap(relationsIn)].flat();

type Sent = { text: string; values: unknown[] };
/** The statements that work sends on a connection. */
async function statementsOf(client: pg.PoolClient, work: (tx: Tx) => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const spy = vi.spyOn(client, 'query').mockImplementation(function query(this: pg.ClientBase, ...[config, values]: unknown[]) {
    sent.push({ text: (config as { text: string }).text, values: (values as unknown[] | undefined) ?? [] });
    return (pg.Client.prototype.query as (...args: unknown[]) => unknown).call(this, config, values) as never;
  } as never);
  await work(drizzle(client));
  spy.mockRestore();
  return sent;
}

/** The months of a partitioned table that the plans of some work's statements open, in the reader's transaction; the login is who asked. */
async function monthsOpened(context: TenantContext, table: string, work: (tx: Tx) => Promise<unknown>): Promise<{ login: string; months: string[] }> {
  const pool = context.role === 'worker' ? db.worker : db.app;
  const client = await pool.connect();
  try {
    await client.query(`BEGIN; ${await enterAs(client, pool.contextKey, context)}`);
    const opened = new Set<string>();
    for (const { text, values } of await statementsOf(client, work)) {
      const { rows: [plan] } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
      for (const name of plan === undefined ? [] : relationsIn(plan['QUERY PLAN'][0].Plan)) {
        if (name.startsWith(`${table}_2`)) opened.add(name.slice(table.length + 1));
      }
    }
    const { rows: [who] } = await client.query<{ login: string }>('SELECT current_user AS login');
    return { login: who?.login ?? '', months: [...opened].sort() };
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

/** Months, as partitions name them, that a span of days touches. */
function monthsBetween(from: Day, to: Day): string[] {
  const months = new Set<string>();
  for (let day = from; day <= to; day = addDays(day, 1)) months.add(day.slice(0, 7).replace('-', '_'));
  return [...months];
}

const contextOf = (role: Role | 'worker'): TenantContext => {
  const person = { learner: world.learner, trainer: world.trainer, org_admin: world.admin, worker: null }[role];
  return { organizationId: world.organizationId, userId: person?.userId ?? null, role };
};

describe('months of history that a read opens', () => {
  it.each([
    ['learner', 'verdant_app', 90], ['trainer', 'verdant_app', 90], ['org_admin', 'verdant_app', 90], ['worker', 'verdant_worker', 90],
    ['learner', 'verdant_app', 365],
  ] as const)('%s as %s, %d days: those of the period, not the others', async (role, login, days) => {
    const from = addDays(today, 1 - days);
    const { userId } = world.learner;
    const opened = await monthsOpened(contextOf(role), 'analytics_daily', (tx) => loadHistory(tx, userId, from, role === 'worker' ? 'learner' : role));
    expect(opened).toEqual({ login, months: monthsBetween(from, addDays(today, 1)) });
  });

  it('the sums of one day open its month alone', async () => {
    const day = addDays(today, -40);
    const { organizationId } = world;
    const opened = await monthsOpened(contextOf('worker'), 'analytics_daily', (tx) => saveOrganizationDays(tx, { organizationId, from: day, to: day, now }));
    expect(opened).toEqual({ login: 'verdant_worker', months: monthsBetween(day, day) });
  });
});

describe('months of events that a read opens', () => {
  it('none for the course view, the states of learners and their history', async () => {
    const { courseId, learner: { userId } } = world;
    const trainer = await monthsOpened(contextOf('trainer'), 'learning_events', async (tx) => {
      await loadCourseState(tx, courseId, now, 'UTC');
      await loadLearnerStates(tx, [userId]);
      await loadHistory(tx, userId, addDays(today, -89), 'trainer');
    });
    expect(trainer).toEqual({ login: 'verdant_app', months: [] });
  });

  it('those near the times of a chunk of facts whose times do not move far', async () => {
    const day = addDays(today, -100);
    const row = { kind: 'learning_events', id: randomUUID(), source: 'test', sourceId: '1', version: 1, digest: '1', userId: world.learner.userId, courseId: null,
      occurredAt: `${day}T12:00:00.000Z`, members: '' } as const;
    const opened = await monthsOpened(contextOf('worker'), 'learning_events', (tx) => findStored(
      tx, tableOf('learning_events'), [row],
      { organizationId: world.organizationId, timeZone: 'UTC', timesMoveAtMostDays: 1 }));
    expect(opened).toEqual({ login: 'verdant_worker', months: monthsBetween(addDays(day, -1), addDays(day, 1)) });
  });
});
