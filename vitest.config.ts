import { defineConfig } from 'vitest/config';

const patience = { testTimeout: 60_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rooms', include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.{ts,tsx}'],
          globalSetup: ['packages/db/src/testing/global-setup.ts'], ...patience,
        },
      },
      { test: { name: 'journeys', include: ['e2e/**/*.test.ts'], globalSetup: ['e2e/global-setup.ts'], fileParallelism: false, ...patience } },
    ],
    coverage: {
      provider: 'v8',
      reporter: ['json-summary'],
      include: ['packages/*/src/**/*.ts', 'apps/server/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/testing/**'],
    },
  },
});
