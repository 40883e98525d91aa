import { learnerAnalyticIds } from '@verdant/domain/analytics/catalogue';
import { explain } from '@verdant/domain/explain/explain';
import type { Explanation } from '@verdant/domain/explain/explanation';
import { DomainError } from '@verdant/domain/errors';
import { z } from 'zod';
import type { TenantCall } from '../context.ts';
import { findPerson } from './find-person.ts';

/** What can be explained step by step from a learner's state; of the risk a learner sees reasons, not the score. */
export const explainedIds = [...learnerAnalyticIds, 'outcome-forecast', 'drop-off-risk'] as const;
export const explainInput = z.object({ analytic: z.enum(explainedIds), windowDays: z.number().int().min(1).max(365).optional() });
type Asked = z.infer<typeof explainInput> & { userId: string };

/** readExplanation tells how one number of a learner comes to be today: formula, inputs, steps with the real figures, rounding, bands and settings. */
export async function readExplanation(call: TenantCall, { userId, analytic, windowDays }: Asked): Promise<Explanation> {
  const { tx, ports, actor, now } = call;
  if (analytic === 'drop-off-risk' && actor.role === 'learner') throw new DomainError('forbidden', 'The risk is explained to those who train you; you see its reasons and next steps.');
  await findPerson(call, userId, `learner.explain.${analytic}`);
  const { timeZone, settings, settingsVersion } = await ports.read.loadOrganization(tx);
  const { available, sources } = await ports.read.loadAvailability(tx, now());
  const learner = (await ports.read.loadLearnerStates(tx, [userId])).get(userId);
  if (learner === undefined) throw new DomainError('not-found', 'There is no such learner.');
  const prediction = learner.prediction ?? 'in';
  if (prediction === 'out' && !learnerAnalyticIds.some((id) => id === analytic)) throw new DomainError('not-found', 'This person does not want to be predicted.');
  const ctx = { now: now(), timeZone, settings, settingsVersion, available, sources, viewer: { role: actor.role }, ...(windowDays === undefined ? {} : { windowDays }) };
  return explain(analytic, { kind: 'learner', learner, choices: { prediction, card: null }, request: { prediction } }, ctx);
}
