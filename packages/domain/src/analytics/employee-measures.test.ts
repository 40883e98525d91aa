import { describe, expect, it } from 'vitest';
import { buildEmployee, buildEnrollmentCut } from '../testing/build-employee.ts';
import { D } from '../testing/build-state.ts';
import { addDays } from '../time/day.ts';
import {
  completionOf, countAcquired, countMandatory, countOverdue, countTargets, countVoluntary, hasCompleted, learnsVoluntarily, paceOneHot, passingOf,
} from './employee-measures.ts';
import type { EnrollmentCut } from './learner-snapshot.ts';
import { defaultSettings } from './settings.ts';

const ago = (days: number) => addDays(D, -days);
const enrolled = (...enrollments: EnrollmentCut[]) => buildEmployee('a', { enrollments });
const done = (daysOld: number, fields: Partial<EnrollmentCut> = {}) => buildEnrollmentCut(daysOld, { status: 'completed', ...fields });

describe('what one employee gives to a release', () => {
  it('a completion of the last 365 days: 364 days old counts, 365 does not, and without an enrollment there is no value', () => {
    expect([enrolled(done(364)), enrolled(buildEnrollmentCut(10)), enrolled(done(365)), enrolled()].map((one) => hasCompleted(one, D))).toEqual([1, 0, null,
      null]);
  });
  it('13 topics are 1 0 0 0, 5 are 0 1 0 0, none 0 0 0 1', () => {
    expect([13, 5, 1, 0].map((pace28) => paceOneHot(buildEmployee('a', { pace28 }), defaultSettings.orgPace).join(''))).toEqual(['1000', '0100', '0010',
      '0001']);
  });
  it('two completions of 28 days and one of 28 days ago: 1 person, 2; no certificate: 0, 0', () => {
    const employee = enrolled(done(90, { completedDay: D }), done(80, { completedDay: ago(27) }), done(70, { completedDay: ago(28) }));
    expect([countAcquired(employee, 'completedDay', D), countAcquired(employee, 'certificateDay', D)]).toEqual([[1, 2], [0, 0]]);
  });
  it('completion of enrollments older than 30 days: 1 of 2 = 50, those of 30 days and of a year left out; none has no value', () => {
    expect(completionOf(enrolled(done(31), buildEnrollmentCut(364), done(30), done(365)), D)).toBe(50);
    expect(completionOf(enrolled(done(30)), D)).toBeNull();
  });
  it('2 of 3 assessments passed are 66.7 %, none tried has no value', () => {
    expect([passingOf(buildEmployee('a', { assessments: { tried: 3, passed: 2 } })), passingOf(buildEmployee('a'))]).toEqual([66.7, null]);
  });
  it('voluntary: enrolled 29 days ago, or active then in its course; not 30 days ago, not mandatory, not of unknown mode', () => {
    const cases = [buildEnrollmentCut(29), buildEnrollmentCut(90, { lastActiveDay: ago(29) }), buildEnrollmentCut(30, { lastActiveDay: ago(30) }),
      buildEnrollmentCut(1, { mode: 'mandatory' }), buildEnrollmentCut(1, { mode: 'unknown' })];
    expect(cases.map((one) => learnsVoluntarily(enrolled(one), D))).toEqual([1, 1, 0, 0, 0]);
  });
  it('voluntary courses of 30 to 180 days ago: 1 completed of 2; 29 and 181 days do not count', () => {
    expect(countVoluntary(enrolled(done(30), buildEnrollmentCut(180), done(29), done(181), done(60, { mode: 'unknown' })), D)).toEqual([1, 2]);
    expect(countVoluntary(enrolled(done(29)), D)).toBeNull();
  });
  it('targets: 1 met, 2 with a level, 3 in all; without targets no value', () => {
    expect(countTargets(buildEmployee('a', { targets: [{ skillId: 'x', met: true }, { skillId: 'y', met: false },
      { skillId: 'z', met: null }] }))).toEqual([1, 2, 3]);
    expect(countTargets(buildEmployee('a'))).toBeNull();
  });
  it('mandatory: 2 completed, one without a due day, and 1 due yesterday are 2 of 3; due today, open without a due day, voluntary do not count', () => {
    const mandatory = (fields: Partial<EnrollmentCut>) => buildEnrollmentCut(50, { mode: 'mandatory', ...fields });
    const late = mandatory({ dueDay: ago(1) });
    const employee = enrolled(mandatory({ status: 'completed' }), mandatory({ status: 'completed', dueDay: ago(9) }), late, mandatory({ dueDay: D }),
      mandatory({}),
      buildEnrollmentCut(50, { dueDay: ago(9) }));
    expect(countMandatory(employee, D)).toEqual([2, 3]);
    expect(countMandatory(enrolled(mandatory({ dueDay: D })), D)).toBeNull();
    expect(countOverdue([employee, enrolled(late, late), enrolled(mandatory({ dueDay: D }))], D)).toBe(2);
  });
});
