/** Tests of HCERT against codes that others made: the member states' test data, WHO's, and the cases of the schemas. */
import { readFileSync } from 'node:fs'
import { createPublicKey } from 'node:crypto'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { beforeAll, describe, expect, test } from 'vitest'
import { openOtherKey, parseOtherJwk } from '../../crypto/other-key.ts'
import { decodeBase45 } from '../../encoding/base45.ts'
import { decodeAnyCbor } from '../../encoding/cbor-any.ts'
import { jsonOfCbor } from '../../encoding/cbor-json.ts'
import { inflateZlib } from '../../encoding/inflate.ts'
import { fromHex, hasCorpora, listCorpus, readCorpus, toHex } from '../../testing/corpora.ts'
import { anyKey, authoritiesOf, keyOfCertificate } from '../../testing/dcc-authorities.ts'
import { refusal } from '../../testing/refusal.ts'
import { noAuthorities } from '../../trust/authorities.ts'
import type { OtherCredential, Proof, UndecodedCode } from '../format.ts'
import { isDcc } from './check-dcc.ts'
import { hcert } from './hcert.ts'

interface Listed {
  readonly file: string
  readonly expected: Readonly<Record<string, boolean | undefined>>
  readonly disputed?: Readonly<Record<string, unknown>>
}

interface RawCase {
  readonly JSON?: unknown
  readonly CBOR?: string
  readonly COSE?: string
  readonly COMPRESSED?: string
  readonly BASE45?: string
  readonly PREFIX: string
  readonly '2DCODE'?: string
  readonly _2DCODE?: string
  readonly TESTCTX: { readonly CERTIFICATE?: string; readonly VALIDATIONCLOCK?: string }
}

/** A case with what came of its whole text. */
interface Case {
  readonly raw: RawCase
  readonly decoded: OtherCredential | UndecodedCode | undefined
  readonly credential: OtherCredential | undefined
  readonly proof: Proof | undefined
}

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))
const limit = 16_384

/** What a text carries, its base45 read and its deflate taken off. */
const inflated = (text: string): string => toHex(inflateZlib(decodeBase45(text), limit))

/** What each boolean of the data asks of us; undefined: it cannot be run for want of an input. */
const questions: Readonly<
  Record<string, (one: Case) => boolean | undefined | Promise<boolean | undefined>>
> = {
  EXPECTEDUNPREFIX: ({ raw }) =>
    raw.BASE45 === undefined
      ? hcert.recognises(raw.PREFIX)
      : hcert.recognises(raw.PREFIX) && raw.PREFIX === `HC1:${raw.BASE45}`,
  EXPECTEDB45DECODE: ({ raw: { BASE45, COMPRESSED, COSE } }) => {
    if (BASE45 === undefined) return undefined
    if (COMPRESSED === undefined) {
      // Of some neither stage is given: then it must at least be a stream.
      return COSE === undefined
        ? refusal(() => inflated(BASE45)) === undefined
        : inflated(BASE45) === COSE.toLowerCase()
    }
    if (refusal(() => decodeBase45(BASE45)) !== undefined) return false
    return toHex(decodeBase45(BASE45)) === COMPRESSED.toLowerCase()
  },
  EXPECTEDCOMPRESSION: ({ raw: { COMPRESSED, COSE } }) => {
    if (COMPRESSED === undefined) return undefined
    if (refusal(() => inflateZlib(fromHex(COMPRESSED), limit)) !== undefined) return false
    return toHex(inflateZlib(fromHex(COMPRESSED), limit)) === COSE?.toLowerCase()
  },
  EXPECTEDVERIFY: ({ proof }) => proof?.state === 'genuine' || proof?.state === 'key-out-of-time',
  EXPECTEDEXPIRATIONCHECK: ({ raw, credential }) => {
    const now = Math.floor(Date.parse(raw.TESTCTX.VALIDATIONCLOCK ?? '') / 1000)
    const { validFrom, issuedAt, validUntil } = credential ?? {}
    return (validFrom ?? issuedAt ?? Infinity) <= now && now < (validUntil ?? -Infinity)
  },
  EXPECTEDKEYUSAGE: ({ raw, credential }) => {
    if (raw.TESTCTX.CERTIFICATE === undefined || credential === undefined) return undefined
    const { states } = keyOfCertificate(bytesOf(raw.TESTCTX.CERTIFICATE))
    return credential.kinds.every((kind) => states.includes('*') || states.includes(kind))
  },
  EXPECTEDDECODE: ({ raw, decoded }) => {
    if (raw.CBOR === undefined) return undefined
    const cbor = fromHex(raw.CBOR)
    const read = (): unknown => jsonOfCbor(decodeAnyCbor(cbor, { maxBytes: limit }))
    if (refusal(read) !== undefined) return false
    // By state it is the DCC or the whole CWT.
    const json = read() as Readonly<Record<string, unknown>>
    const hcertClaim = json['-260'] as Readonly<Record<string, unknown>> | undefined
    return isSame(hcertClaim === undefined ? json : hcertClaim['1'], raw.JSON ?? decoded?.payload)
  },
  EXPECTEDVALIDJSON: ({ raw, decoded }) =>
    raw.JSON === undefined ? undefined : isSame(decoded?.payload, raw.JSON),
  EXPECTEDSCHEMAVALIDATION: ({ decoded }) => decoded !== undefined && !('state' in decoded),
  EXPECTEDPICTUREDECODE: async ({ raw }) => {
    const picture = raw['2DCODE'] ?? raw._2DCODE
    if (picture === undefined) return undefined
    const bytes = bytesOf(picture.replace(/^data:[^,]*,/, ''))
    const found = await readBarcodes(bytes, {
      formats: ['QRCode'],
      tryRotate: false,
      tryInvert: false,
      maxNumberOfSymbols: 1,
    })
    return found.some(({ text }) => text === raw.PREFIX)
  },
}

function isSame(a: unknown, b: unknown): boolean {
  try {
    expect(a).toEqual(b)
    return true
  } catch {
    return false
  }
}

async function run(raw: RawCase): Promise<Case> {
  const [decoded] = hcert.recognises(raw.PREFIX) ? hcert.decode([raw.PREFIX]) : []
  const credential = decoded !== undefined && 'state' in decoded ? decoded.credential : decoded
  const certificate = raw.TESTCTX.CERTIFICATE
  const authorities =
    certificate === undefined
      ? noAuthorities
      : authoritiesOf('XX', keyOfCertificate(bytesOf(certificate)))
  const proof = credential === undefined ? undefined : await hcert.prove(credential, authorities)
  return { raw, decoded, credential, proof }
}

describe.skipIf(!hasCorpora)('corpora: eu-dgc-testdata', () => {
  beforeAll(() => {
    const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
    prepareZXingModule({ overrides: { wasmBinary: readFileSync(file).buffer } })
  })

  test('every boolean of every case comes out as published, but for those in dispute', async () => {
    const index = readCorpus('eu-dgc-testdata/index.json') as readonly Listed[]
    const figures: Record<string, { right: number; of: number }> = {}
    const wrong: string[] = []
    for (const { file, expected, disputed = {} } of index) {
      const one = await run(readCorpus(`eu-dgc-testdata/${file}`) as RawCase)
      for (const [name, ask] of Object.entries(questions)) {
        const wanted = expected[name]
        if (wanted === undefined || name in disputed) continue
        const answer = await ask(one)
        if (answer === undefined) continue
        const figure = (figures[name] ??= { right: 0, of: 0 })
        figure.of++
        if (answer === wanted) figure.right++
        else wrong.push(`${file} ${name} ${String(wanted)}`)
      }
    }
    const shown = Object.entries(figures).map(([name, { right, of }]) => `${name} ${right}/${of}`)
    console.log(`corpora: eu-dgc-testdata ${index.length} cases: ${shown.join(', ')}`)
    expect(wrong).toEqual([])
    expect(Object.keys(figures)).toEqual(expect.arrayContaining(Object.keys(questions)))
  })
})

describe.skipIf(!hasCorpora)('corpora: eu-dcc-schema-valuesets', () => {
  test('every case of the schemas is taken or refused as it must be', () => {
    const folder = 'eu-dcc-schema-valuesets/cases'
    const figures = { taken: 0, refused: 0 }
    for (const file of listCorpus(folder)) {
      const isValid = !file.startsWith('test/invalid/')
      const payload = readCorpus(`${folder}/${file}`) as object
      // The files state one version or another and hold under the last two.
      for (const ver of ['1.3.2', '1.3.3']) {
        expect([file, ver, isDcc({ ...payload, ver })]).toEqual([file, ver, isValid])
      }
      figures[isValid ? 'taken' : 'refused']++
    }
    console.log(`corpora: eu-dcc-schema-valuesets ${JSON.stringify(figures)}`)
    expect(Math.min(figures.taken, figures.refused)).toBeGreaterThan(0)
  })
})

describe.skipIf(!hasCorpora)('corpora: who-ddcc-qr', () => {
  interface WhoCase {
    readonly id: string
    readonly qr: string
    readonly key?: string
    readonly reference: { readonly kidHex: string; readonly hcertClaim: boolean }
    readonly expectedFiles: readonly string[]
  }
  const cases = hasCorpora
    ? (readCorpus('who-ddcc-qr/cases.json') as readonly WhoCase[]).filter(({ qr }) =>
        hcert.recognises(qr),
      )
    : []

  test.each(cases)('$id is told for what it is, and its signature holds', async (one) => {
    const { qr, key = '', reference } = one
    const [credential] = hcert.decode([qr])
    if (credential === undefined || 'state' in credential) throw new TypeError('not decoded')
    const publicKey = createPublicKey(key)
    const listed = {
      ...anyKey,
      kid: Buffer.from(reference.kidHex, 'hex').toString('base64url'),
      key: openOtherKey(parseOtherJwk(publicKey.export({ format: 'jwk' }))),
    }
    const proof = await hcert.prove(credential, authoritiesOf('XX', listed))
    expect([credential.kid, credential.otherCode, proof.state]).toEqual([
      listed.kid,
      reference.hcertClaim ? undefined : 'who-ddcc',
      'genuine',
    ])
    const unpacked = one.expectedFiles.find((file) => file.endsWith('Unpacked.json'))
    if (unpacked === undefined) expect(credential.person).not.toBeNull()
    else expect(credential.payload).toEqual(readCorpus(`who-ddcc-qr/${unpacked}`))
  })
})
