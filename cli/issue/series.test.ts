/** Unlinkability: two scans of codes of one run share no bytes that a code of anybody else would not have as well. */
import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { decode } from 'cbor2'
import { beforeAll, expect, test } from 'vitest'
import { generateKey, jwkSigner, type Claims, type Signer } from 'greengate/issue'
import { scratch } from '../test-process.ts'
import { ensureBindingKey } from '../station/binding-key.ts'
import { makeCodes, type MadeCode } from './make-codes.ts'
import { seriesOf } from './series.ts'

const claims: Claims = {
  issuer: 'cn-3301',
  class: 'app',
  issuedAt: '2026-12-01T00:00:00Z',
  validUntil: '2026-12-02T00:00:00Z',
  assessment: {
    outcome: 'pass',
    version: 14,
    rule: 1,
    assessedAt: '2026-12-01T00:00:00Z',
    holdsUntil: '2027-01-31T00:00:00Z',
  },
  covers: [],
  facts: [],
}
const series = { count: '30', each: 'P1D' } as const
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** The bytes of a code, read as base45 says. */
const bytesOf = (text: string): Buffer => {
  const values = Array.from(text.slice(4), (each) => alphabet.indexOf(each))
  const bytes: number[] = []
  for (let i = 0; i < values.length; i += 3) {
    const [a = 0, b = 0, c] = values.slice(i, i + 3)
    const value = a + 45 * b + 2025 * (c ?? 0)
    bytes.push(...(c === undefined ? [value] : [value >> 8, value & 255]))
  }
  return Buffer.from(bytes)
}

/** Long enough that chance makes no two alike. */
const window = 5

/** All that a code holds: numbers and texts as they are, and of bytes every piece. */
const piecesOf = (value: unknown): readonly string[] => {
  if (value instanceof Uint8Array) {
    const hex = Buffer.from(value).toString('hex')
    const starts = Array.from({ length: Math.max(1, value.length - window + 1) }, (_, at) => at * 2)
    return starts.map((start) => hex.slice(start, start + window * 2))
  }
  if (value instanceof Map) return [...value].flat().flatMap(piecesOf)
  return Array.isArray(value) ? value.flatMap(piecesOf) : [`${typeof value} ${String(value)}`]
}

const scanned = ({ text }: MadeCode): ReadonlySet<string> => {
  const [header, , payload, signature] = decode<Uint8Array[]>(bytesOf(text))
  const inside = [header, payload].map((part) =>
    decode(part ?? new Uint8Array(), { preferMap: true }),
  )
  return new Set(piecesOf([...inside, signature]))
}

/** What two scans of one person have in common, and codes of another person of the same days have not. */
const linking = (mine: readonly MadeCode[], others: readonly MadeCode[]): readonly string[] => {
  const [ours, theirs] = [mine.map(scanned), others.map(scanned)]
  const found = ours.flatMap((one, i) =>
    ours.slice(i + 1).flatMap((other, k) => {
      const common = [...one].filter((piece) => other.has(piece))
      return common.filter(
        (piece) => theirs[i]?.has(piece) !== true || theirs[i + 1 + k]?.has(piece) !== true,
      )
    }),
  )
  return [...new Set(found)]
}

const folder = scratch()
let signer: Signer
beforeAll(async () => {
  signer = await jwkSigner(await generateKey('Ed25519'))
  await ensureBindingKey(folder.at('binding'), 'cn-3301', '2026-12')
  return () => folder[Symbol.asyncDispose]()
})

const issued = async (number: string, stated: Claims = claims): Promise<readonly MadeCode[]> => {
  writeFileSync(folder.at('card.txt'), number)
  const options = {
    ...series,
    tag: true,
    cardType: 'passport',
    cardNumberFile: folder.at('card.txt'),
    bindingKey: folder.at('binding'),
    commit: true,
    openingOut: folder.at('openings'),
    holderKeys: folder.at('keys'),
  } as const
  // As a status store gives them out: at random, none twice; none that is a length of whole hours, as other numbers of a code are.
  const given = new Set<number>()
  const indexed = (each: Claims): Claims => {
    let statusIndex = randomInt(65_536, 1_048_576)
    while (given.has(statusIndex) || statusIndex % 3_600 === 0) {
      statusIndex = randomInt(65_536, 1_048_576)
    }
    given.add(statusIndex)
    return { ...each, statusIndex }
  }
  return makeCodes(stated, { options, signer, name: 'claims.json', indexed })
}

test('thirty codes of one person share nothing that codes of another person do not', async () => {
  const [mine, others] = [await issued('L898902C3'), await issued('E01234567')]
  expect(mine).toHaveLength(30)
  expect(linking(mine, others)).toEqual([])
  // Each has an opening and a key of its own.
  const salts = mine.map(({ opening }) => (opening as { readonly salt: string }).salt)
  expect(new Set(salts).size).toBe(30)
  expect(new Set(mine.map(({ holderKey }) => holderKey?.x)).size).toBe(30)
})

test('a name in the claims links them, so that the test before can fail', async () => {
  const named = { ...claims, subject: { maskedName: 'Lin Mei *' } }
  expect(linking(await issued('L898902C3', named), await issued('E01234567'))).not.toEqual([])
})

test('windows follow each other without a gap, from when the claims begin', () => {
  const days = seriesOf(claims, series)
  expect(days[0]).toMatchObject({ issuedAt: claims.issuedAt, validUntil: '2026-12-02T00:00:00Z' })
  for (const [i, day] of days.slice(1).entries()) expect(day.issuedAt).toBe(days[i]?.validUntil)
  expect(seriesOf(claims, {})).toEqual([claims])
})

test.each([
  { count: '0' },
  { count: '401' },
  { count: 'many' },
  { each: 'P1D' },
  { count: '2', each: 'P1M' },
  { count: '2', each: 'PT0H' },
])('%o is refused', (options) => {
  expect(() => seriesOf(claims, options)).toThrow()
})
