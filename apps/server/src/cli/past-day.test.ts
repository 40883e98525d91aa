import { describe, expect, it } from 'vitest';
import { readPastDay } from './past-day.ts';
import { CommandError } from './with-installation.ts';

const today = '2026-03-31';

describe('readPastDay', () => {
  it('takes days that have ended, leap days too', () => {
    for (const day of ['2014-03-01', '2026-03-30', '2024-02-29', '1970-01-01']) expect(readPastDay(day, today)).toBe(day);
  });

  it.each([
    ['yesterday', '"yesterday" is no day; write it like 2014-03-01.'], ['', '"" is no day; write it like 2014-03-01.'],
    ['2014-3-1', '"2014-3-1" is no day; write it like 2014-03-01.'], ['2014-02-30', '"2014-02-30" is no day; write it like 2014-03-01.'],
    ['2014-13-01', '"2014-13-01" is no day; write it like 2014-03-01.'], ['2023-02-29', '"2023-02-29" is no day; write it like 2014-03-01.'],
    ['0001-01-01', '0001-01-01 is too long ago; no facts are older than 1970-01-01.'],
    ['2026-03-31', '2026-03-31 has not ended yet; choose a day before 2026-03-31, or leave out --as-of for the numbers of now.'],
    ['2027-01-01', '2027-01-01 has not ended yet; choose a day before 2026-03-31, or leave out --as-of for the numbers of now.'],
  ])('refuses %j in one sentence', (text, sentence) => {
    expect(() => readPastDay(text, today)).toThrow(new CommandError(sentence));
  });
});
