import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '../stats/at.ts';
import { fitTracing, tracingLoss, type Fitted } from './fit-tracing.ts';
import { minimize } from './minimize.ts';
import { seededRandom } from './testing/seeded-random.ts';
import { keptShare, traceSkill, type Practice, type TracingParameters } from './trace-skill.ts';

const still: TracingParameters = { L0: 0.3, T: 0.1, G: 0.2, S: 0.1, study: 0, dayLoss: 0, decay: 0 };
const scored = (...scores: (number | null)[]): Practice[] => scores.map((score, i) => ({ minute: i, day: 0, score }));

/** Draws answers as the model says they come about: somebody knows a skill or does not, learns, and forgets overnight. */
function simulate(learners: number, answers: number, parameters: TracingParameters): Practice[][] {
  const random = seededRandom(11);
  return Array.from({ length: learners }, () => {
    let knows = random() < parameters.L0;
    return Array.from({ length: answers }, (_, i) => {
      const day = Math.floor(i / 5);
      if (i > 0 && i % 5 === 0 && random() < parameters.dayLoss) knows = false;
      const score = random() < (knows ? 1 - parameters.S : parameters.G) ? 1 : 0;
      if (!knows && random() < parameters.T) knows = true;
      return { minute: 1440 * day + i, day, score };
    });
  });
}

describe('traceSkill', () => {
  it('predicts .41 first, and after 1 0 1 from L .692683 .297833 .690587: L·.9 + (1 − L)·.2', () => {
    const predicted = traceSkill(scored(1, 0, 1, 1), still);
    [0.3, 0.692683, 0.297833, 0.690587].forEach((L, i) => expect(at(predicted, i)).toBeCloseTo(0.9 * L + 0.2 * (1 - L), 5));
  });
  it('learns from study without an answer: L .3 + .7·.5 = .65 → .655', () => {
    expect(traceSkill(scored(null, 1), { ...still, study: 0.5 })[1]).toBeCloseTo(0.655, 12);
    expect(traceSkill(scored(null, 1), still)[1]).toBeCloseTo(0.41, 12);
  });
  it('keeps all within a day, .7 of it over one night or ten, and 16^−.25 = ½ after 15 minutes', () => {
    const [now, later, tomorrow] = [{ minute: 0, day: 0, score: 1 }, { minute: 15, day: 0, score: 1 }, { minute: 15, day: 1, score: 1 }];
    expect(keptShare(now, later, { dayLoss: 0.3, decay: 0 })).toBe(1);
    expect(keptShare(now, tomorrow, { dayLoss: 0.3, decay: 0 })).toBe(0.7);
    expect(keptShare(now, { ...tomorrow, day: 10 }, { dayLoss: 0.3, decay: 0 })).toBe(0.7);
    expect(keptShare(now, later, { dayLoss: 0.3, decay: 0.25 })).toBeCloseTo(0.5, 12);
    expect(keptShare(now, tomorrow, { dayLoss: 0.3, decay: 0.25 })).toBeCloseTo(0.35, 12);
  });
  it('stays between guess and 1 − slip, and uses no answer before it was predicted', () => {
    const scores = fc.array(fc.constantFrom(0, 1, 0.5, null), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(scores, scores, fc.nat(11), (known, other, cut) => {
      const forgetful = { ...still, study: 0.2, dayLoss: 0.3, decay: 0.1 };
      const predicted = traceSkill(scored(...known), forgetful);
      for (const p of predicted) {
        expect(p).toBeGreaterThanOrEqual(0.2);
        expect(p).toBeLessThanOrEqual(0.9);
      }
      const changed = traceSkill(scored(...known.slice(0, cut), ...other), forgetful);
      predicted.slice(0, cut + 1).forEach((p, i) => expect(changed[i]).toBe(p));
    }));
  });
});

describe('fitTracing', () => {
  const wide: Fitted[] = (['L0', 'T', 'G', 'S', 'dayLoss'] as const).map((name) => (
    { name, start: 0.2, low: 0, high: name === 'G' || name === 'S' ? 0.5 : 1 }
  ));
  const truth: TracingParameters = { ...still, L0: 0.35, T: 0.15, G: 0.2, S: 0.12, dayLoss: 0.4 };
  const sequences = simulate(1500, 15, truth);
  const fit = fitTracing(sequences, wide, still);

  it('finds the parameters that 22,500 answers were drawn with: L0 .35, T .15, G .20, S .12, dayLoss .40', () => {
    for (const { name } of wide) expect(Math.abs(fit[name] - truth[name])).toBeLessThan(0.05);
  });
  it('explains them at least as well as the parameters they were drawn with', () => {
    expect(tracingLoss(sequences, fit)).toBeLessThan(tracingLoss(sequences, truth) + 1);
    expect(tracingLoss(sequences, fit)).toBeLessThan(tracingLoss(sequences, still) - 100);
  });
  it('does not depend on the order of the learners beyond rounding', () => {
    const turned = fitTracing([...sequences].reverse(), wide, still);
    for (const { name } of wide) expect(turned[name]).toBeCloseTo(fit[name], 2);
  });
  it('stays inside its interval, and at the start without answers', () => {
    const narrow: Fitted[] = [{ name: 'S', start: 0.05, low: 0, high: 0.1 }];
    const found = fitTracing(simulate(100, 15, { ...truth, S: 0.4 }), narrow, truth);
    expect(found.S).toBeGreaterThan(0.05);
    expect(found.S).toBeLessThan(0.1);
    expect(fitTracing([], narrow, truth).S).toBeCloseTo(0.05, 6);
  });
});

describe('minimize', () => {
  it('finds the bottom of the banana valley (1 − x)² + 100(y − x²)² at 1, 1', () => {
    const valley = (v: readonly number[]) => (1 - at(v, 0)) ** 2 + 100 * (at(v, 1) - at(v, 0) ** 2) ** 2;
    const bottom = minimize(valley, [-1.2, 1], { tolerance: 1e-12, maxSteps: 1000 });
    bottom.forEach((x) => expect(x).toBeCloseTo(1, 4));
  });
  it('never ends above its start', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 4 }), (start) => {
      const f = (v: readonly number[]) => v.reduce((total, x, i) => total + Math.abs(x - i) + Math.sin(3 * x), 0);
      expect(f(minimize(f, start))).toBeLessThanOrEqual(f(start));
    }));
  });
});
