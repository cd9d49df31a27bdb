/** The test runner: every `*.test.ts`, on the sources, in Node. */
import { defineConfig } from 'vitest/config'

const ends = ['kiosk/**/*.e2e.test.ts', 'verifier-web/**/*.e2e.test.ts']
const conditions = ['source', 'node', 'import', 'module', 'default']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['source'] } },
  test: {
    environment: 'node',
    exclude: ['**/node_modules/**', '**/dist/**', 'artifacts/**'],
    setupFiles: ['house/seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', 'artifacts/**', ...ends],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      // One browser at a time: two cores, and a camera that must keep its frame rate.
      {
        extends: true,
        test: {
          name: 'ends',
          include: ends,
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
