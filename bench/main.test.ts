/** The benchmarks start as anyone starts them: on what was built, which has no sources of the command. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('every benchmark can be loaded without the sources as a condition', () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const { status, stdout } = spawnSync(process.execPath, [main, '--help'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  expect([status, stdout.split('\n')[0]]).toEqual([0, expect.stringContaining('npm run bench')])
})
