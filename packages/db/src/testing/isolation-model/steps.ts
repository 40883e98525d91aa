import fc from 'fast-check';
import * as hostile from './hostile-operations.ts';
import * as person from './person-operations.ts';
import * as read from './read-operations.ts';
import * as worker from './worker-operations.ts';
import type { World } from './world.ts';

/** One operation: it is carried out on the database and on the model, and compares its own answer with the model's. */
export type Step = { run: (world: World) => Promise<void>; kind: string };

const step = <T extends { kind: string }>(operation: fc.Arbitrary<T>, carryOut: (world: World, operation: T) => Promise<void>): fc.Arbitrary<Step> =>
  operation.map((one) => ({ kind: one.kind, run: (world: World) => carryOut(world, one), [fc.toStringMethod]: () => JSON.stringify(one) }));

/** anyStep draws from all operations alike. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  step(person.personOperations.prefer, person.prefer),
  step(person.personOperations.audit, person.audit),
  step(person.personOperations.ask, person.ask),
  step(person.personOperations.cancel, person.cancel),
  step(person.personOperations.endSessions, person.endSessions),
  step(worker.workerOperations.store, worker.store),
  step(worker.workerOperations.takeBack, worker.takeBack),
  step(worker.workerOperations.nightly, worker.nightly),
  step(read.readOperations.summary, read.summary),
  step(read.readOperations.tiles, read.tiles),
  step(read.readOperations.learner, read.learner),
  step(read.readOperations.states, read.states),
  step(read.readOperations.roster, read.roster),
  step(read.readOperations.runs, read.runs),
  step(hostile.hostileOperations.readAll, hostile.readAll),
  step(hostile.hostileOperations.touchAll, hostile.touchAll),
  step(hostile.hostileOperations.deleteAll, hostile.deleteAll),
  step(hostile.hostileOperations.moveAll, hostile.moveAll),
  step(hostile.hostileOperations.plant, hostile.plant),
  step(hostile.hostileOperations.themeForAll, hostile.themeForAll),
  step(hostile.hostileOperations.cancelAll, hostile.cancelAll),
  step(hostile.hostileOperations.redirect, hostile.redirect),
  step(hostile.hostileOperations.reenter, hostile.reenter),
  step(hostile.hostileOperations.forge, hostile.forge),
);
