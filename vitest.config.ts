/** The test runner: every `*.test.ts`, on the sources, in Node. */
import { defineConfig } from 'vitest/config'
import { cameras, ends, missingBrowser } from './house/ends.ts'

/** Without a browser the test command names each of these files as skipped. */
const drives = (name: string, include: readonly string[], exclude: readonly string[]) => ({
  extends: true as const,
  test: {
    name,
    include: missingBrowser() === undefined ? [...include] : [],
    exclude: ['**/node_modules/**', ...exclude],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
    sequence: { groupOrder: 1 },
  },
})

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
      // One camera at a time: two cores, and a camera that must keep its frame rate.
      drives('cameras', cameras, []),
      drives('pages', ends, cameras),
    ],
  },
})
