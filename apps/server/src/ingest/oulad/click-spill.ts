import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTable, type ReadOptions, type TableCount } from '../read-table.ts';
import { RowError } from '../row.ts';
import type { OuladCatalogue } from './load-catalogue.ts';
import type { OuladStudents } from './load-students.ts';
import { pickPresentation, presentationKey, type Presentation } from './presentation.ts';
import type { OuladTables } from './tables.ts';

/** Clicks of one student on one site on one day, summed over the rows that say so. */
export type DayClicks = { presentation: Presentation; student: string; site: string; day: number; clicks: number };

const bufferedBytes = 32_768;
const daysPerBucket = 7;

type Bucket = { path: string; presentation: Presentation; week: number; rows: number; buffer: string };

/**
 * ClickSpill sorts click rows into files of one week of one presentation, so that rows of one student, site and day meet in flat memory whatever order
 * they came in.
 */
export class ClickSpill {
  readonly #folder = mkdtempSync(join(tmpdir(), 'verdant-oulad-'));
  readonly #buckets = new Map<string, Bucket>();
  rows = 0;

  add(presentation: Presentation, student: string, site: string, day: number, clicks: number): void {
    const week = Math.floor(day / daysPerBucket);
    const key = `${presentation.key} ${week}`;
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      bucket = { path: join(this.#folder, String(this.#buckets.size)), presentation, week, rows: 0, buffer: '' };
      this.#buckets.set(key, bucket);
    }
    bucket.buffer += `${day},${student},${site} ${clicks}\n`;
    bucket.rows += 1;
    this.rows += 1;
    if (bucket.buffer.length > bufferedBytes) this.#flush(bucket);
  }

  /** weeks hands out one week after the other, presentation by presentation, days in order. */
  * weeks(): Generator<{ rows: number; clicks: DayClicks[] }> {
    const ordered = [...this.#buckets.values()].sort(
      (a, b) => (a.presentation.key < b.presentation.key ? -1 : a.presentation.key > b.presentation.key ? 1 : a.week - b.week)
    );
    for (const bucket of ordered) {
      this.#flush(bucket);
      const sums = new Map<string, number>();
      for (const line of readFileSync(bucket.path, 'utf8').split('\n')) {
        const space = line.indexOf(' ');
        if (space < 0) continue;
        const key = line.slice(0, space);
        sums.set(key, (sums.get(key) ?? 0) + Number(line.slice(space + 1)));
      }
      const clicks = [...sums].map(([key, sum]) => {
        const [day = '', student = '', site = ''] = key.split(',');
        return { presentation: bucket.presentation, student, site, day: Number(day), clicks: sum };
      });
      yield { rows: bucket.rows, clicks: clicks.sort((a, b) => a.day - b.day) };
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #flush(bucket: Bucket): void {
    if (bucket.buffer === '') return;
    appendFileSync(bucket.path, bucket.buffer);
    bucket.buffer = '';
  }
}

/** spillClicks reads studentVle once, checks each row and remembers the first click of those without a registration day. */
export async function spillClicks(
  tables: OuladTables, catalogue: OuladCatalogue, students: OuladStudents, wanted: string | null, spill: ClickSpill, options: ReadOptions,
): Promise<TableCount> {
  return readTable(tables.studentVle, options, (row) => {
    const presentation = pickPresentation(presentationKey(row), catalogue.known, wanted);
    if (!presentation) return false;
    const student = row.id('id_student');
    const registration = students.registrations.get(`${presentation.key}/${student}`);
    if (!registration) throw new RowError('id_student', 'unknown_student', `${student} is not in studentInfo.csv for ${presentation.key}.`);
    const site = row.id('id_site');
    if (!catalogue.sites.has(`${presentation.key}/${site}`)) throw new RowError(
      'id_site', 'unknown_site', `${site} is not in vle.csv for ${presentation.key}.`
    );
    const day = row.integer('date', -100, 1_000);
    const clicks = row.integer('sum_click', 1, 100_000);
    if (registration.registered === null && (registration.firstClick === null || day < registration.firstClick)) registration.firstClick = day;
    spill.add(presentation, student, site, day, clicks);
    return true;
  });
}
