import type { Settings } from '@verdant/domain/analytics/settings';
import type { CohortKeys } from '@verdant/domain/privacy/declare-cohorts';
import { mean } from '@verdant/domain/stats/mean';
import { addDays, type Day } from '@verdant/domain/time/day';
import type { Tx } from '../../with-org.ts';
import { loadActivity, noActivity } from './load-activity.ts';
import { loadEnrollmentCuts } from './load-enrollment-cuts.ts';
import { loadNewlyMastered } from './load-mastered.ts';
import { loadNeeds } from './load-needs.ts';
import { loadPathSkills, type PathCut } from './load-path-skills.ts';
import { loadPeople, type PersonOfDay } from './load-people.ts';
import type { PersonNeed, Snapshots } from './released-person.ts';

const skillWindowDays = 28;

function keysOf({ userId, comparison, departmentId, teamId, targetRoleId }: PersonOfDay, paths: readonly PathCut[], needs: readonly PersonNeed[]): CohortKeys {
  return {
    id: userId, comparison, departmentId, teamId, targetRoleId, level: mean(needs.flatMap(({ current }) => current ?? [])),
    pathIds: [...new Set(paths.flatMap(({ templateId }) => templateId ?? []))], skillIds: needs.map(({ skillId }) => skillId),
  };
}

/**
 * loadSnapshots reads one row per employee as of the end of a day, in ten statements for any number of them. Published figures (engagement, mastery, results,
 * readiness, streak) are those of the current rows, calculated by the run that ended before; what is counted in days (pace28, activity, enrollments, skills
 * newly mastered) keeps to the bounds of the day. The level of a person is the mean current level over organization targets with a known one.
 */
export async function loadSnapshots(tx: Tx, day: Day, { timeZone, settings }: { timeZone: string; settings: Settings }): Promise<Snapshots> {
  const people = await loadPeople(tx, day);
  const activity = await loadActivity(tx, day, settings.performance.policy);
  const enrollments = await loadEnrollmentCuts(tx, day, timeZone);
  const needsByUser = await loadNeeds(tx);
  const { paths, courseSkills } = await loadPathSkills(tx);
  const mastered = await loadNewlyMastered(tx, day, timeZone, settings.mastery);
  const skillsFrom = addDays(day, 1 - skillWindowDays);
  return {
    courseSkills,
    people: people.map((person) => {
      const { comparison: _comparison, teamId: _teamId, targetRoleId: _targetRoleId, ...published } = person;
      const own = paths.get(person.userId) ?? [];
      const needs = needsByUser.get(person.userId) ?? [];
      const newlyMastered = mastered.get(person.userId) ?? [];
      return {
        ...published, ...(activity.get(person.userId) ?? noActivity), enrollments: enrollments.get(person.userId) ?? [],
        newSkills: newlyMastered.filter((skill) => skill.day >= skillsFrom).length,
        targets: needs.map(({ skillId, target, current }) => ({ skillId, met: current === null ? null : current >= target })),
        keys: keysOf(person, own, needs), needs, pathSkillIds: [...new Set(own.flatMap(({ skillIds }) => skillIds))], newlyMastered,
      };
    }),
  };
}
