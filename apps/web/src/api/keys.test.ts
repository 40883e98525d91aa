import { describe, expect, it } from 'vitest';
import { historyPrefix, meKey, statusKey } from './keys.ts';
import { queries } from './queries.ts';

describe('keys', () => {
  it('are what tRPC builds for the same questions', () => {
    expect(queries.me().queryKey).toEqual(meKey);
    expect(queries.status().queryKey).toEqual(statusKey);
    expect(queries.history(20).queryKey.slice(0, 1)).toEqual([...historyPrefix]);
  });
});
