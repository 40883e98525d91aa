import { decideManualRequest, manualLimit, manualWindowSeconds } from '@verdant/domain/recalculation/limits';
import type { TenantCall } from '../context.ts';
import type { LimitView } from '../views.ts';

/** readLimit says how many manual requests the caller has left, and when the next one comes free. */
export async function readLimit({ tx, ports, actor, now }: TenantCall): Promise<LimitView> {
  const at = now();
  const since = new Date(Date.parse(at) - manualWindowSeconds * 1000).toISOString();
  const { left, retryAfterSeconds } = decideManualRequest(await ports.read.listManualRequests(tx, actor.userId, since), at);
  return { left, max: manualLimit, windowSeconds: manualWindowSeconds, retryAfterSeconds };
}
