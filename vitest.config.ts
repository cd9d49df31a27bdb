/** The test runner: every `*.test.ts`, on the sources, in Node. */
import { defineConfig } from 'vitest/config'
import { ends, missingBrowser } from './house/ends.ts'

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
          // Without a browser the test command names each of these files as skipped.
          include: missingBrowser() === undefined ? ends : [],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
