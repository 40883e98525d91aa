import type { FactBatch } from '@verdant/domain/facts/facts';
import { uuid } from '@verdant/domain/testing/build-facts';

const known = (name: string) => ({ source: 'test', sourceId: name, version: 1 });
const topic = (n: number, position: number, fields: { courseId: string | null; canonicalId?: string; expectedMin?: number }) =>
  ({ id: uuid('10', n), ...known(`topic ${n}`), title: 'Topic', position, skillIds: [], ...fields });
const item = (n: number, fields: { courseId?: string; topicId?: string; status: 'active' | 'archived' }) =>
  ({ id: uuid('10', n), ...known(`item ${n}`), title: 'Item', type: 'video' as const, createdBy: 'human' as const, skillIds: [], ...fields });
const assessment = (n: number, fields: { courseId?: string; topicId?: string }) =>
  ({ id: uuid('a5', n), ...known(`assessment ${n}`), title: 'Test', kind: 'other' as const, max: 100, ...fields });

/**
 * groupCatalogue names the objects of `factSets`: two courses, four topics of which the first two are equal and taught in either course, three items and three
 * assessments with and without a course or topic.
 */
export const groupCatalogue = {
  courses: [1, 2].map((n) => ({
    id: uuid('c0', n), ...known(`course ${n}`), title: 'Course', status: 'active', createdAt: '2026-01-01T00:00:00.000Z', trainerIds: [],
  })),
  topics: [
    topic(1, 2, { courseId: uuid('c0', 1) }), topic(2, 1, { courseId: uuid('c0', 2), canonicalId: uuid('10', 1) }),
    topic(3, 1, { courseId: uuid('c0', 1), expectedMin: 20 }), topic(4, 0, { courseId: null }),
  ],
  content_items: [
    item(1, { topicId: uuid('10', 3), status: 'active' }), item(2, { courseId: uuid('c0', 1), status: 'active' }), item(3, { courseId: uuid('c0', 1), status: 'archived' }),
  ],
  assessments: [
    assessment(1, { courseId: uuid('c0', 1), topicId: uuid('10', 2) }), assessment(2, { topicId: uuid('10', 1) }), assessment(3, { courseId: uuid('c0', 2) }),
  ],
} satisfies FactBatch;
