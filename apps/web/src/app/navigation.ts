import { Activity, BookOpen, Gauge, GraduationCap, History, House, LibraryBig, Route as Path, Shapes, Target, TrendingUp, Users, type LucideIcon } from 'lucide-react';
import type { Role } from '@verdant/domain/access/roles';
import { learnerAnalyticIds, catalogue, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { en } from '../messages/en.ts';

/** One place of the side navigation; `bottom` ones stand in the bar of narrow screens too. */
export type NavItem = { to: string; label: string; icon: LucideIcon; short?: string; exact?: boolean; bottom?: boolean; group?: string };

/** Icon of each analytic, the same wherever it appears. */
export const analyticIcons = {
  'learning-velocity': TrendingUp, mastery: GraduationCap, performance: Target, engagement: Activity, 'skill-gaps': Shapes, 'content-effectiveness': LibraryBig,
} as const satisfies Record<LearnerAnalyticId, LucideIcon>;

const overview = (to: string): NavItem => ({ to, label: en.nav.overview, icon: House, exact: true, bottom: true });

/** navigationOf lists the places of a role. */
export function navigationOf(role: Role): NavItem[] {
  if (role === 'learner') {
    return [
      overview('/learner'),
      { to: '/learner/courses', label: en.nav.courses, icon: BookOpen, bottom: true },
      ...learnerAnalyticIds.map((id): NavItem => ({ to: `/learner/analytics/${id}`, label: catalogue[id].name, icon: analyticIcons[id], group: en.nav.analytics })),
    ];
  }
  if (role === 'trainer') return [overview('/trainer')];
  return [
    overview('/org-admin'),
    { to: '/org-admin/workers', label: en.nav.people, icon: Users, bottom: true },
    { to: '/org-admin/settings/runs', label: en.nav.runs, short: en.nav.runsShort, icon: History, bottom: true },
  ];
}

/** helpItem leads to what each number means. */
export const helpItem: NavItem = { to: '/help/metrics/learning-velocity', label: en.nav.help, short: en.nav.helpShort, icon: Gauge, bottom: true };
/** courseIcon marks a course or cohort in the trainer's navigation. */
export const courseIcon = Path;
