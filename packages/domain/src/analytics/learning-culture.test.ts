import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildHidden, buildRate, buildRelease } from '../testing/build-release.ts';
import { buildContext, D } from '../testing/build-state.ts';
import { flawsOf } from '../testing/check-envelope.ts';
import { computeLearningCulture, scoreLearningCulture } from './learning-culture.ts';
import type { CultureState } from './learning-culture.ts';
import { cultureBandOf } from './score-learning-culture.ts';
import { defaultSettings, settingsSchema } from './settings.ts';

const score = (participation: number | null, completion: number | null, sharing: number | null, mentoring: number | null, streak: number | null) =>
  scoreLearningCulture({ participation, completion, sharing, mentoring, streak }, defaultSettings.culture);

describe('scoreLearningCulture', () => {
  it('.35 · 60 + .20 · 50 + .20 · (3 of 5 = 60) + .15 · 20 + .10 · 10 = 21 + 10 + 12 + 3 + 1 = 47, growing', () => {
    expect(score(60, 50, 3, 20, 10)).toMatchObject({ score: 47, band: 'growing',
      parts: { sharing: { value: 3, score: 60 }, mentoring: { value: 20, score: 20 } } });
  });
  it('without mentoring 44/.85 = 51.76, 52, coverage .85', () => {
    expect(score(60, 50, 3, null, 10)).toMatchObject({ score: 52, parts: { mentoring: null } });
    expect(score(60, 50, 3, null, 10).coverage).toBeCloseTo(0.85, 9);
  });
  it('90, 80, 7 of 5, 40, 30: 31.5 + 16 + 20 + 6 + 3 = 76.5, half-even 76, thriving; sharing above the target is 100', () => {
    expect(score(90, 80, 7, 40, 30)).toMatchObject({ score: 76, band: 'thriving', parts: { sharing: { value: 7, score: 100 } } });
  });
  it('without both voluntary parts .45 of the weights are known: no score', () => {
    expect(score(null, null, 3, 20, 10)).toMatchObject({ score: null, band: null });
    expect(score(null, null, 3, 20, 10).coverage).toBeCloseTo(0.45, 9);
  });
  it('bands at 70 and 40; the target of sharing is a setting: 3 of 3 is 100', () => {
    expect([70, 69, 40, 39].map((one) => cultureBandOf(one, defaultSettings.culture))).toEqual(['thriving', 'growing', 'growing', 'emerging']);
    const settings = settingsSchema.parse({ culture: { sharingTarget: 3 } }).culture;
    expect(scoreLearningCulture({ participation: 60, completion: 50, sharing: 3, mentoring: 20, streak: 10 }, settings).score).toBe(55);
  });
  it('stays whole and within 0..100', () => {
    const part = fc.option(fc.integer({ min: 0, max: 100 }));
    fc.assert(fc.property(part, part, fc.option(fc.nat(1000)), part, part, (...parts) => {
      const value = score(...parts).score ?? 0;
      expect(Number.isInteger(value) && value >= 0 && value <= 100).toBe(true);
    }));
  });
});

describe('learning culture', () => {
  const release = buildRelease([
    buildRate('org', 'voluntary-participation', 60, 120), buildRate('org', 'mentoring', 20, 120), buildRate('org', 'streak-7', 10, 120),
  ], [['org', 'voluntary-completion', [50, 100]], ['org', 'sharing', [4, 120]]]);
  const delivers = { modes: true, sharing: true, mentoring: true };
  const compute = (fields: Partial<CultureState> = {}, context: Parameters<typeof buildContext>[0] = {}) =>
    computeLearningCulture({ employees: 120, release, delivers, ...fields }, buildContext(context));

  it('50 of 100 voluntary courses completed are 50, 4 events of 120 people 3 per 100: 47 growing; n is the least of the band, 100', () => {
    const envelope = compute();
    expect(envelope).toMatchObject({ status: 'ok', n: 100, coverage: 1, releaseId: D, value: { score: 47, band: 'growing', sizeBand: '100-299' } });
    expect(envelope.value?.parts).toMatchObject({ completion: { value: 50, score: 50 }, sharing: { value: 3, score: 60 } });
    expect(flawsOf(envelope)).toEqual([]);
  });
  it('a verb that no source ever sent is left out, not 0: 52; modes unknown everywhere leave .45, insufficient', () => {
    expect(compute({ delivers: { ...delivers, mentoring: false } })).toMatchObject({ coverage: 0.85, value: { score: 52 },
      nulls: { 'parts.mentoring': 'no-source' } });
    expect(compute({ delivers: { ...delivers, modes: false } })).toMatchObject({ status: 'insufficient', reason: 'no-data', coverage: 0.45,
      need: { have: 45, required: 50 } });
  });
  it('nobody shared is 0; events mostly of one person are dominated and left out; no voluntary enrollment leaves completion out', () => {
    const sums = (sharing: (number | null)[], completion: number[]) => ({ ...release, sums: [
      { cohortId: 'org', metric: 'sharing', sums: sharing }, { cohortId: 'org', metric: 'voluntary-completion', sums: completion },
    ] });
    expect(compute({ release: sums([0, 120], [50, 100]) }).value?.parts.sharing).toEqual({ value: 0, score: 0 });
    expect(compute({ release: sums([null, 120], [0, 0]) })).toMatchObject({ value: { parts: { sharing: null, completion: null } },
      nulls: { 'parts.sharing': 'dominated', 'parts.completion': 'no-data' } });
  });
  it('hidden entries have their reasons', () => {
    const entries = release.entries.map((entry) => (entry.metric === 'streak-7' ? buildHidden(entry, 'rate', 'reset') : entry));
    expect(compute({ release: { ...release, entries } })).toMatchObject({ coverage: 0.9, nulls: { 'parts.streak': 'reset' } });
  });
  it('below k employees is suppressed before anything else; without enrollments and events no-source', () => {
    const available = { facts: new Set([]), measures: new Set([]) };
    expect(compute({ employees: 9 }, { available })).toMatchObject({ status: 'suppressed', reason: 'too-few', n: 0, coverage: 0 });
    expect(compute({}, { available })).toMatchObject({ status: 'insufficient', reason: 'no-source' });
    expect(compute({ employees: 10 }).status).toBe('ok');
  });
});
