import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factSets } from '../testing/arbitrary-facts.ts';
import { utc } from '../testing/build-facts.ts';
import { compareRollups } from './compare-rollups.ts';
import { foldLearner } from './fold-learner.ts';
import type { LearnerRollups } from './learner-facts.ts';

const empty: LearnerRollups = {
  days: [], topics: [], items: [], skills: [], assessments: [], courses: [], courseDays: [],
  summary: { firstActivityDay: null, lastActivityDay: null, asOf: null, lastAttempts: [] },
};
const topic = { topicId: 't', doneDay: null, touched: true, bestPct: 70, practicePassed: false, minutes: 0 };

describe('compareRollups', () => {
  it('finds nothing between equal rollups, in whatever order their rows stand', () => {
    fc.assert(fc.property(factSets, (facts) => {
      const rollups = foldLearner(facts, utc);
      expect(compareRollups({ ...rollups, topics: [...rollups.topics].reverse(), days: [...rollups.days].reverse() }, structuredClone(rollups))).toEqual([]);
    }));
  });

  it('names rollup, key and field of a difference, and rows that one side lacks', () => {
    const stored = { ...empty, topics: [topic, { ...topic, topicId: 'gone' }] };
    const expected = { ...empty, topics: [{ ...topic, bestPct: 71 }, { ...topic, topicId: 'new' }] };
    expect(compareRollups(stored, expected)).toEqual([
      { rollup: 'topics', key: 'gone', field: null, stored: stored.topics[1], expected: null },
      { rollup: 'topics', key: 'new', field: null, stored: null, expected: expected.topics[1] },
      { rollup: 'topics', key: 't', field: 'bestPct', stored: 70, expected: 71 },
    ]);
  });

  it('lets doubles differ by 1e-9 and nothing else by anything', () => {
    const having = (change: Partial<typeof topic>): LearnerRollups => ({ ...empty, topics: [{ ...topic, ...change }] });
    expect(compareRollups(having({ bestPct: 70 + 5e-9 }), having({}))).toEqual([]);
    expect(compareRollups(having({ bestPct: 70.001 }), having({}))).toHaveLength(1);
    expect(compareRollups(having({ touched: false }), having({}))).toMatchObject([{ field: 'touched' }]);
  });
});
