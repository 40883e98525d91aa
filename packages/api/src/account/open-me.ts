import type { ApiContext, Session } from '../context.ts';
import type { Me } from '../views.ts';
import { readMe } from './read-me.ts';

/** openMe reads the person outside a permitted procedure (at sign-in and on every first load), and has numbers older than 6 h recalculated. */
export function openMe({ ports, now }: ApiContext, session: Session): Promise<Me> {
  const { organizationId, userId, roles } = session;
  const role = roles.includes('learner') ? 'learner' : roles[0] ?? 'learner';
  return ports.withTenant({ organizationId, userId, role }, async (tx) => {
    const me = await readMe(tx, ports, session);
    if (roles.includes('learner')) await ports.recalculation.requestIfStale(tx, { organizationId, userId, role: 'learner', now: now() });
    return me;
  });
}
