import type { Cohort } from '../privacy/cohort.ts';
import type { ReleasedMetric } from '../privacy/declare-cohorts.ts';
import type { Day } from '../time/day.ts';
import { alignmentMetrics } from './alignment-state.ts';
import { membersOf } from './cut-members.ts';
import { departmentMetrics } from './department-team-value.ts';
import type { DepartmentMetric } from './department-team-value.ts';
import { departmentMetricKinds } from './department-state.ts';
import {
  completionOf, countAcquired, countMandatory, countNewSkills, countTargets, countVoluntary, hasCompleted, learnsVoluntarily, paceOneHot, passingOf,
} from './employee-measures.ts';
import { cultureMetrics } from './learning-culture.ts';
import type { EmployeeCut } from './learner-snapshot.ts';
import { orgVelocityMetrics } from './org-learning-velocity.ts';
import type { Settings } from './settings.ts';

/** The day of a release, and the settings of the organization. */
export type CutOptions = { day: Day; settings: Settings };

/** cutDepartmentMetrics gives the metrics that a release cuts for the organization, its departments and their teams (analytic 13). */
export function cutDepartmentMetrics(employees: readonly EmployeeCut[], { day }: CutOptions): ReleasedMetric[] {
  const scoreOf: Record<Exclude<DepartmentMetric, 'participation'>, (employee: EmployeeCut) => number | null> = {
    engagement: ({ engagement }) => engagement, completion: (employee) => completionOf(employee, day), passing: passingOf,
    readiness: ({ readinessPct }) => readinessPct,
  };
  return departmentMetrics.map((metric): ReleasedMetric => {
    if (metric !== 'participation') {
      return { metric, audience: 'admin', kind: departmentMetricKinds[metric], values: membersOf(employees, scoreOf[metric]) };
    }
    return { metric, audience: 'admin', kind: departmentMetricKinds[metric], values: membersOf(employees, ({ active30 }) => (active30 ? 1 : 0)) };
  });
}

type Admin = Pick<Cohort, 'id' | 'audience'>;
const org: Admin = { id: 'org', audience: 'admin' };

function velocityCohorts(employees: readonly EmployeeCut[], { day, settings }: CutOptions): Cohort[] {
  const metrics = orgVelocityMetrics;
  return [
    { ...org, metric: metrics.completers, kind: 'rate', members: membersOf(employees, (one) => hasCompleted(one, day)) },
    { ...org, metric: metrics.pace, kind: 'score', members: membersOf(employees, ({ active30, pace28 }) => (active30 ? pace28 : null)) },
    { ...org, metric: metrics.levels, kind: 'count', members: membersOf(employees, (one) => paceOneHot(one, settings.orgPace)) },
    { ...org, metric: metrics.skills, kind: 'count', members: membersOf(employees, countNewSkills) },
    { ...org, metric: metrics.certificates, kind: 'count', members: membersOf(employees, (one) => countAcquired(one, 'certificateDay', day)) },
    { ...org, metric: metrics.completions, kind: 'count', members: membersOf(employees, (one) => countAcquired(one, 'completedDay', day)) },
  ];
}

function cultureCohorts(employees: readonly EmployeeCut[], { day }: CutOptions): Cohort[] {
  return [
    { ...org, metric: cultureMetrics.participation, kind: 'rate', members: membersOf(employees, (one) => learnsVoluntarily(one, day)) },
    { ...org, metric: cultureMetrics.completion, kind: 'count', members: membersOf(employees, (one) => countVoluntary(one, day)) },
    { ...org, metric: cultureMetrics.sharing, kind: 'count', members: membersOf(employees, ({ sharedEvents }) => [sharedEvents, 1]) },
    { ...org, metric: cultureMetrics.mentoring, kind: 'rate', members: membersOf(employees, ({ mentored }) => (mentored ? 1 : 0)) },
    { ...org, metric: cultureMetrics.streak, kind: 'rate', members: membersOf(employees, ({ streak }) => (streak > 7 ? 1 : 0)) },
  ];
}

function alignmentCounts(cohort: Admin & Pick<Cohort, 'dimension'>, employees: readonly EmployeeCut[], { day }: CutOptions): Cohort[] {
  return [
    { ...cohort, metric: alignmentMetrics.targets, kind: 'count', members: membersOf(employees, countTargets) },
    { ...cohort, metric: alignmentMetrics.mandatory, kind: 'count', members: membersOf(employees, (one) => countMandatory(one, day)) },
  ];
}

function departmentsOf(employees: readonly EmployeeCut[]): Map<string, EmployeeCut[]> {
  const departments = new Map<string, EmployeeCut[]>();
  for (const employee of employees) {
    const id = `department:${employee.departmentId ?? '(none)'}`;
    const people = departments.get(id) ?? [];
    people.push(employee);
    departments.set(id, people);
  }
  return departments;
}

function skillCohorts(employees: readonly EmployeeCut[]): Cohort[] {
  const bySkill = new Map<string, Map<string, 0 | 1>>();
  for (const { userId, targets } of employees) {
    for (const { skillId, met } of targets) {
      const members = bySkill.get(skillId) ?? new Map<string, 0 | 1>();
      if (met !== null) members.set(userId, met ? 1 : 0);
      bySkill.set(skillId, members);
    }
  }
  return [...bySkill].map(([skillId, members]) => ({ id: `demand:${skillId}`, audience: 'admin', metric: alignmentMetrics.skill, kind: 'rate', members }));
}

/** cutOrganization gives the cohorts of a release that the organization's own analytics read besides those of departments (analytics 11, 12, 14). */
export function cutOrganization(employees: readonly EmployeeCut[], options: CutOptions): Cohort[] {
  const departments = [...departmentsOf(employees)].flatMap(([id, people]) =>
    alignmentCounts({ id, audience: 'admin', dimension: { name: 'department', whole: 'org' } }, people, options));
  return [
    ...velocityCohorts(employees, options), ...cultureCohorts(employees, options), ...alignmentCounts(org, employees, options), ...departments,
    ...skillCohorts(employees),
  ];
}
