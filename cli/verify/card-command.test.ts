/** Tests of `greengate card`: a card from a file, its decision as JSON, and nothing of its number anywhere. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runGreengate } from '../program.ts'

const vectors = new URL('../../test-vectors/', import.meta.url).pathname
let folder: string
let printed: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'card-'))
  printed = ''
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
const withKey = ['--group-key', `${vectors}keys/group-east.json`]

test('who is covered and green passes, with the key of a group and not without', async () => {
  expect(await run(card, '--json', ...withKey)).toBe(0)
  expect(JSON.parse(printed)).toMatchObject({ outcome: 'pass' })
  printed = ''
  expect(await run(card, '--json')).toBe(1)
  expect(JSON.parse(printed)).toMatchObject({ reasons: [{ code: 'not-covered' }] })
  expect(printed).not.toContain(card.number)
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
