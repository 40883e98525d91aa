import { describe, expect, it } from 'vitest';
import { mergeSearch } from './merge-search.ts';

describe('mergeSearch', () => {
  it('sets, keeps and takes out', () => {
    const before: { q?: string; page?: number; band?: string } = { q: 'a', page: 2 };
    expect(mergeSearch(before, { page: undefined, band: 'high' })).toEqual({ q: 'a', band: 'high' });
    expect(before).toEqual({ q: 'a', page: 2 });
  });
});
