import type { LearnerRollups } from './learner-facts.ts';

/** One difference between what is stored and what the facts give; a row that one side lacks is null there. */
export type Drift = { rollup: keyof LearnerRollups; key: string; field: string | null; stored: unknown; expected: unknown };

/** Doubles that were summed in another order may differ by this share. */
const tolerance = 1e-9;

function isSame(stored: unknown, expected: unknown): boolean {
  if (typeof stored === 'number' && typeof expected === 'number') return Math.abs(stored - expected) <= tolerance * Math.max(1, Math.abs(expected));
  if (Array.isArray(stored) && Array.isArray(expected)) return stored.length === expected.length && stored.every((value, index) => isSame(value, expected[index]));
  if (typeof stored === 'object' && typeof expected === 'object' && stored !== null && expected !== null) {
    return [...new Set([...Object.keys(stored), ...Object.keys(expected)])].every((key) => isSame(valueOf(stored, key), valueOf(expected, key)));
  }
  return stored === expected;
}

const valueOf = (row: object, key: string): unknown => (row as Record<string, unknown>)[key];

function compareRows<Row extends object>(rollup: keyof LearnerRollups, keyOf: (row: Row) => string, stored: readonly Row[], expected: readonly Row[]): Drift[] {
  const storedByKey = new Map(stored.map((row) => [keyOf(row), row]));
  const expectedByKey = new Map(expected.map((row) => [keyOf(row), row]));
  return [...new Set([...storedByKey.keys(), ...expectedByKey.keys()])].sort().flatMap((key): Drift[] => {
    const [one, other] = [storedByKey.get(key), expectedByKey.get(key)];
    if (one === undefined || other === undefined) return [{ rollup, key, field: null, stored: one ?? null, expected: other ?? null }];
    return Object.keys(other).filter((field) => !isSame(valueOf(one, field), valueOf(other, field)))
      .map((field) => ({ rollup, key, field, stored: valueOf(one, field), expected: valueOf(other, field) }));
  });
}

/** compareRollups lists every difference between stored rollups and those that the facts give: integers, days and labels exactly, doubles within 1e-9. */
export function compareRollups(stored: LearnerRollups, expected: LearnerRollups): Drift[] {
  return [
    ...compareRows('days', ({ day }) => day, stored.days, expected.days),
    ...compareRows('topics', ({ topicId }) => topicId, stored.topics, expected.topics),
    ...compareRows('items', ({ contentItemId }) => contentItemId, stored.items, expected.items),
    ...compareRows('skills', ({ skillId }) => skillId, stored.skills, expected.skills),
    ...compareRows('assessments', ({ assessmentId }) => assessmentId, stored.assessments, expected.assessments),
    ...compareRows('courses', ({ courseId }) => courseId, stored.courses, expected.courses),
    ...compareRows('courseDays', ({ courseId, day }) => `${courseId} ${day}`, stored.courseDays, expected.courseDays),
    ...compareRows('summary', () => '', [stored.summary], [expected.summary]),
  ];
}
