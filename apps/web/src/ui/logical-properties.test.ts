import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
/** Utilities that name a physical side; start and end follow the direction of the text instead. */
const physical = /[\s"'`:](?:-?(?:ml|mr|pl|pr|left|right|border-l|border-r|rounded-l|rounded-r|rounded-tl|rounded-tr|rounded-bl|rounded-br)-[\w[]|text-left|text-right|float-left|float-right)/;

describe('layout', () => {
  it('finds the components it checks', () => expect(files.length).toBeGreaterThan(50));
  it.each(files)('%s names no physical side', (name) => {
    const classes = readFileSync(join(source, name), 'utf8').split('\n').filter((line) => line.includes('className') || line.includes('cx(') || /^\s*['"`]/.test(line));
    expect(classes.filter((line) => physical.test(line))).toEqual([]);
  });
});
