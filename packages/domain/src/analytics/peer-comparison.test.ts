import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { release } from '../privacy/release.ts';
import { people, scoreCohort } from '../privacy/testing/build-cohorts.ts';
import { buildContext } from '../testing/build-state.ts';
import { idleReasons, undeclaredNumbers, unexplainedNulls } from '../testing/check-envelope.ts';
import { chooseCohort, computePeerComparison, widerPeers } from './peer-comparison.ts';
import type { PeerComparisonState, PeerEntry } from './peer-comparison.ts';
import { peerMetrics } from './peer-comparison-value.ts';
import type { PeerMetric } from './peer-comparison-value.ts';

const day = '2026-03-30';
/** n people with 50, 52, 54 … in one metric. */
const members = (n: number) => people(1, n).map((id, i) => [id, 50 + 2 * i] as const);
const entryOf = (metric: PeerMetric, size: number, isMember: boolean, cohortId = 'peers'): PeerEntry => {
  const [entry] = release([scoreCohort(cohortId, members(size), { metric })], [], { k: 10, day, resetAfterDays: 90 }).entries;
  if (entry === undefined) throw new Error('no entry');
  return { entry, size, k: 10, isMember };
};
const learner = { comparison: 'in' as const, cohortIds: new Set(['peers', 'path:a']) };
const state = (fields: Partial<PeerComparisonState> = {}): PeerComparisonState => ({
  releaseId: day, learner, cohort: { id: 'peers' }, entries: [entryOf('performance', 12, true)], own: { performance: 61 }, ...fields,
});
const compute = (fields: Partial<PeerComparisonState>, context: Parameters<typeof buildContext>[0] = {}) =>
  computePeerComparison(state(fields), buildContext(context));
const performanceOf = (fields: Partial<PeerComparisonState>) => compute(fields).value?.metrics.find(({ metric }) => metric === 'performance');
/** The quartiles 60, 71, 82 of 22 people. */
const quarters: PeerEntry = (() => {
  const known = entryOf('performance', 22, true);
  return { ...known, entry: { ...known.entry, median: 71, p25: 60, p75: 82 } };
})();

describe('peer comparison', () => {
  it('50, 52 … 72 of 12 people: median 61, no quartiles, size 10-19; own 61 is the upper half', () => {
    const envelope = compute({});
    expect(envelope).toMatchObject({
      status: 'ok', n: 10, coverage: 0.2, releaseId: day, asOf: null, formulaVersion: 'peer-comparison@1.0.0/s1',
      nulls: { 'metrics[].own': 'no-data', 'metrics[].p25': 'too-few', 'metrics[].median': 'no-data' },
    });
    expect(envelope.value).toMatchObject({ cohortId: 'peers', releaseId: day, asOf: day, frozen: false, wider: null });
    expect(envelope.value?.metrics.map(({ metric }) => metric)).toEqual([...peerMetrics]);
    expect(performanceOf({})).toEqual({
      metric: 'performance', own: 61, median: 61, p25: null, p75: null, band: 'upper-half', sizeBand: '10-19', asOf: day, frozen: false, hiddenBecause: null,
    });
    expect(performanceOf({ own: { performance: 60 } })?.band).toBe('lower-half');
  });
  it('quartiles 60, 71, 82: own 59 q1, 59.5 is 60 q2, 60 q2, 71 q3, 82 q4; no own value has no band', () => {
    const band = (own: number | null) => performanceOf({ entries: [quarters], own: { performance: own } });
    expect([59, 59.5, 60, 71, 82].map((own) => band(own)?.band)).toEqual(['q1', 'q2', 'q2', 'q3', 'q4']);
    expect(band(59.5)).toMatchObject({ own: 60, sizeBand: '20-39' });
    expect(band(null)).toMatchObject({ own: null, median: 71, band: null, hiddenBecause: null });
    expect(compute({ entries: [quarters], own: {} }).nulls).toMatchObject({ 'metrics[].band': 'no-data' });
  });
  it('a cohort of 10 with the viewer in it leaves 9 others: suppressed; a viewer who waits outside sees it', () => {
    const inside = compute({ entries: [entryOf('performance', 10, true)] });
    expect(inside).toMatchObject({ status: 'suppressed', reason: 'too-few', value: null, n: 0, releaseId: day });
    expect(compute({ entries: [entryOf('performance', 10, false)] })).toMatchObject({ status: 'ok', n: 10 });
    expect(compute({ entries: [entryOf('performance', 11, true)] })).toMatchObject({ status: 'ok' });
  });
  it('each metric shows its own reason and day, and the newest day stands above; all frozen is frozen', () => {
    const old = entryOf('engagement', 12, true);
    const frozen: PeerEntry = { ...old, entry: { ...old.entry, frozen: true, asOf: '2026-03-01' } };
    const equal = entryOf('readiness', 12, true);
    const homogeneous: PeerEntry = { ...equal, entry: { ...equal.entry, hiddenBecause: 'homogeneous', median: null, sizeBand: null, asOf: null } };
    const both = compute({ entries: [frozen, homogeneous, entryOf('performance', 12, true), entryOf('mastery', 10, true)] });
    expect(both).toMatchObject({ coverage: 0.4, value: { asOf: day, frozen: false } });
    expect(both.value?.metrics.map(({ metric, hiddenBecause, asOf }) => [metric, hiddenBecause, asOf])).toEqual([
      ['pace28', 'no-data', null], ['engagement', null, '2026-03-01'], ['mastery', 'too-few', null], ['performance', null, day],
      ['readiness', 'homogeneous', null],
    ]);
    expect(compute({ entries: [frozen] }).value).toMatchObject({ asOf: '2026-03-01', frozen: true });
  });
  it('entries of other cohorts and of the admin’s audience are not used', () => {
    const other = entryOf('performance', 12, true, 'path:a');
    const admins = entryOf('performance', 12, true);
    const entries = [other, { ...admins, entry: { ...admins.entry, audience: 'admin' as const } }];
    expect(compute({ entries })).toMatchObject({ status: 'suppressed', reason: 'too-few' });
    expect(compute({ entries, cohort: { id: 'path:a' } })).toMatchObject({ status: 'ok', value: { cohortId: 'path:a', wider: 'peers' } });
  });
  it('a trainer looks from outside, without own values', () => {
    const seen = compute({ learner: null, own: {}, entries: [entryOf('performance', 10, false)] }, { viewer: { role: 'trainer' } });
    expect(seen).toMatchObject({ status: 'ok', value: { metrics: [{}, {}, {}, { own: null, band: null, median: 59 }, {}] } });
  });
});

describe('peer comparison that is not shown', () => {
  it('who did not opt in sees nothing', () => {
    const declined = compute({ learner: { ...learner, comparison: 'out' } });
    expect(declined).toMatchObject({ status: 'suppressed', reason: 'not-opted-in', value: null, releaseId: null });
  });
  it('a cohort of others may not be opened', () => {
    const entries = [entryOf('performance', 40, false, 'path:b')];
    expect(compute({ cohort: { id: 'path:b' }, entries })).toMatchObject({ status: 'suppressed', reason: 'too-few', value: null });
  });
  it('without a release there is nothing to compare with; without a source neither', () => {
    expect(compute({ releaseId: null })).toMatchObject({ status: 'insufficient', reason: 'no-data', need: { what: 'releases', have: 0, required: 1 } });
    const available = { facts: new Set(['courses'] as const), measures: new Set<'minutes'>() };
    expect(compute({}, { available })).toMatchObject({ status: 'insufficient', reason: 'no-source' });
  });
  it('is stale from the start when a source is', () => {
    const late = compute({}, { sources: [{ service: 'ingestion', state: 'stale', fetchedAt: null }] });
    expect(late).toMatchObject({ status: 'stale', value: { cohortId: 'peers' } });
  });
});

describe('chooseCohort', () => {
  it('is the one asked for, else the path, else the role, else all who compare', () => {
    const own = ['skill:s', 'role:r', 'path:b', 'path:a', 'peers', 'level:2'];
    expect([chooseCohort(own, 'level:2'), chooseCohort(own, null), chooseCohort(['skill:s', 'role:r'], null), chooseCohort(['skill:s'], null)])
      .toEqual(['level:2', 'path:a', 'role:r', 'peers']);
  });
  it('wider than a path, role or level are all who compare; wider than these is nothing', () => {
    expect([widerPeers({ id: 'path:a' }), widerPeers({ id: 'role:r', dimension: { name: 'role', whole: 'peers' } }), widerPeers({ id: 'peers' })])
      .toEqual(['peers', 'peers', null]);
  });
});

describe('peer comparison of anyone', () => {
  it('never tells a size, shows nothing with fewer than k others, and does not depend on the order of entries', () => {
    const one = fc.record({ metric: fc.constantFrom(...peerMetrics), size: fc.integer({ min: 8, max: 45 }), isMember: fc.boolean() });
    const all = fc.record({ entries: fc.uniqueArray(one, { selector: ({ metric }) => metric }), own: fc.option(fc.double({ min: 0, max: 100, noNaN: true })) });
    fc.assert(fc.property(all, ({ entries, own }) => {
      const made = entries.map(({ metric, size, isMember }) => entryOf(metric, size, isMember));
      const given = { entries: made, own: Object.fromEntries(peerMetrics.map((metric) => [metric, own])) };
      const envelope = compute(given);
      expect(compute({ ...given, entries: [...made].reverse() })).toEqual(envelope);
      expect(JSON.parse(JSON.stringify(envelope))).toEqual(envelope);
      const plain = ['metrics[].hiddenBecause', 'wider'];
      expect([undeclaredNumbers(envelope), unexplainedNulls(envelope, plain), idleReasons(envelope)]).toEqual([[], [], []]);
      expect(JSON.stringify(envelope)).not.toMatch(/-0[,}\]]|"size"|members/);
      for (const { metric, hiddenBecause, band } of envelope.value?.metrics ?? []) {
        const source = entries.find((entry) => entry.metric === metric);
        const others = source === undefined ? 0 : source.size - Number(source.isMember);
        expect(hiddenBecause === null).toBe(others >= 10);
        expect(band === null).toBe(hiddenBecause !== null || own === null);
      }
    }), { numRuns: 200 });
  });
});
