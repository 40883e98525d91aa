import { describe, expect, it } from 'vitest';
import { cohortsPerViewerAndDay, mayCompare, mayOpen, mayShow, widerCohort } from './may-show.ts';

const entry = (size: number, k = 10) => ({ hiddenBecause: null, size, k });

describe('mayShow', () => {
  it('(l) cohort of 10, viewer a member: 9 others, suppressed', () => {
    expect(mayShow(entry(10), { isMember: true })).toBe(false);
  });
  it('(l) cohort of 10, viewer outside: 10 others, shown', () => {
    expect(mayShow(entry(10), { isMember: false })).toBe(true);
  });
  it('(l) cohort of 11: 10 or 11 others, shown to both', () => {
    expect([mayShow(entry(11), { isMember: true }), mayShow(entry(11), { isMember: false })]).toEqual([true, true]);
  });
  it('a hidden entry is shown to nobody, whatever its size', () => {
    expect(mayShow({ hiddenBecause: 'differencing', size: 400, k: 10 }, { isMember: false })).toBe(false);
  });
  it('with k 20, 20 people are enough for an outsider only', () => {
    expect([mayShow(entry(20, 20), { isMember: true }), mayShow(entry(20, 20), { isMember: false })]).toEqual([false, true]);
  });
});

describe('mayCompare', () => {
  const learner = { comparison: 'in' as const, cohortIds: new Set(['path:a', 'department:a']) };
  it.each([
    ['peers', 'peers', true], ['path:a', 'peers', true], ['path:b', 'peers', false], ['department:a', 'admin', false], ['org', 'admin', false],
  ] as const)('opens %s of audience %s: %s', (id, audience, may) => {
    expect(mayCompare({ id, audience }, learner)).toBe(may);
  });
  it('opens nothing for who has not opted in', () => {
    expect(mayCompare({ id: 'peers', audience: 'peers' }, { ...learner, comparison: 'out' })).toBe(false);
  });
});

describe('widerCohort', () => {
  it.each([
    ['path:a', 'peers', undefined, 'peers'], ['role:a', 'peers', 'peers', 'peers'], ['peers', 'peers', undefined, null],
    ['course:a', 'admin', undefined, 'org'],
    ['team:a', 'admin', 'department:b', 'department:b'], ['department:b', 'admin', 'org', 'org'], ['org', 'admin', undefined, null],
  ] as const)('of %s (%s, within %s) is %s', (id, audience, whole, wider) => {
    expect(widerCohort({ id, audience, ...(whole === undefined ? {} : { dimension: { name: 'any', whole } }) })).toBe(wider);
  });
});

describe('mayOpen', () => {
  const opened = new Set(Array.from({ length: cohortsPerViewerAndDay }, (_, i) => `path:${i}`));
  it('the 21st cohort of a day stays closed, one of the 20 opens again', () => {
    expect([mayOpen('path:20', opened), mayOpen('path:19', opened), mayOpen('path:20', new Set([...opened].slice(1)))]).toEqual([false, true, true]);
  });
});
