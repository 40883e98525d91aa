/** All tables, for drizzle-kit and for tests that walk the schema. */
export * from './people.ts';
export * from './teaching.ts';
export * from './facts.ts';
export * from './rollups.ts';
export * from './analytics.ts';
export * from './operations.ts';
