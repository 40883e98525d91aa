import { placeInCourses, withStandings } from '@verdant/domain/analytics/standing';
import type { OrganizationRow } from '@verdant/db/queries/rows';
import type { TenantCall } from '../context.ts';
import type { Current } from './current-analytics.ts';

/** addStanding gives named readers the learner's place in courses, worked out as of this reading; the learner has none, and the stored row stays as it is. */
export async function addStanding({ tx, ports, actor }: TenantCall, userId: string, { settings }: OrganizationRow, current: Current): Promise<Current> {
  if (actor.role === 'learner') return current;
  const courses = await ports.read.loadCourseAverages(tx, userId, settings.performance.policy, actor);
  const { performance } = current.envelopes;
  if (performance === null) return current;
  return { ...current, envelopes: { ...current.envelopes, performance: withStandings(performance, placeInCourses(courses)) } };
}
