/** bundle/parts.json: worlds, limits, members of every kind, data, containers in parts, and recovery (bundle.md 1 to 4). */
import { base64url, sha256 } from '../hand/bytes.ts'
import { cbor } from '../hand/cbor.ts'
import { container, signDocument, type Document, type Signing } from '../hand/document.ts'
import type { Json } from '../hand/jcs.ts'
import { key } from '../hand/keys.ts'
import type { Publication } from '../hand/publish.ts'
import { bundleFile } from '../world/bundle-file.ts'
import {
  facts,
  first,
  offers,
  pinned,
  refuses,
  rules,
  second,
  takes,
  third,
  trust,
  unpinned,
  type Offers,
} from '../world/editions.ts'
import { by, root, type RootOptions } from '../world/root.ts'

const goodFirst = takes(first(), 1, 1, 1)
const alone = (id: string, bytes: Uint8Array, error: string, comment: string): Offers =>
  offers(id, [refuses(bytes, error)], comment)

const inWorld = (world: string, ...names: readonly string[]): readonly Signing[] =>
  names.map((name) => ({ by: key(name), world }))
const rootOf = (world: string, signed = world, more: RootOptions = {}): Document =>
  root({ world, by: inWorld(signed === 'production' ? '' : signed, 'root-1', 'root-2'), ...more })

const worlds = [
  unpinned('world-demo', container([rootOf('demo')]), 'WORLD', 'a root of the demo', [
    'production',
  ]),
  unpinned('world-test', pinned, 'WORLD', 'a root of tests', ['production', 'demo']),
  unpinned(
    'world-of-the-payload-alone',
    container([rootOf('production', 'test')]),
    'SIGNATURE',
    'its payload says production, its signatures are for tests',
    ['production', 'test'],
  ),
  unpinned(
    'world-of-the-signature-alone',
    container([rootOf('test', 'production')]),
    'SIGNATURE',
    'the other way round',
    ['production', 'test'],
  ),
  alone(
    'world-changes',
    second({ roots: [root({ version: 2, world: 'demo' })] }),
    'WORLD',
    'root 2 is of another world',
  ),
  alone(
    'end-moves-away',
    second({ roots: [root({ version: 2, endsAt: '2026-12-31T16:00:01Z' })] }),
    'WORLD',
    'a second more than was promised',
  ),
  offers(
    'end-comes-nearer',
    [takes(second({ roots: [root({ version: 2, endsAt: '2026-12-31T15:59:59Z' })] }), 2, 2, 2)],
    'an authority may end earlier',
  ),
  unpinned(
    'pin-two-documents',
    container([root(), root({ version: 2 })]),
    'MALFORMED',
    'a pinned root is one document',
  ),
  unpinned('pin-another-document', container([trust()]), 'MALFORMED', 'no root'),
  unpinned('pin-nothing', container([]), 'MALFORMED', 'no document'),
]

const emergencyOf = (emergency: Json): Document =>
  root({ version: 2, more: { roles: { ...rolesOf(), emergency } } })
const rolesOf = (): { readonly [name: string]: Json } => {
  const text = new TextDecoder().decode(root().payload)
  return (JSON.parse(text) as { roles: { readonly [name: string]: Json } }).roles
}
const emergencyRole = (more: { readonly [name: string]: Json }): Json => ({
  prefix: 'emergency.',
  keys: [key('rules').thumbprint, key('trust').thumbprint],
  threshold: 2,
  ended: [],
  ...more,
})
const formed = (id: string, document: Document, comment: string): Offers =>
  alone(id, second({ roots: [document] }), 'MALFORMED', comment)

const roots = [
  offers(
    'root-emergency-of-two',
    [takes(second({ roots: [emergencyOf(emergencyRole({}))] }), 2, 2, 2)],
    'two keys at least',
  ),
  formed('root-emergency-of-one', emergencyOf(emergencyRole({ threshold: 1 })), 'one key'),
  formed('root-emergency-without-ended', emergencyOf({ prefix: 'e', keys: [] }), 'no `ended`'),
  formed(
    'root-grace-below-limit',
    root({ version: 2, freshness: { timestamp: { limit: 60, grace: 59 } } }),
    'late after it is stale',
  ),
  formed(
    'root-freshness-of-one-class',
    root({ version: 2, more: { freshness: { poll: {} } } }),
    'both classes have a schedule',
  ),
  formed(
    'root-rails-missing',
    root({ version: 2, more: { roles: { ...rolesOf(), rules: [{ prefix: 'cn-' }] } } }),
    'a delegation without keys and rails',
  ),
  formed(
    'root-rails-negative',
    root({ version: 2, rails: { notice: -1, minDuration: 0, maxAhead: 0 } }),
    'negative notice',
  ),
]

/** A payload of so many bytes, rightly signed. */
const long = (name: string, bytes: number): Document => {
  const { payload, signatures } = name === 'trust' ? trust() : facts()
  return { name, payload: new Uint8Array(bytes).fill(payload[0] ?? 0), signatures }
}
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
const list = (text: string): Document => trust(1, { text })

const limits = [
  alone(
    'timestamp-too-long',
    container([long('timestamp', 16_385)]),
    'TOO_LARGE',
    'a byte over 16 KiB',
  ),
  alone(
    'timestamp-as-long-as-it-may-be',
    container([long('timestamp', 16_384)]),
    'SIGNATURE',
    'read, and found to be signed by nobody',
  ),
  alone(
    'member-listed-too-long',
    first({ line: (line) => ({ ...line, length: 16 * 1024 * 1024 + 1 }) }),
    'TOO_LARGE',
    'the snapshot promises more than any member may have',
  ),
  alone(
    'member-nested-65-deep',
    first({ members: [facts(), rules(), list(deep(66))] }),
    'MALFORMED',
    'deeper than 64',
  ),
  alone(
    'document-of-an-unknown-kind',
    container([{ ...trust(), name: 'gates' }]),
    'MALFORMED',
    'no role signs gates',
  ),
  alone(
    'document-root-without-a-number',
    container([{ ...root(), name: 'root/one' }]),
    'MALFORMED',
    'root and a version',
  ),
]

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
      members: statusMembers(status({ data: { length: 124, sha256: base64url(sha256(bits)) } })),
    }),
    'DIGEST',
    'the digest is right and the length is not',
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

const end = Number.MAX_SAFE_INTEGER
/** What a thief of the online keys published. */
const driven = (more: Partial<Publication> = {}): Uint8Array => first({ version: end, ...more })
const recovered = (more: RootOptions = {}): Document =>
  root({
    version: 2,
    roles: { timestamp: [1, 'timestamp-2'], snapshot: [1, 'stranger'] },
    ...more,
  })
const renewed = { timestampBy: by('timestamp-2'), snapshotBy: by('stranger') }

const recovery = [
  offers(
    'fast-forward',
    [
      takes(driven(), 1, end, end),
      refuses(second(), 'ROLLBACK'),
      takes(second({ roots: [recovered()], ...renewed }), 2, 2, 2),
      takes(third({ ...renewed }), 2, 3, 3),
    ],
    'a thief drove the versions to the end; root 2 takes his keys away, and versions begin anew',
  ),
  offers(
    'fast-forward-of-the-thief',
    [takes(driven(), 1, end, end), refuses(second({ roots: [recovered()] }), 'SIGNATURE')],
    'his keys are worth nothing under root 2',
  ),
  offers(
    'no-recovery-by-another-role',
    [
      takes(driven(), 1, end, end),
      refuses(
        second({ roots: [root({ version: 2, roles: { facts: [1, 'facts', 'stranger'] } })] }),
        'ROLLBACK',
      ),
    ],
    'root 2 changes neither timestamp nor snapshot',
  ),
  offers(
    'recovery-keeps-members',
    [takes(second(), 1, 2, 2), refuses(first({ roots: [recovered()], ...renewed }), 'ROLLBACK')],
    'who signs the trust list has not changed, so that its floor stands',
  ),
  offers(
    'recovery-of-a-member',
    [
      takes(first({ members: [facts(), rules(), trust(end)] }), 1, 1, 1),
      takes(
        second({
          roots: [
            recovered({
              roles: {
                timestamp: [1, 'timestamp-2'],
                snapshot: [1, 'stranger'],
                trust: [1, 'stranger'],
              },
            }),
          ],
          ...renewed,
          members: [facts(), rules(), rules(2), trust(2, { by: by('stranger') })],
        }),
        2,
        2,
        2,
      ),
    ],
    'the trust list was driven up too, and its key is another now',
  ),
  offers(
    'recovery-keeps-time',
    [
      takes(driven({ timestampSignedAt: '2026-03-02T03:00:00Z' }), 1, end, end),
      takes(second({ roots: [recovered()], ...renewed }), 2, 2, 2, '2026-03-02T03:00:00Z'),
    ],
    'the floor of time does not fall',
  ),
]

const signedAnew = [
  offers(
    'timestamp-signed-anew',
    [
      takes(first(), 1, 1, 1, '2026-03-01T00:00:00Z'),
      takes(first({ timestampSignedAt: '2026-03-02T00:00:00Z' }), 1, 1, 1, '2026-03-02T00:00:00Z'),
    ],
    'the same payload, signed a day later',
  ),
  alone(
    'equivocation-unsigned',
    first({ roots: [root({ endsAt: '2027-12-31T16:00:00Z', by: by('stranger') })] }),
    'SIGNATURE',
    'another root 1 by a stranger proves nothing against anybody',
  ),
  offers(
    'timestamp-names-an-older-snapshot',
    [takes(second(), 1, 2, 2), refuses(first({ timestampVersion: 3 }), 'ROLLBACK')],
    'whatever that snapshot holds',
  ),
]

export const bundleParts = bundleFile(
  'bundle/parts.json',
  'pinRoot and acceptBundle: worlds, limits, every kind of member, data, containers in parts, recovery (bundle.md 1 to 4).',
  [...worlds, ...roots, ...limits, ...rosters, ...data, ...parts, ...recovery, ...signedAnew],
)
