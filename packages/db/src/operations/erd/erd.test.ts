import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { areas } from './areas.ts';
import { readSchema } from './read-schema.ts';
import { renderErd } from './render-erd.ts';

let db: TestDatabase;
beforeAll(async () => { db = await createTestDatabase(); });
afterAll(() => db.close());

describe('docs/erd.md', () => {
  it('shows the live schema; if not, run: npm run db:erd', async () => {
    const file = readFileSync(fileURLToPath(new URL('../../../../../docs/erd.md', import.meta.url)), 'utf8');
    expect(file).toBe(renderErd(await readSchema(db.owner), areas));
  });

  it('has every table once, with its columns, and only words that the diagrams understand', async () => {
    const schema = await readSchema(db.owner);
    const text = renderErd(schema, areas);
    for (const { name, columns } of schema.tables) {
      const [, body] = new RegExp(`^  ${name} \\{\\n([^}]*)^  \\}`, 'm').exec(text) ?? [];
      expect(body?.trim().split('\n'), name).toHaveLength(columns.length);
      expect(text.split(`\n  ${name} {`), name).toHaveLength(2);
    }
    const diagrams = [...text.matchAll(/```mermaid\nerDiagram\n([^`]*)```/g)].flatMap(([, diagram]) => diagram?.trimEnd().split('\n') ?? []);
    expect(diagrams.length).toBeGreaterThan(400);
    for (const line of diagrams) {
      expect(line).toMatch(
        /^ {2}\w+ \{$|^ {2}\}$|^ {4}[a-z0-9_[\]]+ \w+( (PK|FK|UK)(, (FK|UK))*)?( "or null")?$|^ {2}\w+ (\|\||\|o)--(o\{|o\|) \w+ : "[\w, ]+"$/,
      );
    }
  });
});

describe('renderErd', () => {
  const column = { name: 'id', type: 'timestamp with time zone', notNull: false, key: true, reference: true, unique: false };
  const reference = { columns: ['organization_id', 'user_id'], parent: 'users', required: false, single: true };

  it('draws a reference that may be missing and has at most one child as |o--o|', () => {
    const text = renderErd({ tables: [{ name: 'notes', partitionedBy: null, columns: [column], references: [reference] }], views: [] }, [
      { name: 'Area', about: 'About.', tables: ['notes'] },
    ]);
    expect(text).toContain('  notes {\n    timestamptz id PK, FK "or null"\n  }\n  users |o--o| notes : "user_id"');
  });

  it('refuses a table that no area has', () => {
    expect(() => renderErd({ tables: [{ name: 'notes', partitionedBy: null, columns: [], references: [] }], views: [] }, [])).toThrow(
      'The table notes belongs to no area',
    );
  });
});
