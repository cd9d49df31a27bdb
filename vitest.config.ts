/** The test runner: every `*.test.ts`, on the sources, in Node. */
import { defineConfig } from 'vitest/config'
import { alone, cameras, ends, missingBrowser } from './house/ends.ts'

/** Without a browser the test command names each of these files as skipped. */
const drives = (name: string, include: readonly string[], exclude: readonly string[]) => ({
  extends: true as const,
  test: {
    name,
    include: missingBrowser() === undefined ? [...include] : [],
    exclude: ['**/node_modules/**', ...exclude],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    sequence: { groupOrder: 1 },
  },
})

/** Only a hang lasts as long: what takes twenty seconds by itself takes four times as long on a machine that is busy. */
const patience = { testTimeout: 300_000, hookTimeout: 300_000 }

const conditions = ['source', 'node', 'import', 'module', 'default']
const notOurs = ['**/node_modules/**', '**/dist/**', 'artifacts/**']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['source'] } },
  test: {
    environment: 'node',
    exclude: notOurs,
    setupFiles: ['house/seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What comes by a cable or a process comes at any instant: looked for so often, nobody waits long for it;
    // and for as long as a machine may need that has much else to do.
    expect: { poll: { interval: 20, timeout: 30_000 } },
    projects: [
      // Files share a worker and Node loads the sources itself, once for all of them: half the work of the whole run.
      {
        extends: true,
        test: {
          name: 'unit',
          ...patience,
          include: ['**/*.test.ts'],
          exclude: [...notOurs, ...ends, ...alone],
          isolate: false,
          // The others have a process each.
          setupFiles: ['house/put-back.ts'],
          experimental: { viteModuleRunner: false },
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          ...patience,
          include: [...alone],
          exclude: notOurs,
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      // One camera at a time: two cores, and a camera that must keep its frame rate.
      drives('cameras', cameras, []),
      drives('pages', ends, cameras),
    ],
  },
})
