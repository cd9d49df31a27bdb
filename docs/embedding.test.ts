/** The page for embedders: it shows the examples as they stand, and its gate in another language speaks the protocol. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { greengate, scratch } from '../cli/test-process.ts'
import { writeFileSync } from 'node:fs'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs/embedding.md'), 'utf8')

test.each([
  'examples/node-gate/gate.ts',
  'examples/browser/open-verifier.ts',
  'examples/mini-program/gate.js',
])('%s stands there as it is', (path) => {
  const [, shown] = new RegExp(`\`${path}\`:\n\n\`\`\`[a-z]+\n([\\s\\S]*?)\`\`\``).exec(page) ?? []
  expect(shown).toBe(readFileSync(join(root, path), 'utf8'))
})

test('a gate in Python speaks as it must, and is at fault only for opening for nobody', async (context) => {
  const program = '--version'
  try {
    execFileSync('python3', [program])
  } catch {
    return context.skip('this machine has no Python')
  }
  await using folder = await Promise.resolve(scratch())
  const [, script = ''] = /```python\n([\s\S]*?)```/.exec(page) ?? []
  writeFileSync(folder.at('gate.py'), script)
  const flags = ['--json', '--only', 'validity,card', '--rounds', '20']
  const run = await greengate(['conformance', ...flags, 'python3', folder.at('gate.py')])
  const { faults } = JSON.parse(run.stdout) as { faults: readonly { readonly fault: string }[] }
  expect(run.code).toBe(1)
  expect(faults.map(({ fault }) => fault)).toEqual(['opened-for-nobody'])
})
