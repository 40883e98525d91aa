import type { Area } from './areas.ts';
import type { Schema, SchemaColumn, SchemaTable } from './read-schema.ts';

const shortTypes: Record<string, string> = { 'timestamp with time zone': 'timestamptz', 'double precision': 'float8' };

/** Words of a diagram have no spaces. */
const typeOf = (type: string) => (shortTypes[type] ?? type).replaceAll(' ', '_');

function columnLine({ name, type, notNull, key, reference, unique }: SchemaColumn): string {
  const marks = [key && 'PK', reference && 'FK', unique && 'UK'].filter((mark) => mark !== false).join(', ');
  return ['   ', typeOf(type), name, marks, notNull ? '' : '"or null"'].filter((part) => part !== '').join(' ');
}

const entity = ({ name, columns }: SchemaTable): string => [`  ${name} {`, ...columns.map(columnLine), '  }'].join('\n');

/** A parent has any number of children, or at most one; a child may do without its parent when a column of the reference may be null. */
const references = ({ name, references: own }: SchemaTable): string[] => own.map(({ parent, columns, required, single }) => {
  const named = columns.filter((column) => column !== 'organization_id' || columns.length === 1);
  return `  ${parent} ${required ? '||' : '|o'}--${single ? 'o|' : 'o{'} ${name} : "${named.join(', ')}"`;
});

function section({ name, about, tables }: Area, schema: Schema): string {
  const own = schema.tables.filter((table) => tables.includes(table.name));
  const partitioned = own.flatMap((table) => (table.partitionedBy === null ? [] : [`\`${table.name}\` is partitioned by month: ${table.partitionedBy}.`]));
  return [`## ${name}`, '', about, ...partitioned, '', '```mermaid', 'erDiagram', ...own.map(entity), ...own.flatMap(references), '```'].join('\n');
}

/**
 * renderErd writes the schema as Markdown with one diagram for each area; a table of another area that is referred to stands as its name alone. Throws for a
 * table that belongs to no area.
 */
export function renderErd(schema: Schema, areas: readonly Area[]): string {
  const placed = new Set(areas.flatMap(({ tables }) => tables));
  const lost = schema.tables.find(({ name }) => !placed.has(name));
  if (lost !== undefined) throw new Error(`The table ${lost.name} belongs to no area: declare it in a file of packages/db/src/schema.`);
  return [
    '# Entities and their relations', '',
    'Made from the live schema by `npm run db:erd`; `npm run db:erd -- --check` and a test hold it up to date.',
    'PK: part of the primary key, FK: part of a reference, UK: part of a unique rule.',
    'Every table but `sign_in_limits` is tied to its organization; references carry `organization_id` together with the columns they name.', '',
    ...areas.map((area) => `${section(area, schema)}\n`),
    '## Views', '', ...schema.views.map(({ name, materialized }) => `- \`${name}\`${materialized ? ', materialized' : ''}`), '',
  ].join('\n');
}
