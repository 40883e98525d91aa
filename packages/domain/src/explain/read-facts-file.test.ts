import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uuid } from '../testing/build-facts.ts';
import { readFactsFile } from './read-facts-file.ts';

const person = uuid('aa', 1);
const attempt = {
  id: uuid('f0', 1), userId: person, assessmentId: uuid('a5', 1), occurredAt: '2026-03-30T10:00:00.000Z', score: 7, max: 10, attemptNo: 1, kind: 'other',
};
const file = (fields: Record<string, unknown> = {}) => ({
  now: '2026-03-31T18:00:00.000Z', viewer: { role: 'learner' }, subject: { learnerId: person }, people: [{ id: person, joinedAt: '2026-01-01T00:00:00.000Z' }],
  facts: { assessment_attempts: [attempt] }, ...fields,
});
const errorsOf = (content: unknown) => {
  const read = readFactsFile(content);
  return read.ok ? [] : read.errors;
};
const withAttempt = (fields: Record<string, unknown>) => file({ facts: { assessment_attempts: [attempt, { ...attempt, id: uuid('f0', 2), ...fields }] } });

describe('readFactsFile', () => {
  it('takes a file and fills in what has a default', () => {
    const read = readFactsFile(file());
    expect(read.ok && [read.file.organization.timeZone, read.file.organization.settings.privacyK, read.file.subject]).toEqual(
      ['UTC', 10, { kind: 'learner', learnerId: person }]);
  });

  it.each([
    [withAttempt({ score: -1 }), 'facts.assessment_attempts[1].score: must be at least 0'],
    [withAttempt({ max: 0 }), 'facts.assessment_attempts[1].max: must be greater than 0'],
    [withAttempt({ score: undefined }), 'facts.assessment_attempts[1].score: is missing'],
    [withAttempt({ score: 'much' }), 'facts.assessment_attempts[1].score: must be a number'],
    [withAttempt({ attemptNo: 1.5 }), 'facts.assessment_attempts[1].attemptNo: must be a whole number'],
    [withAttempt({ kind: 'odd' }), 'facts.assessment_attempts[1].kind: must be one of baseline, post, other'],
    [withAttempt({ occurredAt: 'yesterday' }), 'facts.assessment_attempts[1].occurredAt: must be an instant in UTC, e.g. 2026-03-31T09:00:00.000Z'],
    [withAttempt({ userId: uuid('aa', 9) }), 'facts.assessment_attempts[1].userId: is nobody of people'],
    [withAttempt({ id: attempt.id }), 'facts.assessment_attempts[1].id: stands twice with the same version'],
    [file({ facts: { grades: [] } }), 'facts: does not know grades'],
    [file({ organization: { timeZone: 'Mars/Olympus' } }), 'organization.timeZone: must be a time zone by its IANA name'],
    [file({ organization: { settings: { privacyK: 5 } } }), 'organization.settings.privacyK: must be at least 10'],
    [file({ organization: { settings: { engagement: { weights: [1, 1, 1] } } } }), 'organization.settings.engagement.weights: weights must sum to 1'],
    [file({ viewer: { role: 'guest' } }), 'viewer.role: must be one of learner, trainer, org_admin'],
    [file({ subject: {} }), 'subject: must name one of learnerId, courseId, trainerId and organization'],
    [file({ subject: { learnerId: uuid('aa', 9) } }), 'subject.learnerId: is nobody of people'],
    [file({ subject: { courseId: uuid('c0', 1) } }), 'subject.courseId: is none of facts.courses'],
    ['text', 'the file: must be an object'],
  ])('%# names the place and the reason: %s', (content, error) => expect(errorsOf(content)).toContain(error));

  it('never throws, whatever is read', () => {
    fc.assert(fc.property(fc.oneof(fc.json().map((text): unknown => JSON.parse(text)), fc.record({
      now: fc.anything(), viewer: fc.anything(), subject: fc.anything(), people: fc.anything(), facts: fc.anything(),
    })), (content) => {
      const read = readFactsFile(content);
      expect(read.ok || read.errors.every((line) => line.includes(': '))).toBe(true);
    }), { numRuns: 200 });
  });
});
