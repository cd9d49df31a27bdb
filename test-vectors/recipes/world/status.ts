/** Bundles with status lists (bundle.md 2, format.md 6.5), and the root whose schedule has a row for them. */
import { container, digest, signDocument, type Document } from '../hand/document.ts'
import { base64url, sha256, utf8 } from '../hand/bytes.ts'
import { jcs, type Json } from '../hand/jcs.ts'
import { key } from '../hand/keys.ts'
import { documents } from '../hand/publish.ts'
import { rule, value } from '../hand/rule-set.ts'
import { version } from './editions.ts'
import { factTypes } from './fact-types.ts'
import { trustList } from './issuers.ts'
import { by, root } from './root.ts'

/** When headers, timestamp and snapshot were signed. */
const signedAt = '2026-03-02T00:00:00Z'
const membersSignedAt = '2026-03-01T00:00:00Z'
const hour = 3600
const day = 24 * hour

/** Raw bits: the entry i is the bit i mod 8, from the least significant on, of the byte i div 8. */
const bitsOf = (entries: number, set: readonly number[]): Uint8Array => {
  const bits = new Uint8Array(Math.ceil(entries / 8))
  for (const entry of set) bits[entry >> 3] = (bits[entry >> 3] ?? 0) + 2 ** (entry % 8)
  return bits
}

interface List {
  readonly document: Document
  readonly bits: Uint8Array
}

const list = (
  issuer: string,
  month: string,
  edition: number,
  entries: number,
  set: readonly number[],
): List => {
  const bits = bitsOf(entries, set)
  const document = signDocument(
    `status/${issuer}/${month}`,
    'status',
    signedAt,
    {
      version: edition,
      expires: '2026-06-01T00:00:00Z',
      issuer,
      month,
      entries,
      data: { length: bits.length, sha256: base64url(sha256(bits)) },
    },
    by('status'),
  )
  return { document, bits }
}

const issuer = (id: string, keyName: string, status: 'lists' | 'none'): Json => ({
  id,
  name: { zh: '测试机构', en: 'test issuer' },
  status,
  keys: [
    {
      jwk: { ...key(keyName).publicJwk },
      from: '2026-01-01T00:00:00Z',
      until: '2027-01-01T00:00:00Z',
      states: ['*'],
      covers: ['*'],
      regions: ['*'],
      sets: ['*'],
    },
  ],
})

/** Whose codes are in lists, whose are in lists that nobody has, and whose are in none by signed word. */
const issuers: readonly Json[] = [
  issuer('cn-4101', 'issuer-lists', 'lists'),
  issuer('cn-33', 'issuer-p256', 'lists'),
  issuer('cn-3301', 'issuer-good', 'none'),
]

/** For an hour one site of the issuer used its key without leave. */
const revoked: Json = {
  issuer: 'cn-4101',
  key: key('issuer-lists').thumbprint,
  from: '2026-03-02T01:00:00Z',
  until: '2026-03-02T02:00:00Z',
  site: 7,
  why: { zh: '测试', en: 'a test' },
}

const facts = signDocument('facts', 'facts', membersSignedAt, factTypes, by('facts'))
const trust = signDocument(
  'trust',
  'trust',
  membersSignedAt,
  trustList(1, issuers, [revoked]),
  by('trust'),
)

const others: readonly Document[] = [
  facts,
  version(1, { id: 'gate-open', rules: [rule(1, 'pass', value(true))] }),
  trust,
]

// Its issuer says that there are none: nobody looks into it.
const unasked = list('cn-3301', '2026-03', 1, 8, [0])
const february = list('cn-4101', '2026-02', 1, 16, [5, 15])

/** As it is at first; the last entry is the third bit of the last byte. */
const first = [unasked, february, list('cn-4101', '2026-03', 1, 1003, [0, 8, 77, 1002])]
/** 77 was suspended, and is restored; 78 is suspended, or revoked: that cannot be told from outside. */
const second = [unasked, february, list('cn-4101', '2026-03', 2, 1003, [0, 8, 78, 1002])]

const published = (edition: number, lists: readonly List[]): readonly Document[] =>
  documents({
    version: edition,
    signedAt,
    expires: '2026-04-01T00:00:00Z',
    members: [...others, ...lists.map(({ document }) => document)],
  })

const file = (edition: number, lists: readonly List[]): Uint8Array =>
  container(
    published(edition, lists),
    lists.map(({ bits }) => bits),
  )

const exact = (seconds: number): { readonly limit: number; readonly grace: number } => ({
  limit: seconds,
  grace: seconds,
})
const patient = { timestamp: exact(60 * day), trust: exact(60 * day), facts: exact(60 * day) }
const rootStatus = root({
  freshness: {
    poll: { ...patient, status: { limit: day, grace: 2 * day } },
    stick: { ...patient, status: { limit: 8 * day, grace: 9 * day } },
  },
})

/** Files of test-vectors/bundle/ by name, without `.ggb`. */
export const statusFiles: readonly (readonly [string, Uint8Array])[] = [
  ['root-status', container([rootStatus])],
  ['status', file(1, first)],
  ['status-later', file(2, second)],
]

/** What a decision by the bundle `status` rests on, its lists by name (bundle.md 7). */
export const statusBasis = (...lists: readonly string[]): { readonly [name: string]: Json } => {
  const standing = published(1, first)
  const of = (name: string): Document => {
    const found = standing.find((one) => one.name === name)
    if (found === undefined) throw new TypeError(`no ${name}`)
    return found
  }
  const dated = (document: Document, at: string): Json => ({
    sha256: digest(document),
    signedAt: Date.parse(at) / 1000,
  })
  const named = (document: Document): { readonly [name: string]: Json } => ({
    version: 1,
    sha256: digest(document),
  })
  const all = {
    class: 'poll',
    root: dated(rootStatus, '2026-01-01T00:00:00Z'),
    timestamp: dated(of('timestamp'), signedAt),
    snapshot: dated(of('snapshot'), signedAt),
    trust: dated(trust, membersSignedAt),
    facts: dated(facts, membersSignedAt),
    status: Object.fromEntries(
      first.map(({ document }) => [document.name, dated(document, signedAt)]),
    ),
    floor: Date.parse(signedAt) / 1000,
  }
  return {
    bundle: { version: 1, sha256: base64url(sha256(utf8(jcs(all)))) },
    ruleSet: { id: 'gate-open', ...named(of('rules/gate-open/1')) },
    trust: named(trust),
    facts: named(facts),
    status: lists.map((name) => ({ list: name, ...named(of(`status/${name}`)) })),
  }
}
