/** Every case of the corpus smart-health-cards: accepted, refused and why; what the standard leaves open is pinned here. */
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { membersOf } from '../../encoding/members-of.ts'
import { hasCorpora, readCorpus, readCorpusBytes } from '../../testing/corpora.ts'
import {
  listed,
  newCardSigner,
  signCard,
  toNumeric,
  type CardSigner,
} from '../../testing/health-cards.ts'
import { refusal, refusalOf } from '../../testing/refusal.ts'
import { sortAuthorities, type Authorities, type RevocationList } from '../../trust/authorities.ts'
import { parseIssuerKey } from './issuer-key.ts'
import { standingOf } from './key-standing.ts'
import { parseRevocationList } from '../../trust/revocation-list.ts'
import { shc } from './shc.ts'

interface Case {
  readonly id: string
  readonly type: string
  readonly files: readonly { readonly path: string }[]
  readonly options: Readonly<Record<string, string>>
  readonly validationTime: number
  readonly must: 'accept' | 'reject' | 'reject-by-time' | 'policy' | 'out-of-scope'
}

type IssuerFile = Readonly<
  Record<
    string,
    { readonly jwks: { readonly keys: readonly { kid: string }[] }; readonly crl?: object }
  >
>

const cases = hasCorpora ? (readCorpus('smart-health-cards/cases.json') as readonly Case[]) : []
const issuers = hasCorpora ? (readCorpus('smart-health-cards/issuers.json') as IssuerFile) : {}
const example = 'https://spec.smarthealth.cards/examples/issuer'

/** All that is left to policy is accepted (docs/formats.md has the table); these say nothing that is understood. */
const withoutFacts: Readonly<Record<string, string>> = {
  'shc-101': 'references to no resource of the bundle',
  'shc-107': 'an unknown system of codes',
  'shc-108': 'an unknown system of codes',
  'shc-110': 'two patients',
}

/** Refused, and by which reasons; where several cards were shown, each has its say. */
const refusals: Readonly<Record<string, readonly string[]>> = {
  'shc-058': ['expired'],
  'shc-059': ['payload-damaged'],
  'shc-068': ['envelope-damaged'],
  'shc-069': ['envelope-damaged'],
  'shc-070': ['envelope-damaged'],
  'shc-072': ['key-unknown'],
  'shc-081': ['expired'],
  'shc-082': ['issuer-unknown'],
  'shc-084': ['issuer-unknown'],
  'shc-085': ['text-damaged'],
  'shc-093': ['text-damaged'],
  'shc-096': ['text-damaged'],
  'shc-098': ['no picture'],
  'shc-102': ['signature-invalid'],
  'shc-104': ['signature-invalid'],
  'shc-105': ['signature-invalid'],
  'shc-109': ['accept', 'envelope-damaged'],
  'shc-114': ['issuer-unknown'],
}

let signer: CardSigner

/** Everybody in issuers.json, and our own key for payloads that nobody signed. */
function authoritiesFor({ options }: Case): Authorities {
  const known = Object.entries(issuers).filter(() => options['issuerDirectory'] !== 'VCI')
  return sortAuthorities(
    known.map(([id, { jwks, crl }]) => ({
      format: 'shc',
      id,
      name: { zh: id, en: id },
      keys: [...jwks.keys, ...(id === example ? [signer.published] : [])].map((key) => listed(key)),
      roots: [],
      needsChain: false,
      revocations: listsOf(jwks.keys, crl),
    })),
  )
}

/** The list, where it is one that may be taken up. */
function listsOf(
  keys: readonly { kid: string }[],
  crl: object | undefined,
): readonly RevocationList[] {
  const lists: RevocationList[] = []
  const [key] = keys.filter(({ kid }) => kid === membersOf(crl)['kid'])
  if (key !== undefined) refusal(() => lists.push(parseRevocationList(crl, key)))
  return lists
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** What a case shows, as the texts that a scanner gives. */
async function textsOf({ type, files, validationTime }: Case): Promise<readonly string[]> {
  const all = files.map(({ path }) => readCorpusBytes(`smart-health-cards/files/${path}`))
  const [first = new Uint8Array()] = all
  const text = textOf(first)
  switch (type) {
    case 'qrnumeric':
      return all.map(textOf)
    case 'qr':
      return (await Promise.all(all.map(readPicture))).flat()
    case 'jws':
      return [toNumeric(text.trim())]
    case 'healthcard':
      return [text]
    case 'fhirhealthcard': {
      const { parameter } = JSON.parse(text) as {
        parameter: { name: string; valueString?: string }[]
      }
      const cards = parameter.flatMap(({ name, valueString }) =>
        name === 'verifiableCredential' && valueString !== undefined ? [valueString] : [],
      )
      return [JSON.stringify({ verifiableCredential: cards })]
    }
    case 'jwspayload':
      return [toNumeric(await signCard(signer, text))]
    default: {
      const vc = `{"type":["https://smarthealth.cards#health-card"],"credentialSubject":{"fhirVersion":"4.0.1","fhirBundle":${text}}}`
      return [
        toNumeric(
          await signCard(signer, `{"iss":"${example}","nbf":${validationTime - 60},"vc":${vc}}`),
        ),
      ]
    }
  }
}

async function readPicture(bytes: Uint8Array): Promise<readonly string[]> {
  const { data, info } = await sharp(bytes, { density: 288 })
    .flatten({ background: 'white' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixels = { data: new Uint8ClampedArray(data), width: info.width, height: info.height }
  const found = await readBarcodes(pixels as ImageData, { formats: ['QRCode'], textMode: 'Plain' })
  return found.filter(({ isValid }) => isValid).map((code) => code.text)
}

interface Outcome {
  readonly reasons: readonly string[]
  readonly facts: number
}

async function outcomeOf(entry: Case): Promise<Outcome> {
  const texts = await textsOf(entry)
  const shown = texts.filter((text) => shc.recognises(text))
  if (texts.length === 0) return { reasons: ['no picture'], facts: 0 }
  const reasons = new Set(shown.length < texts.length ? ['not recognised'] : [])
  let facts = 0
  for (const decoded of shc.decode(shown)) {
    if ('state' in decoded) reasons.add(decoded.reason.code)
    else {
      const proof = await shc.prove(decoded, authoritiesFor(entry))
      const { validFrom, validUntil } = decoded
      const now = entry.validationTime
      if (proof.state !== 'genuine') reasons.add(proof.state)
      else if (proof.isRevoked) reasons.add('revoked')
      else if (now < (validFrom ?? 0)) reasons.add('not-yet-valid')
      else if (now >= (validUntil ?? Infinity)) reasons.add('expired')
      else {
        reasons.add('accept')
        facts += decoded.facts.length
      }
    }
  }
  return { reasons: [...reasons], facts }
}

describe.skipIf(!hasCorpora)('the corpus smart-health-cards', () => {
  const counts = new Map<string, number>()
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1)

  beforeAll(async () => {
    signer = await newCardSigner()
    const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
    await prepareZXingModule({
      overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer },
      equalityFn: () => true,
      fireImmediately: true,
    })
  })

  const cards = cases.filter(({ must, type }) => must !== 'out-of-scope' && type !== 'keyset')
  test.each(cards)('$id: $type, $must', async (entry) => {
    const { id, must } = entry
    const { reasons, facts } = await outcomeOf(entry)
    count(must)
    if (must === 'accept') {
      expect(reasons).toEqual(['accept'])
      expect(facts).toBeGreaterThan(0)
    } else if (must === 'policy') {
      expect([reasons, facts > 0]).toEqual([['accept'], !(id in withoutFacts)])
    } else expect(reasons.toSorted()).toEqual(refusals[id])
  })

  test('a card that needs a server is no card here, and is told apart from one', () => {
    const links = cases.filter(({ must }) => must === 'out-of-scope')
    for (const { files } of links) {
      for (const { path } of files) {
        expect(shc.recognises(textOf(readCorpusBytes(`smart-health-cards/files/${path}`)))).toBe(
          false,
        )
        count('out of scope')
      }
    }
  })

  test.each(cases.filter(({ type }) => type === 'keyset'))('$id: keys, $must', async (entry) => {
    const { files, must, options, validationTime } = entry
    const [file = { path: '' }] = files
    const { keys } = readCorpus(`smart-health-cards/files/${file.path}`) as {
      keys: readonly unknown[]
    }
    const verdicts = await Promise.all(
      keys.map((key) => keyVerdict(key, options['subjectAltName'] ?? example, validationTime)),
    )
    count(`keys: ${must}`)
    expect(verdicts.every(Boolean)).toBe(must === 'accept')
  })

  /** Whether the importer takes it, and its chain leads to the last certificate of it. */
  async function keyVerdict(value: unknown, id: string, now: number): Promise<boolean> {
    if ((await refusalOf(parseIssuerKey(value))) !== undefined) return false
    const { chain } = await parseIssuerKey(value)
    if (chain.length === 0) return true
    const key = listed(value, { chain })
    const authority = {
      format: 'shc',
      id,
      name: { zh: id, en: id },
      keys: [key],
      roots: chain.slice(-1),
      needsChain: true,
      revocations: [],
    } as const
    const standing = await standingOf(authority, key)
    return (
      'key' in standing &&
      standing.holds !== null &&
      standing.holds.from <= now &&
      now < standing.holds.until
    )
  }

  test('every list of revoked cards that is not as it must be is refused whole', () => {
    for (const [issuer, { jwks, crl }] of Object.entries(issuers)) {
      const [key] = jwks.keys.filter(({ kid }) => kid === membersOf(crl)['kid'])
      if (key === undefined) continue
      const code = refusal(() => parseRevocationList(crl, key))
      expect([issuer, code]).toEqual([
        issuer,
        issuer === example ? undefined : 'ERR_TRUST_LIST_MALFORMED',
      ])
      count(code === undefined ? 'lists taken up' : 'lists refused')
    }
  })

  test('the keys of the directory of issuers are read', async () => {
    const { keys } = readCorpus('trust-lists/shc-issuer-jwks.json') as { keys: readonly unknown[] }
    const codes = await Promise.all(keys.map((key) => refusalOf(parseIssuerKey(key))))
    for (const code of codes) count(`directory: ${code ?? 'read'}`)
    expect(codes.filter((code) => code === undefined).length).toBeGreaterThanOrEqual(452)
  })

  afterAll(() => {
    console.log('corpora: smart-health-cards', cases.length, 'cases:', Object.fromEntries(counts))
  })
})
