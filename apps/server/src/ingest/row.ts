import type { RejectCode } from './rejects.ts';

/** A row that cannot be taken, with the column to blame. */
export class RowError extends Error {
  readonly column: string;
  readonly code: RejectCode;

  constructor(column: string, code: RejectCode, message: string) {
    super(message);
    this.column = column;
    this.code = code;
  }
}

const whole = /^-?\d{1,12}$/;
const decimal = /^-?\d{1,12}(\.\d{1,12})?$/;

/** Row reads one record by column name; an empty cell or a single question mark is a missing value. */
export class Row {
  readonly #places: ReadonlyMap<string, number>;
  #record: readonly string[] = [];

  constructor(header: readonly string[]) {
    this.#places = new Map(header.map((name, place) => [name, place]));
  }

  use(record: readonly string[]): this {
    this.#record = record;
    return this;
  }

  textOrNull(column: string): string | null {
    const text = this.#record[this.#places.get(column) ?? -1]?.trim() ?? '';
    return text === '' || text === '?' ? null : text;
  }

  text(column: string): string {
    const text = this.textOrNull(column);
    if (text === null) throw new RowError(column, 'missing', `${column} is missing.`);
    return text;
  }

  /** id reads an opaque number as text, without leading zeros or spaces. */
  id(column: string): string {
    return String(this.integer(column, 0, Number.MAX_SAFE_INTEGER));
  }

  integer(column: string, low: number, high: number): number {
    return this.#number(column, this.text(column), whole, low, high);
  }

  integerOrNull(column: string, low: number, high: number): number | null {
    const text = this.textOrNull(column);
    return text === null ? null : this.#number(column, text, whole, low, high);
  }

  numberOrNull(column: string, low: number, high: number): number | null {
    const text = this.textOrNull(column);
    return text === null ? null : this.#number(column, text, decimal, low, high);
  }

  oneOf<T extends string>(column: string, allowed: readonly T[]): T {
    const text = this.text(column);
    const found = allowed.find((value) => value === text);
    if (found === undefined) throw new RowError(column, 'unknown_value', `${column} is "${text}", expected one of ${allowed.join(', ')}.`);
    return found;
  }

  #number(column: string, text: string, pattern: RegExp, low: number, high: number): number {
    if (!pattern.test(text)) throw new RowError(column, 'not_a_number', `${column} is "${text}", expected a ${pattern === whole ? 'whole ' : ''}number.`);
    const value = Number(text);
    if (value < low || value > high) throw new RowError(column, 'out_of_range', `${column} is ${value}, expected ${low} to ${high}.`);
    return value;
  }
}
