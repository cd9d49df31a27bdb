/** bundle/refuse.json: one thing wrong with what a bundle says; signatures have their own file. */
import { concat, fromHex } from '../hand/bytes.ts'
import { cbor, raw, tag } from '../hand/cbor.ts'
import { container, type Document } from '../hand/document.ts'
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
  third,
  trust,
  type Offers,
} from '../world/editions.ts'
import { by, root } from '../world/root.ts'

const goodFirst = takes(first(), 1, 1, 1)
const goodSecond = takes(second(), 1, 2, 2)

const alone = (id: string, bytes: Uint8Array | number, error: string, comment: string): Offers =>
  offers(id, [refuses(bytes, error)], comment)

const after = (id: string, bytes: Uint8Array, error: string, comment: string): Offers =>
  offers(id, [goodFirst, refuses(bytes, error)], comment)

const afterSecond = (id: string, bytes: Uint8Array, error: string, comment: string): Offers =>
  offers(id, [goodSecond, refuses(bytes, error)], comment)

const whole = documents({
  version: 1,
  signedAt: '2026-03-01T00:00:00Z',
  expires: '2026-04-01T00:00:00Z',
  members,
})
const without = (name: string): Uint8Array =>
  container(whole.filter((document) => document.name !== name))
const entries = whole.map(({ name, payload, signatures }) => [name, payload, signatures])
const label = 'greengate-bundle-1'

const containers = [
  alone('container-too-large', 256 * 1024 * 1024 + 1, 'TOO_LARGE', '256 MiB and a byte of zeros'),
  alone('container-empty', new Uint8Array(), 'MALFORMED', 'no byte'),
  alone('container-json', fromHex('7b7d'), 'MALFORMED', '{}'),
  alone('container-map', cbor(new Map([[label, entries]])), 'MALFORMED', 'a map'),
  alone('container-bare-list', cbor(entries), 'MALFORMED', 'the documents without a label'),
  alone('container-label-unknown', cbor(['greengate-bundle-2', entries]), 'MALFORMED', 'bundle-2'),
  alone('container-third-item', cbor([label, entries, 1]), 'MALFORMED', 'an item too many'),
  alone('container-without-documents', cbor([label, []]), 'MEMBER_MISSING', 'an empty list'),
  alone('container-trailing-byte', concat(first(), Uint8Array.of(0)), 'MALFORMED', 'a byte more'),
  alone('container-cut', first().slice(0, -1), 'MALFORMED', 'a byte less'),
  alone('container-cut-in-half', first().slice(0, first().length / 2), 'MALFORMED', 'half of it'),
  alone('container-tagged', cbor(tag(55_799, [label, entries])), 'MALFORMED', 'a tag before it'),
  alone(
    'container-head-not-shortest',
    cbor([label, raw(concat(fromHex('9805'), ...entries.map((entry) => cbor(entry))))]),
    'MALFORMED',
    '98 05 for 85',
  ),
  alone(
    'document-of-two-parts',
    cbor([label, entries.map(([name, payload]) => [name, payload])]),
    'MALFORMED',
    'signatures are missing',
  ),
  alone(
    'document-payload-text',
    cbor([label, whole.map((d) => [d.name, new TextDecoder().decode(d.payload), d.signatures])]),
    'MALFORMED',
    'text for bytes',
  ),
  alone('timestamp-missing', without('timestamp'), 'MEMBER_MISSING', 'nothing to begin with'),
  alone('snapshot-missing', without('snapshot'), 'MEMBER_MISSING', 'nothing to go on with'),
]

const pointing = [
  alone(
    'snapshot-digest',
    first({ points: (line) => ({ ...line, sha256: 'A'.repeat(43) }) }),
    'DIGEST',
    'the timestamp names another snapshot',
  ),
  alone(
    'snapshot-length',
    first({ points: (line) => ({ ...line, length: 1 }) }),
    'DIGEST',
    'the timestamp names another length',
  ),
  alone('member-missing', without('trust'), 'MEMBER_MISSING', 'the snapshot lists trust'),
  alone(
    'member-rules-missing',
    without('rules/cn-3301/1'),
    'MEMBER_MISSING',
    'the snapshot lists the rule set',
  ),
  alone(
    'member-digest',
    first({ line: (line) => ({ ...line, sha256: 'A'.repeat(43) }) }),
    'DIGEST',
    'the snapshot names other members',
  ),
  alone(
    'member-length',
    first({ line: (line) => ({ ...line, length: Number(line['length']) + 1 }) }),
    'DIGEST',
    'the snapshot names another length',
  ),
  alone(
    'member-swapped',
    first({ listed: [facts(), rules(), trust(2)], members }),
    'DIGEST',
    'the trust list carried is not the one listed',
  ),
]

const naming = [
  alone(
    'member-not-listed',
    first({ listed: [facts(), rules()] }),
    'MALFORMED',
    'a trust list that the snapshot does not know',
  ),
  alone('member-twice', container([...whole, ...whole.slice(-1)]), 'MALFORMED', 'trust twice'),
  alone(
    'snapshot-of-another-version',
    first({ snapshot: { version: 2 } }),
    'MALFORMED',
    'the timestamp says 1, the snapshot itself 2',
  ),
  alone(
    'member-of-another-version',
    first({ line: (line) => ({ ...line, version: 2 }) }),
    'MALFORMED',
    'the snapshot says 2, the members themselves 1',
  ),
  alone(
    'rule-set-under-another-id',
    first({
      members: [facts(), { ...rules(1, { id: 'cn-33' }), name: 'rules/cn-3301/1' }, trust()],
    }),
    'MALFORMED',
    'named after another set',
  ),
]

const olderTrust: readonly Document[] = [facts(), rules(), rules(2), trust()]

const floors = [
  afterSecond('rollback-whole', first(), 'ROLLBACK', 'the first edition after the second'),
  afterSecond(
    'rollback-timestamp',
    second({ timestampVersion: 1 }),
    'ROLLBACK',
    'an older timestamp for the same snapshot',
  ),
  afterSecond(
    'rollback-snapshot',
    first({ timestampVersion: 3 }),
    'ROLLBACK',
    'a newer timestamp for the first snapshot',
  ),
  afterSecond(
    'rollback-member',
    third({ members: olderTrust }),
    'ROLLBACK',
    'a newer snapshot with the first trust list',
  ),
  after(
    'member-vanishes',
    second({ members: [facts(), rules(), rules(2)] }),
    'ROLLBACK',
    'the second edition has no trust list',
  ),
  after(
    'rule-set-version-vanishes',
    second({ members: [facts(), rules(2), trust(2)] }),
    'ROLLBACK',
    'a rule set version that was there stays there',
  ),
  after(
    'equivocation-timestamp',
    first({ timestampExpires: '2026-03-31T00:00:00Z' }),
    'EQUIVOCATION',
    'the same version with another expiry',
  ),
  after(
    'equivocation-snapshot',
    first({ timestampVersion: 2, snapshot: { expires: '2026-03-31T00:00:00Z' } }),
    'EQUIVOCATION',
    'a newer timestamp for another snapshot of the same version',
  ),
  after(
    'equivocation-member',
    second({
      members: [facts(), rules(), rules(2), trust(1, { expires: '2026-05-01T00:00:00Z' })],
    }),
    'EQUIVOCATION',
    'the same version of the trust list with another expiry',
  ),
  after(
    'equivocation-rule-set',
    second({ members: [facts(), rules(1, { engine: 2 }), rules(2), trust(2)] }),
    'EQUIVOCATION',
    'the same version of the rule set with other content',
  ),
  alone(
    'equivocation-root',
    first({ roots: [root({ endsAt: '2027-12-31T16:00:00Z' })] }),
    'EQUIVOCATION',
    'another root 1, rightly signed',
  ),
]

const past = '2026-03-02T04:00:00Z'
const time = [
  alone('timestamp-expired', first({ timestampExpires: past }), 'EXPIRED', 'at its expiry'),
  alone('snapshot-expired', first({ snapshot: { expires: past } }), 'EXPIRED', 'at its expiry'),
  alone(
    'trust-list-expired',
    first({ members: [facts(), rules(), trust(1, { expires: past })] }),
    'EXPIRED',
    'at its expiry',
  ),
  alone(
    'fact-types-expired',
    first({ members: [facts(1, { expires: past }), rules(), trust()] }),
    'EXPIRED',
    'at its expiry',
  ),
  alone(
    'timestamp-from-the-future',
    first({ timestampSignedAt: '2026-03-03T04:00:01Z' }),
    'CLOCK',
    'signed 24 hours and a second from now',
  ),
  alone(
    'member-from-the-future',
    first({ members: [facts(), rules(), trust(1, { signedAt: '2026-03-03T04:00:01Z' })] }),
    'CLOCK',
    'the clock is judged by every document',
  ),
  offers(
    'root-expired',
    [refuses(first(), 'EXPIRED')],
    'the pinned root is past its expiry, and nothing follows it',
    container([root({ expires: past })]),
  ),
]

const rotation = [
  alone(
    'root-by-the-new-keys-only',
    second({
      roots: [root({ version: 2, roles: { root: [1, 'root-3'] }, by: by('root-3') })],
    }),
    'SIGNATURE',
    'the root before must sign the next one',
  ),
  alone(
    'root-by-the-old-keys-only',
    second({ roots: [root({ version: 2, roles: { root: [1, 'root-3'] } })] }),
    'SIGNATURE',
    'the next root must sign itself',
  ),
  alone(
    'root-below-its-own-threshold',
    second({
      roots: [
        root({
          version: 2,
          roles: { root: [3, 'root-1', 'root-2', 'root-3'] },
        }),
      ],
    }),
    'SIGNATURE',
    'two of three',
  ),
  alone(
    'root-rotated-key-signs-on',
    second({ roots: [root({ version: 2, roles: { timestamp: [1, 'timestamp-2'] } })] }),
    'SIGNATURE',
    'root 2 took the timestamp from the key that still signs it',
  ),
]

export const bundleRefuse = bundleFile(
  'bundle/refuse.json',
  'acceptBundle: bundles with one thing wrong, and the code of the error (bundle.md 4).',
  [...naming, ...containers, ...pointing, ...floors, ...time, ...rotation],
)
