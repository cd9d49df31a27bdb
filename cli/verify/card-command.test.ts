/** Tests of `greengate card`: a card from a file, its decision as JSON, and nothing of its number anywhere. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runGreengate } from '../program.ts'

const vectors = new URL('../../test-vectors/', import.meta.url).pathname
let folder: string
let printed: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'card-'))
  printed = ''
  const { jwk } = JSON.parse(readFileSync(`${vectors}keys/group-east.json`, 'utf8')) as {
    readonly jwk: object
  }
  withKey = ['--station-keys', join(folder, 'group.jwk')]
  writeFileSync(join(folder, 'group.jwk'), JSON.stringify(jwk), { mode: 0o600 })
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      printed += String(text)
      return true
    })
  }
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

const card = { type: 'passport', number: 'E10000000', source: 'chip' }
const run = (value: unknown, ...more: readonly string[]): Promise<number> => {
  const file = join(folder, 'card.json')
  writeFileSync(file, JSON.stringify(value))
  const bundle = ['--bundle', `${vectors}bundle/population.ggb`]
  const root = ['--root', `${vectors}bundle/root-population.ggb`, '--worlds', 'test']
  const when = ['--rules', 'cn-3301', '--now', '2026-03-02T04:00:00Z']
  return runGreengate(['card', file, ...bundle, ...root, ...when, ...more])
}
let withKey: readonly string[] = []

test('who is covered and green passes, with the key of a group and not without', async () => {
  expect(await run(card, '--json', ...withKey)).toBe(0)
  expect(JSON.parse(printed)).toMatchObject({ outcome: 'pass' })
  printed = ''
  expect(await run(card, '--json')).toBe(1)
  expect(JSON.parse(printed)).toMatchObject({ reasons: [{ code: 'not-covered' }] })
  expect(printed).not.toContain(card.number)
})

test('what is measured at the gate is judged as well', async () => {
  const under = ['--rules', 'cn-3307', '--json', ...withKey]
  expect(await run(card, ...under, '--on-site', 'temperature=36.6')).toBe(0)
  printed = ''
  expect(await run(card, ...under)).toBe(1)
  expect(JSON.parse(printed)).toMatchObject({
    reasons: [{ code: 'assessed-pass' }, { code: 'fact-missing', kinds: ['temperature'] }],
  })
})

test('a folder as it is served will do', async () => {
  const bytes = readFileSync(`${vectors}bundle/population.ggb`)
  writeFileSync(join(folder, 'bundle.ggb.gz'), gzipSync(bytes))
  copyFileSync(`${vectors}bundle/root-population.ggb`, join(folder, 'root.ggb'))
  const file = join(folder, 'card.json')
  writeFileSync(file, JSON.stringify(card))
  const when = ['--rules', 'cn-3301', '--now', '2026-03-02T04:00:00Z', '--worlds', 'test']
  expect(await runGreengate(['card', file, '--bundle', folder, ...when, ...withKey])).toBe(0)
})

test.each(['zh', 'en'])('in words (%s) nothing is told of the number', async (language) => {
  expect(await run({ ...card, source: 'typed' }, '--lang', language, ...withKey)).toBe(1)
  expect(printed).not.toContain(card.number)
  expect(printed.length).toBeGreaterThan(100)
})

test.each([
  ['of another form', { ...card, source: 'guess' }],
  ['with more than a card has', { ...card, name: 'x' }],
  ['that is none', []],
])('a card %s is the operator’s mistake', async (_, value) => {
  expect(await run(value, ...withKey)).toBe(2)
  expect(printed).not.toContain(card.number)
})
