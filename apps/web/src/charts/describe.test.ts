import { describe, expect, it } from 'vitest';
import { describeRanking, describeSeries } from './describe.ts';

const percent = (value: number) => `${value} %`;

describe('describeSeries', () => {
  it('says direction, first, last and extremes, and passes over gaps', () => {
    const points = [{ label: 'Mon', y: 40 }, { label: 'Tue', y: null }, { label: 'Wed', y: 10 }, { label: 'Thu', y: 60 }];
    expect(describeSeries('Mastery', points, percent)).toBe('Mastery rose from 40 % (Mon) to 60 % (Thu); lowest 10 % (Wed), highest 60 % (Thu).');
  });
  it('has words for nothing, one value and no change', () => {
    expect(describeSeries('Mastery', [{ label: 'Mon', y: null }], percent)).toBe('Mastery: no values yet.');
    expect(describeSeries('Mastery', [{ label: 'Mon', y: 5 }], percent)).toBe('Mastery: 5 % on Mon.');
    expect(describeSeries('Mastery', [{ label: 'Mon', y: 5 }, { label: 'Tue', y: 5 }], percent)).toContain('stayed at 5 %');
  });
});

describe('describeRanking', () => {
  it('names highest and lowest, never what is missing', () => {
    const items = [{ label: 'A', value: 3, text: '3 of 4' }, { label: 'B', value: null, text: '–' }, { label: 'C', value: 1, text: '1 of 4' }];
    expect(describeRanking('Skills', items)).toBe('Skills: 2 values, highest A with 3 of 4, lowest C with 1 of 4.');
  });
});
