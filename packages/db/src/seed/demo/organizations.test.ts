import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawNames } from './names.ts';
import { demoPlan, stagingPlan } from './organizations.ts';
import { randomFrom } from './random.ts';

const total = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((sum, count) => sum + count, 0);

describe('stagingPlan', () => {
  it('spreads 298 learners as the demonstration does: 76, 84, 66, 72', () => {
    expect(stagingPlan(total(demoPlan.learners)).learners).toEqual(demoPlan.learners);
  });

  it('has exactly the learners that were asked for, in every track', () => {
    fc.assert(fc.property(fc.integer({ min: 4, max: 10_000 }), (learners) => {
      const { learners: spread } = stagingPlan(learners);
      expect(total(spread)).toBe(learners);
      for (const count of Object.values(spread)) expect(count).toBeGreaterThan(0);
    }));
  });
});

describe('drawNames', () => {
  it('has 10,000 different names, the first ones as in a small crowd', () => {
    const many = drawNames(10_000, randomFrom('crowd'), ['Wei Chen']);
    expect(new Set(many).size).toBe(10_000);
    expect(many).not.toContain('Wei Chen');
    expect(many.slice(0, 300)).toEqual(drawNames(300, randomFrom('crowd'), ['Wei Chen']));
  });
});
