import { describe, expect, it } from 'vitest';
import { readDetailSearch, readRosterSearch } from './search.ts';

describe('readRosterSearch', () => {
  it('reads what a page may carry', () => {
    const chosen = { q: 'zoe', show: 'all', sort: 'pace', dir: 'asc', page: 3, analytic: 'engagement', band: 'at-risk' };
    expect(readRosterSearch(chosen)).toEqual(chosen);
  });
  it('leaves out what makes no sense', () => {
    expect(readRosterSearch({ q: 7, sort: 'password', dir: 'up', page: -1, analytic: 'nothing', band: 'at-risk', other: 1 })).toEqual({});
  });
});

describe('readDetailSearch', () => {
  it('keeps window, chart and table view only', () => {
    expect(readDetailSearch({ window: '30d', chart: 'gauge', view: 'table', q: 'x' })).toEqual({ window: '30d', chart: 'gauge', view: 'table' });
    expect(readDetailSearch({ window: 30, view: 'list' })).toEqual({});
  });
});
