import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factSets } from '../testing/arbitrary-facts.ts';
import { buildEnrollment, utc, uuid } from '../testing/build-facts.ts';
import { foldLearner } from './fold-learner.ts';
import { foldLearnerAssessments } from './fold-learner-assessment.ts';
import { foldLearnerDays } from './fold-learner-day.ts';
import { foldLearnerItems } from './fold-learner-item.ts';
import { foldLearnerSkills } from './fold-learner-skill.ts';
import { foldLearnerSummary } from './fold-learner-summary.ts';
import { foldLearnerTopics } from './fold-learner-topic.ts';
import type { FoldContext, LearnerFacts } from './learner-facts.ts';

const berlin: FoldContext = { ...utc, timeZone: 'Europe/Berlin' };
function disturb(facts: LearnerFacts, turn: number): LearnerFacts {
  const mix = <T>(list: readonly T[]): T[] => {
    const cut = list.length === 0 ? 0 : turn % list.length;
    return [...list.slice(cut), ...list.slice(0, cut).reverse(), ...list.filter((_, i) => (i + turn) % 3 === 0)];
  };
  return {
    ...facts, events: mix(facts.events), completions: mix(facts.completions), attempts: mix(facts.attempts), practice: mix(facts.practice),
    observations: mix(facts.observations),
  };
}

describe('folds of any facts', () => {
  it('do not depend on order and repetition', () => {
    fc.assert(fc.property(factSets, fc.nat(50), (facts, turn) => {
      expect(foldLearner(disturb(facts, turn), berlin)).toEqual(foldLearner(facts, berlin));
    }), { numRuns: 150 });
  });

  it('rebuilt for some days from the facts of those days alone equal the rows of the full fold', () => {
    fc.assert(fc.property(factSets, fc.nat(6), (facts, pick) => {
      const full = foldLearner(facts, berlin).days;
      const touched = new Set(full.filter((_, i) => i % 7 === pick).map(({ day }) => day));
      const near = (at: string) => [...touched].some((day) => Math.abs(Date.parse(at) - Date.parse(`${day}T12:00:00Z`)) <= 36 * 3_600_000);
      const keep = <F extends { occurredAt: string }>(list: readonly F[]) => list.filter((fact) => near(fact.occurredAt));
      const some = { ...facts, events: keep(facts.events), completions: keep(facts.completions), attempts: keep(facts.attempts),
        practice: keep(facts.practice) };
      expect(foldLearnerDays(some, berlin, touched)).toEqual(full.filter(({ day }) => touched.has(day)));
    }));
  });

  it('rebuilt for one topic, item, skill or assessment equal those rows of the full fold', () => {
    fc.assert(fc.property(factSets, fc.integer({ min: 1, max: 4 }), (facts, n) => {
      const full = foldLearner(facts, berlin);
      const only = (kind: string) => new Set([uuid(kind, n)]);
      expect(foldLearnerTopics(facts, berlin, only('10'))).toEqual(full.topics.filter((row) => row.topicId === uuid('10', n)));
      expect(foldLearnerItems(facts, berlin, only('10'))).toEqual(full.items.filter((row) => row.contentItemId === uuid('10', n)));
      expect(foldLearnerSkills(facts, berlin, only('50'))).toEqual(full.skills.filter((row) => row.skillId === uuid('50', n)));
      const attempts = facts.attempts.filter((one) => one.assessmentId === uuid('a5', n));
      expect(foldLearnerAssessments({ ...facts, attempts }, berlin, only('a5'))).toEqual(full.assessments.filter((row) => row.assessmentId === uuid('a5', n)));
      expect(foldLearnerSummary(facts, berlin)).toEqual(full.summary);
    }));
  });

  it('of the days of a course that have all points of a day equal that day, and never have more', () => {
    fc.assert(fc.property(factSets, (facts) => {
      const { days, courseDays } = foldLearner(facts, berlin);
      for (const { day, points, activeMin, sessions, hours } of days) {
        const parts = courseDays.filter((row) => row.day === day);
        expect(parts.reduce((total, row) => total + row.points, 0)).toBeLessThanOrEqual(points);
        for (const { courseId: _courseId, posts, ...part } of parts) {
          expect(posts).toBeLessThanOrEqual(part.points);
          if (part.points === points) expect(part).toEqual({ day, points, activeMin, sessions, hours });
        }
      }
      expect(courseDays.every((row) => days.some(({ day }) => day === row.day))).toBe(true);
    }));
  });

  it('of courses name the newest of their days, and every course that the learner is enrolled in', () => {
    fc.assert(fc.property(factSets, fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }), (facts, enrolled) => {
      const enrollments = enrolled.map((n) => buildEnrollment(uuid('c0', n), '2026-03-01T00:00:00.000Z'));
      const { courses, courseDays } = foldLearner({ ...facts, enrollments }, berlin);
      const newest = new Map(courseDays.map(({ courseId, day }) => [courseId, day]));
      expect(courses.map(({ courseId, lastActiveDay }) => [courseId, lastActiveDay]))
        .toEqual([...new Set([...newest.keys(), ...enrollments.map(({ courseId }) => courseId)])].sort().map((courseId) => [courseId, newest.get(courseId) ?? null]));
      const rated = facts.events.filter(({ verb, rating }) => verb === 'rated' && rating).map(({ object }) => object.id);
      expect(courses.filter(({ rating }) => rating !== null).map(({ courseId }) => courseId)).toEqual([...new Set(rated)].sort());
    }));
  });

  it('merge: points of all days sum to the points of the facts, each counted once', () => {
    fc.assert(fc.property(factSets, (facts) => {
      const points = foldLearner(facts, berlin).days.reduce((total, day) => total + day.points, 0);
      const active = facts.events.filter(({ verb }) => verb !== 'signed-in').length;
      expect(points).toBe(active + facts.completions.length + facts.attempts.length + facts.practice.length);
    }));
  });
});
