import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { ImportError } from './import-error.ts';
import type { RejectsFile } from './rejects.ts';
import { Row, RowError } from './row.ts';

export type Table = { path: string; file: string; columns: readonly string[] };
export type TableCount = { rows: number; taken: number; skipped: number; rejected: number };
export type ReadOptions = {
  rejects: RejectsFile;
  signal?: AbortSignal | undefined;
  onBytes?: ((read: number) => void) | undefined;
  /** Waited for now and then, so that what was collected can be stored before more is read. */
  pause?: (() => Promise<void>) | undefined;
};

const csvOf = (record: readonly string[]) => record.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',');
const newlinesIn = (record: readonly string[]) => record.reduce((sum, text) => sum + (text.includes('\n') ? text.split('\n').length - 1 : 0), 0);

function checkHeader(table: Table, header: readonly string[]): void {
  const missing = table.columns.filter((column) => !header.includes(column));
  if (missing.length === 0) return;
  throw new ImportError(`${table.path} is not a ${table.file} file: it lacks ${missing.join(', ')}. Expected columns: ${table.columns.join(', ')}.`);
}

/** Streams a file once: the header is checked, each record is handed on, broken records are set aside. */
class TableReader {
  readonly count: TableCount = { rows: 0, taken: 0, skipped: 0, rejected: 0 };
  readonly #table: Table;
  readonly #options: ReadOptions;
  #line = 0;
  #openQuote = false;

  constructor(table: Table, options: ReadOptions) {
    this.#table = table;
    this.#options = options;
  }

  async read(take: (row: Row, line: number) => boolean): Promise<TableCount> {
    const stream = createReadStream(this.#table.path, { highWaterMark: 1 << 18 });
    const parser = stream.pipe(parse({
      bom: true, relax_column_count: true, skip_records_with_error: true, max_record_size: 100_000,
      on_skip: (error, raw) => {
        // A quote that is never closed swallows all that follows: rows would go missing, so the file is refused.
        if (error && (error.code === 'CSV_MAX_RECORD_SIZE' || error.code === 'CSV_QUOTE_NOT_CLOSED')) this.#openQuote = true;
        else this.#skipBroken(raw ?? '');
        return undefined;
      },
    }));
    stream.on('error', (error) => parser.destroy(error));
    let header: readonly string[] | null = null;
    let row = new Row([]);
    try {
      for await (const record of parser as AsyncIterable<string[]>) {
        this.#line += 1;
        const line = this.#line;
        this.#line += newlinesIn(record);
        if (header === null) {
          header = record.map((name) => name.trim());
          checkHeader(this.#table, header);
          row = new Row(header);
        } else if (record.length > 1 || record[0] !== '') {
          this.#hand(record, header.length, line, row, take);
        }
        if (line % 2_048 === 0) {
          this.#options.signal?.throwIfAborted();
          this.#options.onBytes?.(stream.bytesRead);
          await this.#options.pause?.();
        }
      }
    } catch (error) {
      if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')) {
        throw new ImportError(`${this.#table.path} cannot be read after line ${this.#line}: ${error.message}`);
      }
      throw error;
    } finally {
      stream.destroy();
    }
    if (this.#openQuote) throw new ImportError(`${this.#table.path} cannot be read after line ${this.#line}: a quote is opened there and not closed.`);
    if (header === null) checkHeader(this.#table, []);
    return this.count;
  }

  #hand(record: readonly string[], width: number, line: number, row: Row, take: (row: Row, line: number) => boolean): void {
    this.count.rows += 1;
    try {
      if (record.length !== width) throw new RowError('', 'column_count', `${record.length} columns, expected ${width}.`);
      if (take(row.use(record), line)) this.count.taken += 1;
      else this.count.skipped += 1;
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      this.#reject(line, error, csvOf(record));
    }
  }

  #skipBroken(raw: string): void {
    this.count.rows += 1;
    this.#line += 1;
    this.#reject(this.#line, new RowError('', 'malformed', 'The row is not CSV: check its quotes.'), raw.trimEnd());
    this.#line += raw.trimEnd().split('\n').length - 1;
  }

  #reject(line: number, error: RowError, row: string): void {
    this.count.rejected += 1;
    this.#options.rejects.add({ file: this.#table.file, line, column: error.column, code: error.code, message: error.message, row });
  }
}

/** readTable streams a CSV file row by row; `take` returns false for a row that is not wanted and throws a RowError for one that cannot be taken. */
export function readTable(table: Table, options: ReadOptions, take: (row: Row, line: number) => boolean): Promise<TableCount> {
  return new TableReader(table, options).read(take);
}

/** checkTable reads the header only. */
export async function checkTable(table: Table): Promise<void> {
  const stream = createReadStream(table.path, { end: 65_535 });
  const parser = stream.pipe(parse({ bom: true, relax_column_count: true, relax_quotes: true, to: 1 }));
  stream.on('error', (error) => parser.destroy(error));
  for await (const record of parser as AsyncIterable<string[]>) {
    checkHeader(table, record.map((name) => name.trim()));
    stream.destroy();
    return;
  }
  checkHeader(table, []);
}
