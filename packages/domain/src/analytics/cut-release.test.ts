import { describe, expect, it } from 'vitest';
import { declareCohorts } from '../privacy/declare-cohorts.ts';
import { release } from '../privacy/release.ts';
import { buildEmployee, buildEnrollmentCut } from '../testing/build-employee.ts';
import { buildGroup, buildLearner, buildLearners, buildResult } from '../testing/build-group.ts';
import { buildContext, D } from '../testing/build-state.ts';
import { flawsOf } from '../testing/check-envelope.ts';
import { addDays } from '../time/day.ts';
import { cutCourse, cutDistribution } from './cut-course.ts';
import { cutDepartmentMetrics, cutOrganization } from './cut-organization.ts';
import { cutTrainers } from './cut-trainers.ts';
import { computeDepartmentTeam } from './department-team.ts';
import { countOverdue } from './employee-measures.ts';
import { computeLearningCulture } from './learning-culture.ts';
import type { EmployeeCut } from './learner-snapshot.ts';
import { computeOrgLearningVelocity } from './org-learning-velocity.ts';
import { computeReleasedCourseHealth } from './released-course-health.ts';
import { computeReleasedCoursePerformance } from './released-course.ts';
import { computeReleasedDistribution } from './released-distribution.ts';
import { defaultSettings } from './settings.ts';
import { computeStrategicAlignment } from './strategic-alignment.ts';
import { computeReleasedTeaching, computeTeachingEffectiveness } from './teaching-effectiveness.ts';

const options = { day: D, settings: defaultSettings };
const rules = { k: 10, day: D, resetAfterDays: 90 };
const admin = buildContext({ viewer: { role: 'org_admin' } });
const ago = (days: number) => addDays(D, -days);

/** 100 people: 60 in sales, 40 in care; 64 active; paces 14 high, 40 medium, 22 low, 24 none. */
const employees: EmployeeCut[] = Array.from({ length: 100 }, (_, i) => buildEmployee(`p${String(i).padStart(3, '0')}`, {
  departmentId: i < 60 ? 'sales' : 'care', pace28: i < 14 ? 12 : i < 54 ? 4 + (i % 8) : i < 76 ? 2 : 0, active30: i < 64, engagement: 30 + (i % 50),
    readinessPct: i % 2 === 0 ? 50 : null,
  assessments: { tried: 4, passed: i % 4 }, newSkills: i < 33 ? 1 : 0, streak: i < 10 ? 8 : 7, sharedEvents: i < 4 ? 1 : 0, mentored: i < 20,
  targets: [{ skillId: 'sql', met: i < 60 ? true : i < 90 ? false : null }],
  enrollments: [
    buildEnrollmentCut(60, { courseId: 'v', status: i < 50 ? 'completed' : 'active', completedDay: i < 50 ? ago(10) : null,
      lastActiveDay: i < 60 ? ago(20) : ago(40) }),
    buildEnrollmentCut(90, { courseId: 'm', mode: 'mandatory', status: i < 88 ? 'completed' : 'active', dueDay: ago(5) }),
  ],
}));
const keys = employees.map(({ userId, departmentId }) => ({
  id: userId, comparison: 'out' as const, departmentId, teamId: null, targetRoleId: null, level: null, pathIds: [], skillIds: [],
}));
const cohorts = [...declareCohorts(keys, cutDepartmentMetrics(employees, options)), ...cutOrganization(employees, options)];
const cut = release(cohorts, [], rules);

describe('from people to the organization, through a release', () => {
  it('velocity: 64 % take part, levels 14, 40, 22, 24 are all shown, 33 new skills are 30, 50 completions 50, 88 of 100 completed a course', () => {
    const { value } = computeOrgLearningVelocity({ employees: 100, release: cut, earlier: [] }, admin);
    expect(value).toMatchObject({
      participationPct: 64, medianPace28: 8, distribution: { high: 14, medium: 40, low: 22, none: 24 }, completionPct: 88, skillsAcquired: 30, completions: 50,
      certificates: null, sizeBand: '100-299',
    });
  });
  it('culture: 60 learn voluntarily, 50 of 100 such courses completed, 4 events per 100, 20 mentor, 10 in a row: 21 + 10 + 16 + 3 + 1 = 51', () => {
    const envelope = computeLearningCulture({ employees: 100, release: cut, delivers: { modes: true, sharing: true, mentoring: true } }, admin);
    expect(envelope.value).toMatchObject({ score: 51, parts: {
      participation: { value: 60 }, completion: { value: 50 }, sharing: { value: 4, score: 80 }, mentoring: { value: 20 }, streak: { value: 10 },
    } });
  });
  it('alignment: 60 of 90 assessed targets are 67 %, 10 % not assessed, 88 of 100 mandatory completed; 12 overdue are told as 10; departments are coded',
    () => {
    const envelope = computeStrategicAlignment({
      employees: 100, kpis: [{ id: 'k', value: 80, target: 100, direction: 'up', weight: 1 }], release: cut, overdueLearners: countOverdue(employees, D),
      skills: [{ skillId: 'sql', business: 'high' }],
    }, admin);
    expect(envelope.value).toMatchObject({
      score: 78, coveragePct: 67, unassessedPct: 10, compliancePct: 88, overdueLearners: 10,
      departments: [
        { id: 'care', coverage: { pct: 5, bound: 'at-most' }, compliance: { pct: 70, bound: 'exact' } },
        { id: 'sales', coverage: { pct: 95, bound: 'at-least' }, compliance: { pct: 95, bound: 'at-least' } },
      ],
      matrix: [{ skillId: 'sql', business: 'high', coverage: { pct: 67, bound: 'exact' } }],
    });
    expect(flawsOf(envelope)).toEqual([]);
  });
  it('departments: all 60 of sales took part, ≥ 95, 4 of 40 in care, 10; passing has the quartiles 18.75, 37.5 and 56.25 of 0 25 50 75; completion is the '
    + 'same for most of sales, so care is hidden with it', () => {
    const refs = ['department:sales', 'department:care'].map((cohortId) => ({ cohortId, parentId: null }));
    const envelope = computeDepartmentTeam({ cohorts: refs, release: cut, before: null }, admin);
    expect(envelope.nulls).toMatchObject({ 'cells[].metrics.completion': 'complementary', 'cells[].metrics.readiness': 'homogeneous' });
    expect(envelope.value).toMatchObject({ hiddenCount: 0, cells: [
      { id: 'department:care', sizeBand: '40-99', metrics: { participation: { pct: 10, bound: 'exact' }, passing: { median: 38, p25: 19, p75: 56 },
        readiness: null } },
      { id: 'department:sales', sizeBand: '40-99', metrics: { participation: { pct: 95, bound: 'at-least' }, completion: null } },
    ] });
  });
});

describe('from a course to the organization, through a release', () => {
  /** 45 learners: 20 completed, 20 in progress of whom 15 idle, 5 left; 40 with results, every fourth below 60. */
  const learners = [
    ...buildLearners(20, 'd', { enrolledDay: ago(90), status: 'completed', completedDay: ago(9), topicsDone: 4, furthest: 4, rating: { value: 4, day: D } }),
    ...buildLearners(5, 'o', { enrolledDay: ago(90) }), ...buildLearners(15, 'i', { enrolledDay: ago(20), lastActiveDay: ago(9) }),
    ...Array.from({ length: 5 }, (_, i) => buildLearner(`w${i}`, { status: 'withdrawn', topicsDone: 0, furthest: 0, lastActiveDay: null })),
  ];
  const results = learners.slice(0, 40).map(({ userId }, i) => buildResult(userId, i % 4 === 0 ? [20, 30, 40 + (i % 10)] : [72 + (i % 20)]));
  const group = buildGroup({ learners, results });
  const released = release(cutCourse(group, options), [], rules);

  it('performance: 20 of 45 completed is 44, 17 of 20 in progress at risk, 15 idle and 2 of low results, 85, 30 of 40 passed all 75', () => {
    const envelope = computeReleasedCoursePerformance('c', released, admin);
    expect(envelope.value).toMatchObject({ sizeBand: '40-99', completion: { pct: 44, bound: 'exact' }, passing: { pct: 75 }, risk: { pct: 85 } });
    expect(flawsOf(envelope)).toEqual([]);
  });
  it('health: 20 of 25 mature is 80, 100 of the target; 5 of 45 left; the equal ratings are hidden as homogeneous', () => {
    const envelope = computeReleasedCourseHealth({ courseId: 'c', targetCompletionPct: null }, released, admin);
    expect(envelope).toMatchObject({ value: { parts: { completion: 100, passing: 75, retention: 89, rating: null, activity: 25 } },
      nulls: { 'parts.rating': 'homogeneous' } });
  });
  it('distribution: 40 scored, 10 low of whom all are stuck; the 5 without a result are hidden with them', () => {
    const results40 = released.entries.find(({ metric }) => metric === 'results') ?? null;
    const envelope = computeReleasedDistribution({ courseId: 'c', releaseId: D, results: results40, learners: cutDistribution(group, options) }, admin);
    expect(envelope.value).toMatchObject({ scored: null, bins: null, levels: { low: null }, cluster: null });
  });
});

describe('from trainers to the organization, through a release', () => {
  const trainers = Array.from({ length: 21 }, (_, i) => ({
    trainerId: `t${i}`, axes: { satisfaction: i < 9 ? 80 : null, passing: 40 + i, completion: 50 + 2 * i, gain: null, firstTry: 60 },
  }));
  const released = release(cutTrainers(trainers), [], rules);
  it('21 trainers passing 40 to 60 have the median 50; 9 rated are too few, equal first tries homogeneous', () => {
    expect(computeReleasedTeaching(released, admin)).toMatchObject({
      value: { axes: { passing: { median: 50, p25: 45, p75: 55 }, completion: { median: 70 }, satisfaction: null } },
      nulls: { 'axes.satisfaction': 'too-few', 'axes.firstTry': 'homogeneous', 'axes.gain': 'too-few' },
    });
  });
  it('a trainer with 55 % passing stands in the last quarter', () => {
    const learners = buildLearners(20, 'u', { enrolledDay: ago(90), status: 'completed', rating: { value: 4, day: D } });
    const results = learners.map(({ userId }, i) => buildResult(userId, [i < 11 ? 90 : 10]));
    const state = { learners, results, gainPairs: [], targetDurationDays: new Map<string, number>(), asOf: null };
    expect(computeTeachingEffectiveness(state, buildContext({ viewer: { role: 'trainer' } }),
      released).value).toMatchObject({ peers: { passing: 'q4', completion: 'q4', firstTry: null } });
  });
});
