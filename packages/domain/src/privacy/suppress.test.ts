import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suppress } from './suppress.ts';
import type { Cell } from './suppress.ts';

const total = (cells: readonly Cell[]) => cells.reduce((all, { n }) => all + n, 0);
const shown = (cells: readonly Cell[], k = 10) => {
  const result = suppress(cells, total(cells), k);
  return { cells: result.cells.filter(({ n }) => n !== null).map(({ id, n }) => `${id}${n}`), total: result.total };
};
const parse = (text: string): Cell[] =>
  text.split(' ').map((word) => ({ id: word.charAt(0), n: Number.parseInt(word.slice(1), 10), ...(word.endsWith('!') ? { hide: true } : {}) }));

describe('suppress', () => {
  it.each([
    ['a10 b5', 6, [], 15], ['a12 b3 c25', 10, ['c25'], 40], ['a30 b4 c4', 10, [], 38], ['a9', 10, [], null], ['a14 b14 c2', 10, ['b14'], 30],
    ['a6 b7 c20', 10, ['c20'], 33], ['a20! b15 c40', 10, ['c40'], 75], ['a25 b0', 10, [], 25], ['a11 b12', 10, ['a11', 'b12'], 23], ['a3 b4', 10, [], null],
  ] as [string, number, string[], number | null][])('%s with k %d shows %j and total %s', (text, k, cells, sum) => {
    expect(shown(parse(text), k)).toEqual({ cells, total: sum });
  });

  it('refuses cells that are no partition: 10 + 5 is not 16', () => {
    expect(() => suppress([{ id: 'a', n: 10 }, { id: 'b', n: 5 }], 16, 10)).toThrow(RangeError);
  });

  const partitions = fc.array(fc.record({ n: fc.nat(40), hide: fc.boolean() }), { maxLength: 8 })
    .map((list) => list.map(({ n, hide }, i): Cell => ({ id: `c${i}`, n, ...(hide && n % 5 === 0 ? { hide } : {}) })));
  const levels = fc.integer({ min: 1, max: 30 });

  it('is idempotent: run again on its own result with what it hid, it hides the same', () => {
    fc.assert(fc.property(partitions, levels, (cells, k) => {
      const first = suppress(cells, total(cells), k);
      const again = cells.map((cell, i): Cell => ({ id: cell.id, n: cell.n, hide: first.cells[i]?.n === null }));
      expect(suppress(again, total(cells), k)).toEqual(first);
    }));
  });
  it('does not depend on the order of cells', () => {
    fc.assert(fc.property(partitions, levels, (cells, k) => {
      const byId = (result: ReturnType<typeof suppress>) => ({ total: result.total, cells: [...result.cells].sort((a, b) => (a.id < b.id ? -1 : 1)) });
      expect(byId(suppress([...cells].reverse(), total(cells), k))).toEqual(byId(suppress(cells, total(cells), k)));
    }));
  });
  it('reveals no cell by raising k', () => {
    fc.assert(fc.property(partitions, levels, fc.nat(10), (cells, k, more) => {
      const strict = suppress(cells, total(cells), k + more);
      suppress(cells, total(cells), k).cells.forEach(({ n }, i) => {
        if (n === null) expect(strict.cells[i]?.n).toBeNull();
      });
    }));
  });
  it('with the total shown hides no cell, or at least two with at least k people', () => {
    fc.assert(fc.property(partitions, levels, (cells, k) => {
      const result = suppress(cells, total(cells), k);
      if (result.total === null) return;
      const hidden = cells.filter((_, i) => result.cells[i]?.n === null);
      if (hidden.length === 0) return;
      expect(hidden.length).toBeGreaterThanOrEqual(2);
      expect(total(hidden)).toBeGreaterThanOrEqual(k);
    }));
  });
});
