/** The quick start of the README, run as it stands on what `greengate demo` makes. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
let folder = ''
let demo: Demo

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-quick-start-'))
  demo = await makeDemo({ folder: join(folder, 'demo'), now: new Date() })
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('it opens the gate for who may pass, and for nobody else', async () => {
  const { people, ruleSet } = demo
  const texts = people.map(({ text }) => text)
  const { stdout } = await run(process.execPath, [
    'examples/quick-start.ts',
    join(folder, 'demo'),
    ruleSet,
    ...texts,
  ])
  const lines = stdout.trim().split('\n')
  expect(
    lines.filter((line) => line !== 'the gate opens').map((line) => line.split(':')[0]),
  ).toEqual(people.map(({ outcome }) => outcome))
  const passing = people.filter(({ outcome }) => outcome === 'pass').length
  expect(passing).toBeGreaterThan(0)
  expect(lines.filter((line) => line === 'the gate opens')).toHaveLength(passing)
})

test('the README shows it as it stands', async () => {
  const shown = /```ts\n([\s\S]*?)```/.exec(await readFile('README.md', 'utf8'))?.[1]
  expect(shown).toBe(await readFile('examples/quick-start.ts', 'utf8'))
})

test('the README of the package shows one that runs as it stands', async () => {
  const shown = /```ts\n([\s\S]*?)```/.exec(await readFile('lib/README.md', 'utf8'))?.[1] ?? ''
  await symlink(resolve('node_modules'), join(folder, 'node_modules'))
  await writeFile(join(folder, 'quick.mts'), shown)
  const { stdout } = await run(process.execPath, ['quick.mts'], { cwd: folder })
  expect(stdout.trim().split('\n').at(-1)).toBe('the gate opens')
})
