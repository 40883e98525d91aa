import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../line-digest.ts';
import { LineReader } from './line-reader.ts';

async function* inPieces(text: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let start = 0;
  for (const size of sizes) {
    yield text.subarray(start, start + size);
    start += size;
  }
  yield text.subarray(start);
}

async function textOf(pieces: AsyncIterable<Buffer>): Promise<string> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}

const line = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\n', '\\n'));

describe('LineReader', () => {
  it('cuts a stream into the asked numbers of lines, however it comes in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(line, { maxLength: 6 }), { maxLength: 6 }), fc.array(fc.nat(20), { maxLength: 30 }), async (parts, sizes) => {
        const textOfPart = (part: readonly string[]) => part.map((one) => `${one}\n`).join('');
        const reader = new LineReader(inPieces(Buffer.from(parts.map(textOfPart).join('')), sizes));
        for (const [place, part] of parts.entries()) {
          if (place % 3 === 2) await reader.skip(part.length);
          else expect(await textOf(reader.take(part.length))).toBe(textOfPart(part));
        }
        expect(await reader.isAtEnd()).toBe(true);
      }),
    );
  });

  it('says how many rows are missing: asked for 3 of 2', async () => {
    await expect(textOf(new LineReader(inPieces(Buffer.from('a\nb\n'), [1])).take(3))).rejects.toThrow('1 rows are missing at the end.');
    await expect(textOf(new LineReader(inPieces(Buffer.from('a\nb'), [])).take(2))).rejects.toThrow('1 rows are missing at the end.');
  });

  it('knows that something is left', async () => {
    const reader = new LineReader(inPieces(Buffer.from('a\nb\n'), [3]));
    await reader.skip(1);
    expect(await reader.isAtEnd()).toBe(false);
    expect(await textOf(reader.take(1))).toBe('b\n');
    expect(await reader.isAtEnd()).toBe(true);
  });
});

describe('digestOf', () => {
  it('counts lines and hashes bytes: SHA-256 of "a\\nb\\n", 2 rows, in any pieces', async () => {
    const expected = { rows: 2, sha256: '911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2' };
    for (const sizes of [[], [1], [2], [1, 1, 1, 1]]) expect(await digestOf(inPieces(Buffer.from('a\nb\n'), sizes))).toEqual(expected);
  });
});
