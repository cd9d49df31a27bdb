/** bundle/forms.json: documents that are rightly signed and do not have their form (bundle.md 2). */
import type { Document } from '../hand/document.ts'
import { base64url } from '../hand/bytes.ts'
import { neutral } from '../hand/ed25519.ts'
import { jcs, type Json } from '../hand/jcs.ts'
import { key } from '../hand/keys.ts'
import { bundleFile } from '../world/bundle-file.ts'
import { facts, first, offers, refuses, rules, trust, type Offers } from '../world/editions.ts'
import { issuers } from '../world/issuers.ts'
import { changedRoot, root } from '../world/root.ts'

const alone = (id: string, bytes: Uint8Array, error: string, comment: string): Offers =>
  offers(id, [refuses(bytes, error)], comment)

const textOf = (document: Document): string => new TextDecoder().decode(document.payload)

/** Replaces a piece of text that must be there once. */
const swap =
  (from: string, to: string) =>
  (text: string): string => {
    if (text.split(from).length !== 2) throw new RangeError(`${from} is not there once`)
    return text.replace(from, to)
  }

const rooted = (id: string, change: (text: string) => string, comment: string): Offers =>
  alone(`root-${id}`, first({ roots: [changedRoot(change)] }), 'MALFORMED', comment)

const rootKey = key('root-1')

const roots = [
  alone(
    'root-unknown-member',
    first({ roots: [root({ version: 2, more: { more: 1 } })] }),
    'MALFORMED',
    '`more`',
  ),
  rooted('world-unknown', swap('"world":"test"', '"world":"moon"'), 'no such world'),
  rooted('without-end', swap('"endsAt":"2026-12-31T16:00:00Z",', ''), 'every root ends'),
  rooted('end-date', swap('"2026-12-31T16:00:00Z"', '"2026-12-31"'), 'a date for an instant'),
  rooted('purpose-in-one-language', swap(',"zh":"测试"}', '}'), 'zh is required'),
  rooted(
    'threshold-zero',
    swap(
      `${jcs([rootKey.thumbprint, key('root-2').thumbprint].sort())},"threshold":2`,
      `${jcs([rootKey.thumbprint, key('root-2').thumbprint].sort())},"threshold":0`,
    ),
    'nobody must sign',
  ),
  rooted(
    'threshold-above-its-keys',
    swap(
      `["${key('facts').thumbprint}"],"threshold":1`,
      `["${key('facts').thumbprint}"],"threshold":2`,
    ),
    'two of one key',
  ),
  rooted(
    'role-key-twice',
    swap(
      `["${key('facts').thumbprint}"],"threshold":1`,
      `["${key('facts').thumbprint}","${key('facts').thumbprint}"],"threshold":2`,
    ),
    'one key is one vote, however often it is listed',
  ),
  rooted(
    'role-key-missing',
    swap(`"keys":["${key('facts').thumbprint}"]`, `"keys":["${key('stranger').thumbprint}"]`),
    'a role names a key that root does not carry',
  ),
  rooted(
    'key-under-another-name',
    swap(`"x":"${key('facts').jwk.x}"`, `"x":"${key('stranger').jwk.x}"`),
    'the thumbprint is of another key',
  ),
  rooted(
    'key-private',
    swap(
      `{"crv":"Ed25519","kty":"OKP","x":"${key('facts').jwk.x}"}`,
      `{"crv":"Ed25519","d":"${key('facts').jwk.d}","kty":"OKP","x":"${key('facts').jwk.x}"}`,
    ),
    'a secret key has no place here',
  ),
  rooted(
    'role-missing',
    swap(`"facts":{"keys":["${key('facts').thumbprint}"],"threshold":1},`, ''),
    'no facts',
  ),
  rooted(
    'uncertainty-negative',
    swap('"clockUncertainty":60', '"clockUncertainty":-60'),
    'negative',
  ),
]

const stamped = (id: string, timestamp: Readonly<Record<string, Json>>, comment: string): Offers =>
  alone(`timestamp-${id}`, first({ timestamp }), 'MALFORMED', comment)

const pointers = [
  stamped('unknown-member', { more: 1 }, '`more`'),
  stamped('expires-date', { expires: '2026-04-01' }, 'a date for an instant'),
  stamped('expires-offset', { expires: '2026-04-01T08:00:00+08:00' }, 'UTC is asked for'),
  stamped('version-text', { version: '1' }, 'text for a number'),
  stamped('version-fraction', { version: 1.5 }, 'a fraction'),
  stamped('snapshot-null', { snapshot: null }, 'null for the pointer'),
  alone('snapshot-unknown-member', first({ snapshot: { more: 1 } }), 'MALFORMED', '`more`'),
  alone(
    'snapshot-version-zero',
    first({ snapshot: { version: 0 }, points: (line) => ({ ...line, version: 0 }) }),
    'MALFORMED',
    'versions begin at 1',
  ),
  alone(
    'snapshot-line-unknown-member',
    first({ line: (line) => ({ ...line, more: 1 }) }),
    'MALFORMED',
    '`more` in every line',
  ),
]

/** A trust list with its payload changed. */
const listed = (id: string, text: string, error: string, comment: string): Offers =>
  alone(
    `trust-list-${id}`,
    first({ members: [facts(), rules(), trust(1, { text })] }),
    error,
    comment,
  )

const list = textOf(trust())
const [issuer = null] = issuers
const withIssuers = (...given: readonly Json[]): string => textOf(trust(1, { issuers: given }))
const good = `"x":"${key('issuer-good').jwk.x}"`

const signer: Json = {
  kid: 'key-1',
  jwk: key('issuer-p256').publicJwk as unknown as Json,
  from: '2026-01-01T00:00:00Z',
  until: '2027-01-01T00:00:00Z',
  states: ['test'],
  regions: ['*'],
}
const authority = (differs: Readonly<Record<string, Json>> = {}): Json => ({
  format: 'nzcp',
  id: 'did:web:passes.example',
  name: { zh: '卫生部', en: 'ministry' },
  keys: [signer],
  ...differs,
})
const withAuthorities = (...given: readonly Json[]): string =>
  jcs({ ...(JSON.parse(list) as Readonly<Record<string, Json>>), authorities: given })
const badAuthority = (id: string, comment: string, ...given: readonly Json[]): Offers =>
  listed(`authority-${id}`, withAuthorities(...given), 'ERR_TRUST_LIST_MALFORMED', comment)

const lists = [
  badAuthority('twice', 'an authority is listed once', authority(), authority()),
  badAuthority(
    'nine-keys-of-a-kid',
    'at most eight keys of a kid are tried',
    authority({ keys: Array<Json>(9).fill(signer) }),
  ),
  badAuthority('needs-chain-text', 'neither true nor false', authority({ needsChain: 'yes' })),
  badAuthority('root-no-text', 'a root is base64url', authority({ roots: [7] })),
  listed('trailing-line-feed', `${list}\n`, 'MALFORMED', 'not canonical JSON'),
  listed(
    'with-a-space',
    swap('"version":', '"version": ')(list),
    'MALFORMED',
    'not canonical JSON',
  ),
  listed(
    'member-twice',
    swap('"version":', '"version":1,"version":')(list),
    'MALFORMED',
    'a member twice',
  ),
  listed(
    'unknown-member',
    swap('"status":', '"so":1,"status":')(list),
    'ERR_TRUST_LIST_MALFORMED',
    '`so`',
  ),
  listed(
    'status-unknown',
    swap('"status":"none"', '"status":"some"')(list),
    'ERR_TRUST_LIST_MALFORMED',
    'neither lists nor none',
  ),
  listed(
    'issuer-twice',
    withIssuers(issuer, issuer),
    'ERR_TRUST_LIST_MALFORMED',
    'an issuer is listed once',
  ),
  listed(
    'without-sets',
    swap(',"sets":["*"]', '')(list),
    'ERR_TRUST_LIST_MALFORMED',
    'sets are required',
  ),
  listed(
    'from-date',
    swap('"from":"2026-01-01T00:00:00Z"', '"from":"2026-01-01"')(list),
    'ERR_TRUST_LIST_MALFORMED',
    'a date for an instant',
  ),
  listed(
    'key-of-small-order',
    swap(good, `"x":"${base64url(neutral)}"`)(list),
    'ERR_KEY_MALFORMED',
    'the neutral element as a key: everybody could sign',
  ),
  listed(
    'key-off-the-curve',
    swap(
      `{"crv":"Ed25519","kty":"OKP",${good}}`,
      `{"crv":"P-256","kty":"EC","x":"${key('issuer-p256').jwk.x}","y":"${key('issuer-p256').jwk.x}"}`,
    )(list),
    'ERR_KEY_MALFORMED',
    'x for y: no point of P-256',
  ),
  listed('key-short', swap(good, '"x":"AAAA"')(list), 'ERR_KEY_MALFORMED', 'three bytes'),
  listed(
    'key-of-an-unknown-curve',
    swap('"crv":"Ed25519"', '"crv":"X25519"')(list),
    'ERR_KEY_UNSUPPORTED',
    'a key that cannot sign',
  ),
]

const types = textOf(facts())
const typed = (id: string, text: string, comment: string): Offers =>
  alone(
    `fact-types-${id}`,
    first({ members: [facts(1, { text }), rules(), trust()] }),
    'ERR_FACT_TYPES_MALFORMED',
    comment,
  )

const kinds = [
  typed('unknown-member', swap('"onSite":', '"more":1,"onSite":')(types), '`more`'),
  typed('type-unknown', swap('"type":"region"', '"type":"place"')(types), 'no such type'),
  typed('label-missing', swap('"en":"contact",', '')(types), 'en is required'),
  typed(
    'enumeration-without-values',
    swap('"type":"boolean"', '"type":"enumeration"')(types),
    'values are required',
  ),
  typed(
    'values-on-text',
    swap('"type":"region"', '"type":"text","values":["a"]')(types),
    'values are of enumerations',
  ),
]

export const bundleForms = bundleFile(
  'bundle/forms.json',
  'acceptBundle: documents that are rightly signed, and whose payload has one thing wrong (bundle.md 2).',
  [...roots, ...pointers, ...lists, ...kinds],
)
