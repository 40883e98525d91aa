import { OperationError } from '../operation-error.ts';

const newline = 10;
const nothing: Buffer = Buffer.alloc(0);

/** The place after the last of so many lines of a piece, and how many were found; the whole piece when it has too few. */
function cutAfter(piece: Buffer, lines: number): { end: number; found: number } {
  let [end, found] = [0, 0];
  while (found < lines) {
    const at = piece.indexOf(newline, end);
    if (at < 0) return { end: piece.length, found };
    [end, found] = [at + 1, found + 1];
  }
  return { end, found };
}

/** LineReader reads a stream of lines a number of lines at a time, in pieces as they come: the rows of one organization after those of another. */
export class LineReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest = nothing;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** take gives the next lines. Throws OperationError when there are fewer. */
  async *take(lines: number): AsyncGenerator<Buffer> {
    let missing = lines;
    while (missing > 0) {
      const piece = await this.#next();
      if (piece === null) throw new OperationError(`${missing} rows are missing at the end.`);
      const { end, found } = cutAfter(piece, missing);
      missing -= found;
      this.#rest = piece.subarray(end);
      yield piece.subarray(0, end);
    }
  }

  /** skip passes over the next lines. */
  async skip(lines: number): Promise<void> {
    const passed = this.take(lines);
    while ((await passed.next()).done !== true);
  }

  /** isAtEnd tells whether nothing is left. */
  async isAtEnd(): Promise<boolean> {
    const piece = await this.#next();
    this.#rest = piece ?? nothing;
    return piece === null;
  }

  async #next(): Promise<Buffer | null> {
    const rest = this.#rest;
    this.#rest = nothing;
    if (rest.length > 0) return rest;
    for (;;) {
      const { value, done } = await this.#source.next();
      if (done === true) return null;
      if (value.length > 0) return value;
    }
  }
}
