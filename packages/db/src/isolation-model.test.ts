import { canonical } from './stores/canonical.ts';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillOrganization } from './testing/attempt.ts';
import { DatabaseTruth, describeTables, seenStatement, type ModelledTable } from './testing/isolation-model/database-truth.ts';
import { anyStep, type Step } from './testing/isolation-model/steps.ts';
import { keysDigest, mayRead, otherThan, TenantModel, type Door, type ModelTable, type Viewer } from './testing/isolation-model/tenant-model.ts';
import { contextOf, poolOf, type World } from './testing/isolation-model/world.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { organizationIds, readTenantTables, type OrganizationName } from './testing/two-organizations.ts';
import { withOrg } from './with-org.ts';

const organizations = ['a', 'b'] as const;
const doors: readonly Door[] = ['app', 'worker', 'owner'];
type Looker = Omit<Viewer, 'organization'>;
const admin: Looker = { door: 'app', person: 'ora', role: 'org_admin' };
const learner: Looker = { door: 'app', person: 'ada', role: 'learner' };
const worker: Looker = { ...admin, door: 'worker' };
const owner: Looker = { ...admin, door: 'owner' };
/** In turn. The trainer's view is the dearest by far, so it comes half as often. */
const viewers: readonly Looker[] = [admin, worker, { door: 'app', person: 'tom', role: 'trainer' }, owner, learner, admin, worker, owner, learner];

let db: TestDatabase;
let superuser: pg.Client;
let tables: ModelledTable[];
let truth: DatabaseTruth;
let start: number;
const pristine = { a: new Map<string, ModelTable>(), b: new Map<string, ModelTable>() };
const carriedOut = new Map<string, number>();

beforeAll(async () => {
  db = await createTestDatabase();
  superuser = new pg.Client({ connectionString: db.adminUrl });
  await superuser.connect();
  const listed = await readTenantTables(db.owner);
  for (const organization of organizations) await fillOrganization(db.owner, listed, organization);
  tables = await describeTables(superuser, listed);
  truth = new DatabaseTruth(superuser, tables);
  await truth.keep();
  for (const organization of organizations) {
    for (const { name } of tables) pristine[organization].set(name, await truth.rows(organization, organizationIds[organization], name));
  }
  // What every viewer sees is asked thousands of times; planning it once for each connection is what makes that quick.
  for (const door of doors) {
    const pool = { app: db.app, worker: db.worker, owner: db.owner }[door];
    await pool.query('SELECT 1');
    const statement = `PREPARE seen AS ${seenStatement(tables.filter(({ name }) => mayRead(door, name)))}`;
    const client = await pool.connect();
    await client.query(statement);
    client.release();
    pool.on('connect', (later) => { void later.query(statement); });
  }
  start = Date.now() + 3_600_000;
});
afterAll(async () => {
  const steps = [...carriedOut.values()].reduce((sum, n) => sum + n, 0);
  console.info(`Two tenants and their model: ${steps} steps (${[...carriedOut].sort().map(([kind, n]) => `${kind} ${n}`).join(', ')}).`);
  await superuser.end();
  await db.close();
});

/** What somebody sees in each table is what the model says, row by row. */
async function compareView(world: World, viewer: Viewer): Promise<void> {
  const { rows } = await withOrg(poolOf(world, viewer.door), contextOf(viewer), (tx) => tx.execute<{ name: string; seen: string }>(sql`EXECUTE seen`));
  const expected = tables.filter(({ name }) => mayRead(viewer.door, name))
    .map(({ name }) => ({ name, seen: keysDigest(world.model.visible(viewer, name).map(([key]) => key)) }));
  expect(rows, `${viewer.person} as ${viewer.role} of ${viewer.organization} through ${viewer.door}`).toEqual(expected);
}

/** In each tenant's tables stands what the model says, and nothing moved that the step was not to move. Gives the checksums for the next step. */
async function compareTruth({ model }: World, before: Map<string, string>): Promise<Map<string, string>> {
  const after = await truth.sums();
  const touched = model.takeTouched();
  const moved = [...new Set([...before.keys(), ...after.keys()])].filter((place) => before.get(place) !== after.get(place));
  expect(moved.filter((place) => !touched.has(place)), 'moved without a cause').toEqual([]);
  for (const place of touched) {
    const [organization, table] = place.split(' ') as [OrganizationName, string];
    const sorted = (rows: ModelTable) => JSON.stringify(canonical(Object.fromEntries(rows)));
    expect(sorted(await truth.rows(organization, organizationIds[organization], table)), place).toBe(sorted(model.rows(organization, table)));
  }
  expect(await truth.jobs()).toEqual(model.jobs);
  return after;
}

/** Somebody of each organization: all people, roles and doors have looked at both after eighteen steps, most of them twice. */
function viewersAfter(step: number): Viewer[] {
  const first = viewers[step % viewers.length];
  const second = viewers[(step + 4) % viewers.length];
  if (first === undefined || second === undefined) throw new Error('Nobody looks.');
  const organization = organizations[step % 2] ?? 'a';
  return [{ ...first, organization }, { ...second, organization: otherThan(organization) }];
}

async function compareWithModel(steps: readonly Step[]): Promise<void> {
  await truth.restore();
  const world: World = { db, tables, model: new TenantModel(pristine), now: new Date(start).toISOString(), step: 0 };
  let sums = await truth.sums();
  for (const step of steps) {
    world.step += 1;
    world.now = new Date(start + world.step * 1000).toISOString();
    await step.run(world);
    carriedOut.set(step.kind, (carriedOut.get(step.kind) ?? 0) + 1);
    sums = await compareTruth(world, sums);
    for (const viewer of viewersAfter(world.step)) await compareView(world, viewer);
  }
}

describe('two organizations with the same people, courses and cohorts', () => {
  it('own, see and lose what the model says after every step of any sequence of operations, right or hostile', async () => {
    await fc.assert(fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 30, size: 'max' }), compareWithModel), { numRuns: 100 });
  }, 300_000);
});
