import { learnerAnalyticIds } from '@verdant/domain/analytics/catalogue';
import { describe, expect, it } from 'vitest';
import { fillDays, historyLine } from './history-line.ts';
import { floorOf, trendBand } from './performance.ts';
import { levelCell } from './skill-gaps.ts';

const point = (day: string, value: number | null) => ({ day, value, version: '1' });

describe('history', () => {
  it('a missing day is a gap, not a zero and not a straight line', () => {
    expect(fillDays([point('2026-03-01', 2), point('2026-03-04', 5)])).toEqual([
      { day: '2026-03-01', value: 2 }, { day: '2026-03-02', value: null }, { day: '2026-03-03', value: null }, { day: '2026-03-04', value: 5 },
    ]);
  });
  it.each(learnerAnalyticIds)('%s: chart and table twin carry the same days', (id) => {
    const line = historyLine(id, [point('2026-03-01', 2), point('2026-03-03', 5)]);
    expect(line?.series[0]?.points.map(({ y }) => y)).toEqual([2, null, 5]);
    expect(line?.table.rows.map((row) => row[0])).toEqual(['3 Mar 2026', '2 Mar 2026', '1 Mar 2026']);
    expect(line?.table.rows.map((row) => row[1])).toEqual(['5', '–', '2']);
  });
  it('needs two days with a value', () => {
    expect(historyLine('mastery', [point('2026-03-01', 2), point('2026-03-02', null)])).toBeNull();
    expect(historyLine('mastery', [])).toBeNull();
  });
});

describe('trendBand', () => {
  const attempts = (pcts: number[]) => pcts.map((pct, index) => ({ id: `${index}`, assessmentId: 'a', courseId: null, occurredAt: '2026-03-01T00:00:00.000Z', pct, passed: true, durationMin: null }));
  it('runs through the median at the middle and stays within 0 to 100', () => {
    const band = trendBand({ slope: 10, slopeInterval: [5, 30], last10: attempts([60, 70, 80]) });
    expect(band?.[1]).toEqual({ index: 1, lo: 70, mid: 70, hi: 70 });
    expect(band?.[2]).toEqual({ index: 2, lo: 75, mid: 80, hi: 100 });
    expect(band?.[0]).toEqual({ index: 0, lo: 40, mid: 60, hi: 65 });
  });
  it('is absent without a slope', () => expect(trendBand({ slope: null, slopeInterval: null, last10: attempts([60, 70]) })).toBeNull());
});

describe('floorOf', () => {
  it.each([[[78, 91], 60], [[12, 90], 0], [[100], 80]])('of %j is %i', (pcts, floor) => expect(floorOf(pcts)).toBe(floor));
});

describe('levelCell', () => {
  it('tells reached, target, missing and beyond apart by words and mark', () => {
    expect(levelCell(1.5, 3, 1)).toMatchObject({ text: 'Beginner: reached' });
    expect(levelCell(1.5, 3, 2)).toMatchObject({ step: 2, text: 'Intermediate: not reached' });
    expect(levelCell(1.5, 3, 3)).toMatchObject({ step: 1, mark: '↑', text: 'Advanced: target, not reached' });
    expect(levelCell(1.5, 3, 4)).toMatchObject({ step: 0, text: 'Expert: beyond the target' });
    expect(levelCell(3.2, 3, 3)).toMatchObject({ mark: '•', text: 'Advanced: reached, target' });
  });
});
