/** bundle/signatures.json: one thing wrong with a signature or its protected header (bundle.md 1). */
import { concat, flipBit } from '../hand/bytes.ts'
import { container, type Signing } from '../hand/document.ts'
import { withLargeS } from '../hand/ed25519.ts'
import { jcs } from '../hand/jcs.ts'
import { key } from '../hand/keys.ts'
import { bytes32, order } from '../hand/p256.ts'
import { bundleFile } from '../world/bundle-file.ts'
import {
  facts,
  first,
  offers,
  oneSigning,
  refuses,
  rules,
  trust,
  type Offers,
} from '../world/editions.ts'
import { by, root } from '../world/root.ts'

type Header = Exclude<Signing['header'], string | undefined>

const stamped = (
  id: string,
  signings: readonly Signing[],
  comment: string,
  rootBytes?: Uint8Array,
): Offers =>
  offers(id, [refuses(first({ timestampBy: signings }), 'SIGNATURE')], comment, rootBytes)

const headed = (id: string, header: Header, comment: string): Offers =>
  stamped(id, oneSigning({ header }), comment)

const twoOfTwo = container([root({ roles: { timestamp: [2, 'timestamp', 'timestamp-2'] } })])
const oneOfTwo = container([root({ roles: { timestamp: [1, 'timestamp', 'timestamp-2'] } })])

const flipped = (signature: Uint8Array): Uint8Array => flipBit(signature, -1)
const timestamp = key('timestamp')

/** The header as text, for what canonical JSON cannot say. */
const headerText = jcs({
  alg: 'Ed25519',
  b64: false,
  crit: ['b64'],
  kid: timestamp.thumbprint,
  signedAt: Date.parse('2026-03-01T00:00:00Z') / 1000,
  typ: 'greengate-test-timestamp',
})

const signers = [
  stamped('nobody', [], 'no signature at all'),
  stamped('stranger', by('stranger'), 'a key that root does not list'),
  stamped('wrong-role', by('snapshot'), 'a key of another role'),
  stamped('one-bit', oneSigning({ signature: flipped }), 'one bit of the signature'),
  stamped('signature-empty', oneSigning({ signature: () => new Uint8Array() }), 'no byte'),
  stamped('signature-short', oneSigning({ signature: (b) => b.slice(1) }), '63 bytes'),
  stamped('threshold-one-of-two', by('timestamp'), 'one signature, two are asked for', twoOfTwo),
  stamped(
    'threshold-one-and-a-stranger',
    by('timestamp', 'stranger'),
    'a stranger is nobody',
    twoOfTwo,
  ),
  stamped('threshold-one-key-twice', by('timestamp', 'timestamp'), 'one key is one vote', twoOfTwo),
  stamped(
    'bad-beside-good',
    [...by('timestamp'), { by: key('timestamp-2'), signature: flipped }],
    'a bad signature by a listed key spoils the good one',
    oneOfTwo,
  ),
  stamped(
    'bad-before-good',
    [{ by: key('timestamp-2'), signature: flipped }, ...by('timestamp')],
    'the same in the other order',
    oneOfTwo,
  ),
  stamped(
    'signed-at-differs',
    [...by('timestamp'), { by: key('timestamp-2'), signedAt: '2026-03-01T00:00:01Z' }],
    'signedAt is the same in every signature',
    twoOfTwo,
  ),
]

const headers = [
  headed('alg-eddsa', { alg: 'EdDSA' }, 'the old name is refused'),
  headed('alg-es256-for-ed25519', { alg: 'ES256' }, 'the key is Ed25519'),
  headed('alg-none', { alg: 'none' }, 'no algorithm'),
  headed('alg-missing', { alg: undefined }, 'alg is required'),
  headed('b64-true', { b64: true }, 'b64 says true'),
  headed('b64-missing', { b64: undefined }, 'b64 is required'),
  headed('crit-missing', { crit: undefined }, 'crit is required'),
  headed('crit-empty', { crit: [] }, 'an empty crit'),
  headed('crit-more', { crit: ['b64', 'exp'], exp: 4_000_000_000 }, 'a member that must be known'),
  headed('header-more', { jku: 'https://example.org' }, 'a member that nobody knows'),
  headed('kid-missing', { kid: undefined }, 'kid is required'),
  headed('kid-of-another-key', { kid: key('stranger').thumbprint }, 'named after a stranger'),
  headed('kid-of-another-listed-key', { kid: key('snapshot').thumbprint }, 'of another role'),
  headed('signed-at-missing', { signedAt: undefined }, 'signedAt is required'),
  headed('signed-at-text', { signedAt: '2026-03-01T00:00:00Z' }, 'text for a number'),
  headed('signed-at-fraction', { signedAt: 1_772_323_200.5 }, 'half a second'),
  headed('typ-missing', { typ: undefined }, 'typ is required'),
  headed('typ-of-another-world', { typ: 'greengate-demo-timestamp' }, 'signed for the demo'),
  headed('typ-of-production', { typ: 'greengate-timestamp' }, 'signed for production'),
  headed('typ-of-another-role', { typ: 'greengate-test-snapshot' }, 'a snapshot it is not'),
  stamped(
    'header-with-a-space',
    oneSigning({ header: headerText.replace(':', ': ') }),
    'compact JSON is asked for',
  ),
  stamped(
    'header-member-twice',
    oneSigning({ header: headerText.replace('"b64":false', '"b64":true,"b64":false') }),
    'a member twice',
  ),
]

const member = (id: string, members: Parameters<typeof first>[0], comment: string): Offers =>
  offers(id, [refuses(first(members), 'SIGNATURE')], comment)

const cityRole = container([root({ rules: { 'cn-': [1, 'rules'], 'cn-3301': [1, 'rules-city'] } })])

/** A trust list whose ES256 signature has other numbers; either half of s is taken (bundle-trust-list-es256-s-other-half). */
const numbers = (id: string, signature: (good: Uint8Array) => Uint8Array, comment: string) =>
  member(
    `trust-list-es256-${id}`,
    { members: [facts(), rules(), trust(1, { by: [{ by: key('trust'), signature }] })] },
    comment,
  )

const others = [
  stamped('ed25519-s-plus-order', oneSigning({ signature: withLargeS }), 'S + L in the place of S'),
  numbers('s-zero', (b) => concat(b.subarray(0, 32), bytes32(0n)), 's is 0'),
  numbers('s-order', (b) => concat(b.subarray(0, 32), bytes32(order)), 's is n'),
  numbers('r-zero', (b) => concat(bytes32(0n), b.subarray(32)), 'r is 0'),
  numbers('r-order', (b) => concat(bytes32(order), b.subarray(32)), 'r is n'),
  member('snapshot-by-the-timestamp-key', { snapshotBy: by('timestamp') }, 'another role'),
  member(
    'trust-list-by-the-facts-key',
    { members: [facts(), rules(), trust(1, { by: by('facts') })] },
    'another role',
  ),
  member(
    'trust-list-es256-one-bit',
    {
      members: [facts(), rules(), trust(1, { by: [{ by: key('trust'), signature: flipped }] })],
    },
    'one bit of an ES256 signature',
  ),
  member(
    'trust-list-es256-says-ed25519',
    {
      members: [
        facts(),
        rules(),
        trust(1, { by: [{ by: key('trust'), header: { alg: 'Ed25519' } }] }),
      ],
    },
    'the key is P-256',
  ),
  member(
    'rule-set-by-the-trust-key',
    { members: [facts(), rules(1, {}, by('trust')), trust()] },
    'another role',
  ),
  member(
    'rule-set-without-a-role',
    { members: [facts(), rules(1, {}, by('rules'), 'xx-1'), trust()] },
    'no prefix of root begins its id',
  ),
  offers(
    'rule-set-by-the-shorter-prefix',
    [refuses(first(), 'SIGNATURE')],
    'the longest prefix has its own role, which did not sign',
    cityRole,
  ),
]

export const bundleSignatures = bundleFile(
  'bundle/signatures.json',
  'acceptBundle: signatures and protected headers with one thing wrong (bundle.md 1). All are ERR_BUNDLE_SIGNATURE.',
  [...signers, ...headers, ...others],
)
