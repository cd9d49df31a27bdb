/** The page of the format: its worked example is the pinned vector, and its table of reasons is the library's. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { reasons } from 'greengate'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const page = read('docs/format.md')

/** What stands in the block of a name. */
const block = (name: string): string =>
  new RegExp(`\`\`\`${name}\\n([^]*?)\`\`\``).exec(page)?.[1] ?? ''
/** The bytes at the beginning of each line of a block. */
const bytes = (name: string): string =>
  [...block(name).matchAll(/^\s*([0-9a-f]+)/gm)].map(([, hex]) => hex).join('')

interface Encoded {
  readonly id: string
  readonly presentationId: string
  readonly stages: Readonly<Record<'cose' | 'payload' | 'sigStructure' | 'text', string>>
}
const vector = (file: string, id: string): Encoded => {
  const { cases } = JSON.parse(read(`test-vectors/credential/${file}.json`)) as {
    readonly cases: readonly Encoded[]
  }
  return cases.find((one) => one.id === id) as Encoded
}

test('the worked example is the pinned vector, byte for byte', () => {
  const { stages, presentationId } = vector('size-reference', 'size-reference')
  expect(bytes('code')).toBe(stages.cose)
  expect(bytes('signed')).toBe(stages.sigStructure)
  expect(block('text').trim()).toBe(stages.text)
  expect(page).toContain(presentationId)
  const { jwk } = JSON.parse(read('test-vectors/keys/issuer-good.json')) as {
    readonly jwk: { readonly x: string }
  }
  expect(page).toContain(`{"crv":"Ed25519","kty":"OKP","x":"${jwk.x}"}`)
})

test('the claim with facts is that of its vector', () => {
  const { stages } = vector('encode', 'encode-facts')
  expect(stages.payload.endsWith(`3a00010000${bytes('claim')}`)).toBe(true)
  expect(bytes('claim').length).toBeGreaterThan(100)
})

test('the table of reasons is the library’s, in its order', () => {
  const [, table = ''] = /\*\*6\.9[^]*?\n\n([^]*?)\n\n/.exec(page) ?? []
  const listed = [...table.matchAll(/^\| (6\.\d) \| (\w+) \| (.*) \|$/gm)].flatMap(
    ([, section, outcome, codes = '']) =>
      [...codes.matchAll(/`([a-z-]+)`/g)].map(([, code]) => [code, outcome, section]),
  )
  expect(listed).toEqual(
    Object.entries(reasons).map(([code, { outcome, section }]) => [code, outcome, section]),
  )
})
