/** bundle/parts.json: members of every kind, data, and containers in parts (bundle.md 2 to 4). */
import { base64url, sha256 } from '../hand/bytes.ts'
import { cbor } from '../hand/cbor.ts'
import { signDocument, type Document, type Signing } from '../hand/document.ts'
import type { Json } from '../hand/jcs.ts'
import { key } from '../hand/keys.ts'
import type { Publication } from '../hand/publish.ts'
import { bundleFile } from '../world/bundle-file.ts'
import {
  facts,
  first,
  offers,
  refuses,
  rules,
  second,
  takes,
  trust,
  type Offers,
} from '../world/editions.ts'
import { by, root } from '../world/root.ts'

const goodFirst = takes(first(), 1, 1, 1)
const alone = (id: string, bytes: Uint8Array, error: string, comment: string): Offers =>
  offers(id, [refuses(bytes, error)], comment)

const jwk = (name: string): Json => ({ ...key(name).publicJwk })
const x25519: Json = { kty: 'OKP', crv: 'X25519', x: 'hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo' }
const station = (id: string, more: { readonly [name: string]: Json } = {}): Json => ({
  id,
  key: jwk('holder-p256'),
  recipient: x25519,
  lanes: ['1'],
  ...more,
})
const stations = (
  members: { readonly [name: string]: Json },
  signers: readonly Signing[] = by('stations'),
): Document =>
  signDocument(
    'stations',
    'stations',
    '2026-03-01T00:00:00Z',
    {
      version: 1,
      expires: '2026-06-01T00:00:00Z',
      groups: [{ id: 'east', recipient: x25519, stations: [station('gate-1')] }],
      ...members,
    },
    signers,
  )
const withMembers = (...more: readonly Document[]): Uint8Array =>
  first({ members: [facts(), rules(), trust(), ...more] })
const group = (...members: readonly Json[]): Json => [
  { id: 'east', recipient: x25519, stations: members },
]

const rosters = [
  offers('stations', [takes(withMembers(stations({})), 1, 1, 1)], 'a group with one station'),
  alone('stations-by-trust', withMembers(stations({}, by('trust'))), 'SIGNATURE', 'another role'),
  alone(
    'stations-twice',
    withMembers(stations({ groups: group(station('a'), station('a')) })),
    'MALFORMED',
    'one station twice',
  ),
  alone(
    'stations-65',
    withMembers(
      stations({ groups: group(...Array.from({ length: 65 }, (_, i) => station(`g${i}`))) }),
    ),
    'MALFORMED',
    'a group has at most 64',
  ),
  alone(
    'stations-recipient-that-signs',
    withMembers(stations({ groups: group(station('a', { recipient: jwk('facts') })) })),
    'MALFORMED',
    'an Ed25519 key takes no letters',
  ),
  alone(
    'stations-expired',
    withMembers(stations({ expires: '2026-03-02T04:00:00Z' })),
    'EXPIRED',
    'at its expiry',
  ),
]

const bits = new Uint8Array(125).fill(5)
const status = (members: { readonly [name: string]: Json } = {}, signer = 'status'): Document =>
  signDocument(
    'status/cn-3301/2026-03',
    'status',
    '2026-03-01T00:00:00Z',
    {
      version: 1,
      expires: '2026-06-01T00:00:00Z',
      issuer: 'cn-3301',
      month: '2026-03',
      entries: 1000,
      data: { length: bits.length, sha256: base64url(sha256(bits)) },
      ...members,
    },
    by(signer),
  )
const statusMembers = (member = status()): readonly Document[] => [
  facts(),
  rules(),
  trust(),
  member,
]
const withStatus = (more: Partial<Publication> = {}): Uint8Array =>
  first({ members: statusMembers(), data: [bits], ...more })
const again = (more: Partial<Publication>): Uint8Array =>
  second({ members: [...statusMembers(), rules(2)], ...more })

const data = [
  offers('status-with-data', [takes(withStatus(), 1, 1, 1)], 'a header and its bits'),
  offers(
    'status-data-held',
    [takes(withStatus(), 1, 1, 1), takes(again({}), 1, 2, 2)],
    'the bits are held already',
  ),
  alone('status-data-missing', withStatus({ data: [] }), 'MEMBER_MISSING', 'no bits'),
  alone(
    'status-other-data',
    withStatus({ data: [new Uint8Array(125)] }),
    'MEMBER_MISSING',
    'others than those named',
  ),
  alone(
    'status-data-length',
    withStatus({
      members: statusMembers(status({ data: { length: 126, sha256: base64url(sha256(bits)) } })),
    }),
    'DIGEST',
    'the digest is right and the length is not',
  ),
  alone(
    'status-data-short',
    withStatus({ members: statusMembers(status({ entries: 1001 })) }),
    'MALFORMED',
    'a bit more than its bytes hold',
  ),
  alone('data-unnamed', first({ data: [bits] }), 'MALFORMED', 'data that nobody asked for'),
  alone('data-twice', withStatus({ data: [bits, bits] }), 'MALFORMED', 'the same data twice'),
  alone(
    'data-empty-list',
    cbor(['greengate-bundle-1', [], []]),
    'MALFORMED',
    'no data is no third part',
  ),
  alone('data-text', cbor(['greengate-bundle-1', [], ['bits']]), 'MALFORMED', 'text for bytes'),
  alone(
    'status-of-another-month',
    withStatus({ members: statusMembers(status({ month: '2026-04' })) }),
    'MALFORMED',
    'its name says March',
  ),
  alone(
    'status-by-facts',
    withStatus({ members: statusMembers(status({}, 'facts')) }),
    'SIGNATURE',
    'another role',
  ),
]

const parts = [
  offers(
    'part-rules-alone',
    [goodFirst, takes(second({ without: ['facts', 'rules/cn-3301/1'] }), 1, 2, 2)],
    'what is held under the same name and digest need not come again',
  ),
  offers(
    'part-of-a-new-member',
    [goodFirst, refuses(second({ without: ['trust'] }), 'MEMBER_MISSING')],
    'trust list 2 is not held: trust list 1 is',
  ),
  offers(
    'part-listed-as-newer',
    [
      goodFirst,
      refuses(
        second({
          line: (line) => (line['name'] === 'facts' ? { ...line, version: 2 } : line),
          without: ['facts'],
        }),
        'MALFORMED',
      ),
    ],
    'the fact types held are version 1, whatever the snapshot says of the same bytes',
  ),
  alone(
    'rule-set-listed-as-newer',
    first({
      line: (line) => (line['name'] === 'rules/cn-3301/1' ? { ...line, version: 2 } : line),
    }),
    'MALFORMED',
    'its name and its payload say 1',
  ),
  offers(
    'part-by-other-keys',
    [
      goodFirst,
      refuses(
        second({
          roots: [root({ version: 2, roles: { facts: [1, 'stranger'] } })],
          without: ['facts'],
        }),
        'SIGNATURE',
      ),
    ],
    'root 2 gave the fact types to another key: what the old one signed is checked again',
  ),
  offers(
    'part-resigned',
    [
      goodFirst,
      takes(
        second({
          roots: [root({ version: 2, roles: { facts: [1, 'stranger'] } })],
          members: [facts(1, { by: by('stranger') }), rules(), rules(2), trust(2)],
        }),
        2,
        2,
        2,
      ),
    ],
    'the same payload, signed by the new key',
  ),
]

export const bundleParts = bundleFile(
  'bundle/parts.json',
  'acceptBundle: every kind of member, data, containers in parts (bundle.md 2 to 4).',
  [...rosters, ...data, ...parts],
)
