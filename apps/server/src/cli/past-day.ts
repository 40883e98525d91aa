import type { Day } from '@verdant/domain/time/day';
import { CommandError } from './with-installation.ts';

const earliest = '1970-01-01';

/** readPastDay reads a calendar day `YYYY-MM-DD` that has ended, or says in one sentence what is wrong with it. */
export function readPastDay(text: string, today: Day): Day {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // A day such as 30 February is read as one of March: only what is written back alike is a day.
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) throw new CommandError(`"${text}" is no day; write it like 2014-03-01.`);
  if (text < earliest) throw new CommandError(`${text} is too long ago; no facts are older than ${earliest}.`);
  if (text >= today) throw new CommandError(`${text} has not ended yet; choose a day before ${today}, or leave out --as-of for the numbers of now.`);
  return text;
}
