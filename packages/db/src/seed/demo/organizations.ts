import type { Role } from '@verdant/domain/access/roles';
import type { StoryKind } from './stories.ts';

/** What the organization wants of one person on one skill of the track, named by its place. */
export type GoalPlan = {
  skill: number; target: number; business: 'critical' | 'high' | 'medium' | 'low'; dueInDays: number | null;
  /** Level that the skills engine has seen, 0..4; null = it has not looked. */
  level: number | null;
};

/** A person one can sign in as. */
export type AccountPlan = {
  externalId: string;
  name: string;
  email: string;
  unit: string;
  roles: readonly Role[];
  /** What the person learns, if they learn. */
  learning?: {
    track: string; story: StoryKind; peakMinute: number; startedDaysAgo: number; share: number; stuckSkill: number | null; goals: readonly GoalPlan[];
  };
  /** Courses and cohort that the person trains. */
  training?: { courses: readonly string[]; cohort: string };
};

export type OrganizationPlan = {
  slug: string;
  name: string;
  timeZone: string;
  emailDomain: string;
  /** Learners per track, accounts not counted. */
  learners: Readonly<Record<string, number>>;
  units: readonly string[];
  /** Trainers without a demonstration account, by the courses they train. */
  trainers: readonly { externalId: string; name: string; courses: readonly string[]; cohort: string }[];
  accounts: readonly AccountPlan[];
};

export const demoPlan: OrganizationPlan = {
  slug: 'demo', name: 'Verdant Academy', timeZone: 'Europe/Berlin', emailDomain: 'demo.verdant.test',
  learners: { data: 76, engineering: 84, leadership: 66, customer: 72 },
  units: ['Analytics', 'Platform', 'Operations', 'Customer Care', 'Sales', 'People and Culture', 'Finance'],
  trainers: [
    { externalId: 'trainer-2', name: 'Tomasz Zieliński', courses: ['typescript', 'security'], cohort: 'engineering/1' },
    { externalId: 'trainer-3', name: 'Amara Balogun', courses: ['cloud', 'typescript'], cohort: 'engineering/2' },
    { externalId: 'trainer-4', name: 'Lucía Navarro', courses: ['team', 'conversations'], cohort: 'leadership/1' },
    { externalId: 'trainer-5', name: 'Daichi Mori', courses: ['discovery', 'service', 'selling'], cohort: 'customer/1' },
  ],
  accounts: [
    {
      externalId: 'account-learner', name: 'Maya Lindqvist', email: 'learner@demo.verdant.test', unit: 'Analytics', roles: ['learner'],
      learning: { track: 'data', story: 'stuck', peakMinute: 450, startedDaysAgo: 98, share: 0.8, stuckSkill: 2, goals: [
        { skill: 0, target: 2.5, business: 'medium', dueInDays: null, level: null }, { skill: 1, target: 3.5, business: 'medium', dueInDays: 30, level: 2.9 },
        { skill: 2, target: 3, business: 'high', dueInDays: 9, level: 1.6 }, { skill: 3, target: 2.5, business: 'medium', dueInDays: null, level: null },
        { skill: 4, target: 3, business: 'low', dueInDays: 60, level: 2.3 }, { skill: 5, target: 2, business: 'low', dueInDays: null, level: null },
      ] },
    },
    {
      externalId: 'account-trainer', name: 'Jonas Hoffmann', email: 'trainer@demo.verdant.test', unit: 'Analytics', roles: ['trainer'],
      training: { courses: ['sql', 'statistics', 'dashboards'], cohort: 'data/1' },
    },
    { externalId: 'account-admin', name: 'Nomsa Dlamini', email: 'admin@demo.verdant.test', unit: 'People and Culture', roles: ['org_admin'] },
    {
      externalId: 'account-multi', name: 'Camille Moreau', email: 'multi@demo.verdant.test', unit: 'Operations', roles: ['learner', 'trainer', 'org_admin'],
      learning: { track: 'engineering', story: 'steady', peakMinute: 500, startedDaysAgo: 96, share: 0.64, stuckSkill: null, goals: [] },
      training: { courses: ['priorities', 'conversations'], cohort: 'leadership/2' },
    },
  ],
};

/** stagingPlan is a larger organization of so many learners, at least 4 and at most 10,000, spread over the tracks like those of the demonstration. */
export function stagingPlan(learners: number): OrganizationPlan {
  const demo = Object.entries(demoPlan.learners);
  const whole = demo.reduce((sum, [, count]) => sum + count, 0);
  let [given, passed] = [0, 0];
  const spread = demo.map(([track, count]): [string, number] => {
    passed += count;
    const own = Math.round((learners * passed) / whole) - given;
    given += own;
    return [track, own];
  });
  return {
    ...demoPlan, slug: 'staging', name: 'Meridian Group', timeZone: 'UTC', emailDomain: 'staging.verdant.test', learners: Object.fromEntries(spread),
    accounts: [
      { externalId: 'account-trainer', name: 'Ingrid Holm', email: 'trainer@staging.verdant.test', unit: 'Platform', roles: ['trainer'],
        training: { courses: ['typescript', 'cloud', 'security'], cohort: 'engineering/1' } },
      { externalId: 'account-admin', name: 'Samuel Mutua', email: 'admin@staging.verdant.test', unit: 'People and Culture', roles: ['org_admin'] },
    ],
  };
}

export const otherPlan: OrganizationPlan = {
  slug: 'other', name: 'Harbour Logistics School', timeZone: 'America/Toronto', emailDomain: 'other.verdant.test',
  learners: { customer: 25 }, units: ['Port', 'Warehouse', 'Dispatch'],
  trainers: [{ externalId: 'trainer-1', name: 'Faith Otieno', courses: ['service', 'selling'], cohort: 'customer/1' }],
  accounts: [{ externalId: 'account-admin', name: 'Anders Falk', email: 'admin@other.verdant.test', unit: 'Port', roles: ['org_admin'] }],
};
