import { createHash } from 'node:crypto';

/** What a part of a backup holds: rows, and the SHA-256 of their lines as hexadecimal text. */
export type Contents = { rows: number; sha256: string };

const newline = 10;

/** countLines counts the ends of lines in a piece of text. */
export function countLines(piece: Buffer): number {
  let lines = 0;
  for (let at = piece.indexOf(newline); at >= 0; at = piece.indexOf(newline, at + 1)) lines += 1;
  return lines;
}

/** LineDigest counts and hashes lines as they come by: in PostgreSQL's text format a row is one line, ends of lines inside values are escaped. */
export class LineDigest {
  readonly #hash = createHash('sha256');
  #rows = 0;

  update(piece: Buffer): void {
    this.#hash.update(piece);
    this.#rows += countLines(piece);
  }

  /** What came by so far; afterwards nothing more may. */
  end(): Contents {
    return { rows: this.#rows, sha256: this.#hash.digest('hex') };
  }
}

/** digestOf counts and hashes a whole stream. */
export async function digestOf(source: AsyncIterable<Buffer>): Promise<Contents> {
  const digest = new LineDigest();
  for await (const piece of source) digest.update(piece);
  return digest.end();
}
