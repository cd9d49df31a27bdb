/** Tests of COSE_Sign1 against the working group's examples and at what a reader could get wrong. */
import { describe, expect, test } from 'vitest'
import { checkOtherSignature, openOtherKey, parseOtherJwk } from '../crypto/other-key.ts'
import { fromHex, hasCorpora, readCorpus, toHex } from '../testing/corpora.ts'
import { refusal } from '../testing/refusal.ts'
import { coseSchemes, decodeCoseSign1 } from './cose.ts'

interface Example {
  readonly fail?: boolean
  readonly input: {
    readonly plaintext?: string
    readonly plaintext_hex?: string
    readonly sign0?: { readonly key: Readonly<Record<string, string>>; readonly external?: string }
  }
  readonly intermediates: { readonly ToBeSign_hex: string }
  readonly output: { readonly cbor: string }
}

const limits = { maxBytes: 4096 }
const [algorithm, kid] = ['0126', '04423131']
const [header, payload, signature] = ['43a10126', '4101', '4102']

/** The examples' keys have their coordinates in base64url or in hexadecimal. */
function keyOf(key: Readonly<Record<string, string>>) {
  const base64url = (name: string): unknown => {
    const hex = key[`${name}_hex`]
    return hex === undefined ? key[name] : Buffer.from(hex, 'hex').toString('base64url')
  }
  return openOtherKey(parseOtherJwk({ ...key, x: base64url('x'), y: base64url('y') }))
}

async function isGenuine({ input, output }: Example): Promise<boolean> {
  const external = fromHex(input.sign0?.external ?? '')
  const decoded = decodeCoseSign1(fromHex(output.cbor), limits, external)
  const scheme = coseSchemes.get(decoded.algorithm)
  if (scheme === undefined) return false
  const key = keyOf(input.sign0?.key ?? {})
  return checkOtherSignature(key, scheme, decoded.signature, decoded.signed)
}

describe.skipIf(!hasCorpora)('corpora: cose-wg-examples', () => {
  test('every COSE_Sign1 holds or fails as it must, over the very bytes that it should', async () => {
    const index = readCorpus('cose-wg-examples/index.json') as readonly {
      readonly file: string
      readonly kind: readonly string[]
    }[]
    const files = index.filter(({ kind }) => kind.includes('sign0')).map(({ file }) => file)
    const figures = { holds: 0, fails: 0 }
    for (const file of files) {
      const example = readCorpus(`cose-wg-examples/${file}`) as Example
      const mustFail = example.fail === true
      expect([file, await isGenuine(example)]).toEqual([file, !mustFail])
      figures[mustFail ? 'fails' : 'holds']++
      if (mustFail) continue
      const { input, output, intermediates } = example
      const external = fromHex(input.sign0?.external ?? '')
      const decoded = decodeCoseSign1(fromHex(output.cbor), limits, external)
      expect(toHex(decoded.signed)).toBe(intermediates.ToBeSign_hex.toLowerCase())
      const { plaintext = '', plaintext_hex = Buffer.from(plaintext).toString('hex') } = input
      expect(toHex(decoded.payload)).toBe(plaintext_hex.toLowerCase())
    }
    console.log(`corpora: cose-wg-examples sign1 ${JSON.stringify(figures)}, of ${files.length}`)
    expect(Math.min(figures.holds, figures.fails)).toBeGreaterThan(0)
  })

  test('examples of other structures are refused, or name no way of signing', () => {
    const index = readCorpus('cose-wg-examples/index.json') as readonly {
      readonly file: string
      readonly kind: readonly string[]
    }[]
    const others = index.filter(({ kind }) => !kind.includes('sign0'))
    const taken = others.filter(({ file }) => {
      const { output } = readCorpus(`cose-wg-examples/${file}`) as Example
      const read = () => decodeCoseSign1(fromHex(output.cbor), limits)
      // Without its tag, a COSE_Mac0 has the form of a COSE_Sign1.
      return refusal(read) === undefined && coseSchemes.has(read().algorithm)
    })
    console.log(`corpora: cose-wg-examples other structures ${others.length} refused`)
    expect(taken).toEqual([])
  })
})

test.each([
  ['tag 18', 'd2'],
  ['tag 61 around tag 18', 'd83dd2'],
  ['tag 61 alone', 'd83d'],
  ['no tag', ''],
])('%s is read', (_name, tags) => {
  const decoded = decodeCoseSign1(fromHex(`${tags}84${header}a0${payload}${signature}`), limits)
  expect([decoded.algorithm, toHex(decoded.payload), toHex(decoded.signature)]).toEqual([
    -7,
    '01',
    '02',
  ])
})

test.each([
  ['another tag', `d9998284${header}a0${payload}${signature}`],
  ['tag 98, of several signers', `d86284${header}a0${payload}${signature}`],
  ['tag 18 around tag 61', `d2d83d84${header}a0${payload}${signature}`],
  ['tag 18 twice', `d2d284${header}a0${payload}${signature}`],
  ['an array of three', `83${header}a0${payload}`],
  ['an array of five', `85${header}a0${payload}${signature}00`],
  ['a payload that is detached', `84${header}a0f6${signature}`],
  ['a signature in text', `84${header}a0${payload}6102`],
  ['an unprotected header in bytes', `84${header}41a0${payload}${signature}`],
  ['a protected header that is a map', `84a10126a0${payload}${signature}`],
  ['a protected header that is no map in bytes', `844100a0${payload}${signature}`],
  ['a protected header with trailing bytes', `8444a1012600a0${payload}${signature}`],
  ['a label doubled in the protected header', `8445a2012601 26a0${payload}${signature}`],
  ['a critical parameter that nobody knows', `8446a2012602811863a0${payload}${signature}`],
  ['no critical parameter in a list of them', `8445a201260280a0${payload}${signature}`],
  ['critical parameters beside what is signed', `84${header}a1028101${payload}${signature}`],
])('%s is refused', (_name, hex) => {
  const bytes = fromHex(hex.replaceAll(' ', ''))
  expect(refusal(() => decodeCoseSign1(bytes, limits))).toBe('ERR_CBOR_MALFORMED')
})

test('a critical parameter that we know is met', () => {
  const hex = `8446a20126028101a0${payload}${signature}`
  expect(decodeCoseSign1(fromHex(hex), limits).algorithm).toBe(-7)
})

test('what is protected comes before what is not', () => {
  const both = '8447a201260442aaaa'
  const decoded = decodeCoseSign1(fromHex(`${both}a2013824${kid}${payload}${signature}`), limits)
  expect([decoded.algorithm, toHex(decoded.kid ?? new Uint8Array())]).toEqual([-7, 'aaaa'])
})

test('a parameter that is only beside what is signed is taken', () => {
  const decoded = decodeCoseSign1(fromHex(`8440a2${algorithm}${kid}${payload}${signature}`), limits)
  expect([decoded.algorithm, toHex(decoded.kid ?? new Uint8Array())]).toEqual([-7, '3131'])
})

test.each(['40', '41a0', '42bfff', '42b800'])(
  'a header without parameters, written %s, is signed as no bytes',
  (written) => {
    const decoded = decodeCoseSign1(fromHex(`84${written}a0${payload}${signature}`), limits)
    expect(toHex(decoded.signed)).toBe('846a5369676e61747572653140404101')
  },
)

test('a number for a kid and a text for an algorithm name nothing', () => {
  const decoded = decodeCoseSign1(
    fromHex(`8440a201614104 01${payload}${signature}`.replace(' ', '')),
    limits,
  )
  expect([decoded.algorithm, decoded.kid]).toEqual([undefined, undefined])
})
