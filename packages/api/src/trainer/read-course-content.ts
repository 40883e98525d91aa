import { computeCourseContentEffectiveness } from '@verdant/domain/analytics/course-content-effectiveness';
import type { OrganizationRow } from '@verdant/db/queries/rows';
import type { TenantCall } from '../context.ts';
import type { CourseOverview } from '../views.ts';

/** readCourseContent is the course view of content effectiveness, worked out from one row per learner and first attempt. */
export async function readCourseContent({ tx, ports, actor, now }: TenantCall, courseId: string,
  organization: OrganizationRow): Promise<CourseOverview['content']> {
  const { timeZone, settings, settingsVersion } = organization;
  const state = await ports.read.loadCourseState(tx, courseId, now(), timeZone);
  const { available, sources } = await ports.read.loadAvailability(tx, now());
  return computeCourseContentEffectiveness(state, { now: now(), timeZone, settings, settingsVersion, available, sources, viewer: { role: actor.role } });
}
