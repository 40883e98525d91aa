import fc from 'fast-check';
import type { CourseGroup } from '../analytics/group-state.ts';
import { addDays } from '../time/day.ts';
import { buildCourseDay, buildGroup, buildLearner, buildResult, buildTopics } from './build-group.ts';
import { D } from './build-state.ts';

const daysAgo = (max: number) => fc.integer({ min: 0, max }).map((days) => addDays(D, -days));

/** groups draws a course of up to twelve learners with results, ratings and activity. */
export const groups: fc.Arbitrary<CourseGroup> = fc.record({
  learners: fc.array(fc.record({
    enrolledDay: daysAgo(200), status: fc.constantFrom('active' as const, 'completed' as const, 'withdrawn' as const, 'failed' as const),
    furthest: fc.integer({ min: 0, max: 4 }), topicsDone: fc.integer({ min: 0, max: 4 }), itemsCompleted: fc.integer({ min: 0, max: 10 }),
    lastActiveDay: fc.option(daysAgo(60)), recentDoneDays: fc.array(daysAgo(40), { maxLength: 4 }),
    rating: fc.option(fc.record({ value: fc.integer({ min: 1, max: 5 }), day: daysAgo(80) })),
  }), { maxLength: 12 }),
  results: fc.array(fc.tuple(
    fc.integer({ min: 0, max: 14 }), fc.constantFrom('a', 'b', 'c'), fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 }),
    fc.constantFrom('t1', 't2', null),
  ), { maxLength: 30 }),
  topicCount: fc.integer({ min: 0, max: 4 }), learners20: fc.integer({ min: 0, max: 20 }),
  days: fc.array(fc.record({ day: daysAgo(40), activeMin: fc.nat(500), sessions: fc.nat(9), posts: fc.nat(5) }), { maxLength: 6 }),
}).map(({ learners, results, topicCount, learners20, days }) => buildGroup({
  learners: learners.map((fields, i) => buildLearner(`u${i}`, { ...fields, completedDay: fields.status === 'completed' ? D : null })),
  results: [...new Map(results.map((row) => [`${row[0]}${row[1]}`, row])).values()]
    .map(([learner, assessmentId, pcts, topicId]) => buildResult(`u${learner}`, pcts, { assessmentId, topicId })),
  topics: buildTopics(topicCount, { learners: learners20, pctSum: 61 * learners20 }), days: days.map(({ day, ...fields }) => buildCourseDay(day, fields)),
}));
