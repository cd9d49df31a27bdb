/** bundle/strict.json: what only one check stands against; found by taking checks out one at a time. */
import { utf8 } from '../hand/bytes.ts'
import { cbor } from '../hand/cbor.ts'
import { delegation } from '../hand/delegate.ts'
import { container, digest, signDocument, type Document, type Signing } from '../hand/document.ts'
import type { Json } from '../hand/jcs.ts'
import { key } from '../hand/keys.ts'
import { documents } from '../hand/publish.ts'
import { bundleFile } from '../world/bundle-file.ts'
import {
  facts,
  first,
  members,
  offers,
  refuses,
  rules,
  second,
  takes,
  trust,
  version,
  type Offers,
} from '../world/editions.ts'
import { issuers } from '../world/issuers.ts'
import { by } from '../world/root.ts'

const alone = (id: string, bytes: Uint8Array, error: string, comment: string): Offers =>
  offers(id, [refuses(bytes, error)], comment)

type Line = Readonly<Record<string, Json | undefined>>
const newer =
  (name: string) =>
  (line: Line): Line =>
    line['name'] === name ? { ...line, version: 2 } : line

const first1 = documents({
  version: 1,
  signedAt: '2026-03-01T00:00:00Z',
  expires: '2026-04-01T00:00:00Z',
  members,
})
const entries = first1.map(({ name, payload, signatures }) => [name, payload, signatures])
const label = 'greengate-bundle-1'

const province = { prefix: 'cn-33', key: 'province' }
const withDelegation: readonly Document[] = [
  facts(),
  trust(),
  delegation('cn-', [province], by('rules')),
  version(1, { by: by('province') }),
]

const listing = [
  alone(
    'delegation-listed-as-newer',
    first({ members: withDelegation, line: newer('delegation/cn-') }),
    'MALFORMED',
    'its payload says 1',
  ),
  alone(
    'trust-listed-as-newer',
    first({ line: newer('trust') }),
    'MALFORMED',
    'its payload says 1',
  ),
  alone(
    'snapshot-not-sorted',
    first({
      snapshot: {
        members: [trust(), rules(), facts()].map((document) => ({
          name: document.name,
          version: 1,
          length: document.payload.length,
          sha256: digest(document),
        })),
      },
    }),
    'MALFORMED',
    'members stand in the order of their names',
  ),
  offers(
    'timestamp-alone-names-an-older-snapshot',
    [
      takes(second(), 1, 2, 2),
      refuses(
        container(
          documents({
            version: 1,
            signedAt: '2026-03-01T00:00:00Z',
            expires: '2026-04-01T00:00:00Z',
            members,
            timestampVersion: 3,
          }).filter(({ name }) => name === 'timestamp'),
        ),
        'ROLLBACK',
      ),
    ],
    'without the snapshot: the timestamp alone says enough',
  ),
]

const containers = [
  alone(
    'document-name-number',
    cbor([label, entries.map(([, ...rest], at) => [at, ...rest])]),
    'MALFORMED',
    'numbers for names',
  ),
  alone(
    'document-of-four-parts',
    cbor([label, entries.map((entry) => [...entry, 1])]),
    'MALFORMED',
    'a part too many',
  ),
  alone(
    'roots-without-end',
    container(
      Array.from({ length: 1025 }, (_, at) => ({
        name: `root/${at + 2}`,
        payload: new Uint8Array(),
        signatures: new Uint8Array(),
      })),
    ),
    'TOO_LARGE',
    'more than 1,024 newer roots',
  ),
  offers(
    'rails-first-without-a-window',
    [
      refuses(
        first({
          members: [
            facts(),
            trust(),
            version(1, { more: { effective: { from: 'a', until: 'b' } } }),
          ],
        }),
        'RAILS',
      ),
    ],
    'the first version, which needs no notice, needs a window all the same',
  ),
]

const x25519: Json = {
  kty: 'OKP',
  crv: 'X25519',
  x: 'hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo',
}
const roster = (groups: Json): Uint8Array =>
  first({
    members: [
      ...members,
      signDocument(
        'stations',
        'stations',
        '2026-03-01T00:00:00Z',
        { version: 1, expires: '2026-06-01T00:00:00Z', groups },
        by('stations'),
      ),
    ],
  })
const group = (id: string, stations: readonly Json[] = []): Json => ({
  id,
  recipient: x25519,
  stations,
})
const { jwk } = key('holder-p256')

const [issuer] = issuers as readonly { readonly keys: readonly Json[] }[]
const issuerWith = (keys: readonly Json[]): Uint8Array =>
  first({
    members: [facts(), rules(), trust(1, { issuers: [{ ...issuer, keys }] })],
  })
const [line = {}] = (issuer?.keys ?? []) as readonly { readonly [name: string]: Json }[]
const bare = line['jwk'] as { readonly [name: string]: Json }

const keyed = [
  alone('stations-group-twice', roster([group('a'), group('a')]), 'MALFORMED', 'one group twice'),
  alone(
    'stations-private-key',
    roster([group('a', [{ id: '1', key: { ...jwk }, recipient: x25519, lanes: [] }])]),
    'MALFORMED',
    'a secret key has no place here',
  ),
  alone(
    'trust-list-key-with-a-use',
    issuerWith([{ ...line, jwk: { ...bare, use: 'sig' } }]),
    'ERR_TRUST_LIST_MALFORMED',
    'kty, crv, x and y, and nothing else',
  ),
  offers(
    'trust-list-four-of-one-kid',
    [takes(issuerWith([line, line, line, line]), 1, 1, 1)],
    'so many keys of one kid are tried',
  ),
  alone(
    'trust-list-five-of-one-kid',
    issuerWith([line, line, line, line, line]),
    'ERR_TRUST_LIST_MALFORMED',
    'more would be a way to keep a gate busy',
  ),
]

const stranger = key('stranger')
const timestamp: Signing = { by: key('timestamp') }
const signed = (id: string, signings: readonly Signing[], comment: string): Offers =>
  alone(id, first({ timestampBy: signings }), 'SIGNATURE', comment)
const raw = (id: string, text: string, comment: string): Offers =>
  alone(
    id,
    container(
      first1.map((each) =>
        each.name === 'timestamp' ? { ...each, signatures: utf8(text) } : each,
      ),
    ),
    'SIGNATURE',
    comment,
  )

const signatures = [
  signed(
    'signatures-longer-than-32-kib',
    [timestamp, { by: stranger, header: { kid: 'x'.repeat(24_600) } }],
    'one is good; the other names a key of 24,600 characters',
  ),
  offers(
    'signatures-64',
    [
      takes(
        first({ timestampBy: [timestamp, ...Array<Signing>(63).fill({ by: stranger })] }),
        1,
        1,
        1,
      ),
    ],
    'one is good, and 63 are by a stranger',
  ),
  signed(
    'signatures-65',
    [timestamp, ...Array<Signing>(64).fill({ by: stranger })],
    'one is good, and 64 are by a stranger',
  ),
  signed(
    'signatures-alg-number',
    [timestamp, { by: stranger, header: { alg: -19 } }],
    'one is good; the stranger’s alg is no text',
  ),
  raw('signatures-null', '{"signatures":[null]}', 'null for a signature'),
  raw('signatures-numbers', '{"signatures":[{"protected":1,"signature":1}]}', 'numbers for text'),
]

const cases = [...listing, ...containers, ...keyed, ...signatures]

export const bundleStrict = bundleFile(
  'bundle/strict.json',
  'acceptBundle: what only one check stands against; found by taking checks out one at a time.',
  cases,
)
