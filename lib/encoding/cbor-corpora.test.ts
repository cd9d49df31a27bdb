/** Tests of CBOR against data that others made: what our subset says round-trips, and all else is refused by its class. */
import { describe, expect, test } from 'vitest'
import { fromHex, hasCorpora, readCorpus, toHex } from '../testing/corpora.ts'
import { refusal } from '../testing/refusal.ts'
import { decodeCbor, type CborValue } from './cbor.ts'
import { encodeCbor } from './cbor-encode.ts'

interface Example {
  readonly hex: string
  readonly roundtrip: boolean
  readonly decoded?: unknown
  readonly diagnostic?: string
}

const tags = [1, 4, 100]
const read = (hex: string): CborValue => decodeCbor(fromHex(hex), { maxBytes: 1024, tags })

/** What keeps an example out of our subset, told from its first byte by the diagram of RFC 8949; undefined: nothing does. */
const exclusion = ({ hex, roundtrip, diagnostic }: Example): string | undefined => {
  const first = parseInt(hex.slice(0, 2), 16)
  const major = first >> 5
  if (/5f|7f|9f|bf/.test(hex) && !roundtrip && major !== 7) return 'indefinite length'
  if (major === 7 && (first & 31) >= 25 && (first & 31) <= 27) return 'float'
  if (major === 7 && first !== 0xf4 && first !== 0xf5 && first !== 0xf6) return 'simple value'
  if (major === 6 && diagnostic?.startsWith('1(') === true) {
    return diagnostic.includes('.') ? 'float' : undefined
  }
  if (major === 6) return 'tag'
  if (major <= 1 && first % 32 === 27 && BigInt(`0x${hex.slice(2)}`) >= 2n ** 53n) {
    return 'integer beyond 2^53'
  }
  if (major === 5 && hex.startsWith('a2') && !roundtrip) return 'unsorted keys'
  return undefined
}

const plain = (value: CborValue): unknown => {
  if (value instanceof Map) {
    const entries = [...(value as ReadonlyMap<string, CborValue>)]
    return Object.fromEntries(entries.map(([key, item]) => [key, plain(item)]))
  }
  return Array.isArray(value) ? (value as CborValue[]).map(plain) : value
}

describe.skipIf(!hasCorpora)('corpora: cbor', () => {
  test('of appendix A, our subset round-trips, and every other example is refused', () => {
    const examples = readCorpus('cbor/appendix_a.json') as readonly Example[]
    const figures: Record<string, number> = { 'round trip': 0 }
    for (const example of examples) {
      const { hex, decoded } = example
      const why = exclusion(example)
      const code = refusal(() => read(hex))
      expect([hex, why, code]).toEqual([
        hex,
        why,
        why === undefined ? undefined : 'ERR_CBOR_MALFORMED',
      ])
      if (why === undefined) {
        expect(toHex(encodeCbor(read(hex)))).toBe(hex)
        if (decoded !== undefined) expect(plain(read(hex))).toEqual(decoded)
      }
      const name = why ?? 'round trip'
      figures[name] = (figures[name] ?? 0) + 1
    }
    console.log(`corpora: cbor appendix_a ${JSON.stringify(figures)}, of ${examples.length}`)
    expect(figures['round trip']).toBeGreaterThan(15)
  })

  test('nothing that is not well-formed is read', () => {
    const cases = readCorpus('cbor/not-well-formed.json') as readonly { readonly hex: string }[]
    const taken = cases.filter(({ hex }) => refusal(() => read(hex)) === undefined)
    console.log(
      `corpora: cbor not-well-formed ${cases.length - taken.length} of ${cases.length} refused`,
    )
    expect(taken).toEqual([])
  })

  test('no float is read, not even in its shortest form', () => {
    const cases = readCorpus('cbor/canonical-floats.json') as readonly { readonly hex: string }[]
    const taken = cases.filter(({ hex }) => refusal(() => read(hex)) === undefined)
    console.log(`corpora: cbor floats ${cases.length - taken.length} of ${cases.length} refused`)
    expect(taken).toEqual([])
  })
})

test('text that is no UTF-8 is refused though it is well-formed', () => {
  expect(refusal(() => read('62c0ae'))).toBe('ERR_CBOR_MALFORMED')
})
