import { DomainError } from '@verdant/domain/errors';
import type { PersonRow } from '@verdant/db/queries/rows';
import type { TenantCall } from '../context.ts';

type Call = Pick<TenantCall, 'tx' | 'ports' | 'actor' | 'requestId'>;

/**
 * findPerson opens a learner for the caller: someone else's learner, another organization's and no one at all are the same "not found". Reading a named
 * person is audited.
 */
export async function findPerson(call: Call, userId: string, action: string): Promise<PersonRow> {
  const { tx, ports, actor, requestId } = call;
  const person = await ports.read.findLearner(tx, userId, actor);
  if (person === null) throw new DomainError('not-found', 'There is no such learner.');
  if (actor.role !== 'learner') await ports.audit(tx, { actor, action, subjectId: userId, outcome: 'allowed', requestId });
  return person;
}
