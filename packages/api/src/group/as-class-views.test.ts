import type { DistributionRows } from '@verdant/db/queries/rows';
import { describe, expect, it } from 'vitest';
import { asClassViews, hideSmall, showAll } from './as-class-views.ts';

const rows = (high: number, engaged: number, atRisk: number, without: number): DistributionRows => ({
  bands: [
    { analytic: 'engagement', band: 'highly-engaged', people: high }, { analytic: 'engagement', band: 'engaged', people: engaged },
    { analytic: 'engagement', band: 'at-risk', people: atRisk }, { analytic: 'engagement', band: null, people: without },
  ],
  medians: { engagement: 61.25 },
});
const engagement = (...args: Parameters<typeof asClassViews>) => asClassViews(...args).find(({ analytic }) => analytic === 'engagement');

describe('asClassViews', () => {
  it('shows a trainer everyone: 3 + 5 + 2 with a band and 4 without are 14', () => {
    expect(engagement(rows(3, 5, 2, 4), showAll)).toEqual({
      analytic: 'engagement', median: 61.2, unit: 'score', people: 14, insufficient: 4,
      bands: [{ band: 'highly-engaged', label: 'Highly engaged', count: 3 }, { band: 'engaged', label: 'Engaged', count: 5 },
        { band: 'at-risk', label: 'At risk', count: 2 }],
    });
  });

  it('hides a band below 10, and the next smallest with it: else the total would tell', () => {
    const view = engagement(rows(40, 30, 4, 12), hideSmall(10));
    expect(view?.bands.map(({ count }) => count)).toEqual([40, 30, null]);
    expect([view?.insufficient, view?.people]).toEqual([null, 86]);
  });

  it('hides total and median of fewer than 10', () => {
    expect(engagement(rows(9, 0, 0, 0), hideSmall(10))).toMatchObject({ people: null, median: null, insufficient: null });
  });

  it('has every analytic, also one of which nothing was calculated', () => {
    expect(asClassViews({ bands: [], medians: {} }, showAll)).toHaveLength(6);
  });
});
