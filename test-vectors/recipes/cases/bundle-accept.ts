/** bundle/accept.json: sequences of bundles that must be accepted, and the floors that they leave. */
import { bytes32, order } from '../hand/p256.ts'
import { key } from '../hand/keys.ts'
import { concat, hex } from '../hand/bytes.ts'
import { bundleFile } from '../world/bundle-file.ts'
import { container, type Document } from '../hand/document.ts'
import { documents } from '../hand/publish.ts'
import {
  facts,
  first,
  offers,
  refuses,
  rules,
  second,
  takes,
  third,
  trust,
} from '../world/editions.ts'
import { by, root } from '../world/root.ts'

/** The signature's other form: n - s in the place of s. */
const otherS = (signature: Uint8Array): Uint8Array => {
  const s = BigInt(`0x${hex(signature.subarray(32))}`)
  return concat(signature.subarray(0, 32), bytes32(order - s))
}

const goodFirst = takes(first(), 1, 1, 1)

const signed = (...names: readonly string[]) => ({ timestampBy: by(...names) })
const withRoles = (options: Parameters<typeof root>[0]): Uint8Array => container([root(options)])

const goodDocuments = documents({
  version: 1,
  signedAt: '2026-03-01T00:00:00Z',
  expires: '2026-04-01T00:00:00Z',
  members: [facts(), rules(), trust()],
})

/** Two keys may sign timestamps, one must. */
const oneOfTwo = withRoles({ roles: { timestamp: [1, 'timestamp', 'timestamp-2'] } })
const twoOfTwo = withRoles({ roles: { timestamp: [2, 'timestamp', 'timestamp-2'] } })

/** Root 2: a third root key takes the place of the second, and another key signs timestamps. */
const nextRoot = (more: Parameters<typeof root>[0] = {}): Document =>
  root({
    version: 2,
    signedAt: '2026-03-02T00:00:00Z',
    roles: { root: [2, 'root-1', 'root-3'], timestamp: [1, 'timestamp-2'] },
    by: by('root-1', 'root-2', 'root-3'),
    ...more,
  })
const rotated = { roots: [nextRoot()], ...signed('timestamp-2') }

/** A rule set of a longer prefix has its own role. */
const cityRole = withRoles({
  rules: { 'cn-': [1, 'rules'], 'cn-3301': [1, 'rules-city'] },
})
const cityRules = (...names: readonly string[]): Document => rules(1, {}, by(...names))
const withRules = (document: Document) => ({ members: [facts(), document, trust()] })

const unusable = [
  ['rule-set-of-a-newer-engine', { engine: 2 }, 'the verifier will answer engine-too-old'],
  [
    'rule-set-ill-typed',
    { rules: [{ no: 1, outcome: 'pass' }] },
    'the verifier will answer rule-set-unusable',
  ],
  [
    'rule-set-past-its-end',
    { effective: { from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' } },
    'a set that is over stays in the bundle',
  ],
] as const

const cases = [
  offers('first-bundle', [goodFirst], 'a pinned root, and the first bundle on it'),
  offers('same-bundle-again', [goodFirst, goodFirst], 'nothing new is no fault'),
  offers('second-bundle', [goodFirst, takes(second(), 1, 2, 2)], 'everything one version on'),
  offers('second-bundle-at-once', [takes(second(), 1, 2, 2)], 'the first was never seen'),
  offers('versions-may-be-left-out', [goodFirst, takes(third(), 1, 3, 3)], 'from 1 to 3'),
  offers(
    'newer-timestamp-alone',
    [
      goodFirst,
      takes(first({ timestampVersion: 2, timestampSignedAt: '2026-03-02T00:00:00Z' }), 1, 2, 1),
    ],
    'a fresh timestamp for the same snapshot',
  ),
  offers(
    'trust-list-es256-s-other-half',
    [
      takes(
        first({
          members: [facts(), rules(), trust(1, { by: [{ by: key('trust'), signature: otherS }] })],
        }),
        1,
        1,
        1,
      ),
    ],
    'n - s for s: of documents either half is taken',
  ),
  offers(
    'stranger-of-another-algorithm',
    [
      takes(
        first({
          timestampBy: [
            { by: key('stranger'), header: { alg: 'ML-DSA-44', kid: 'of another form' } },
            ...by('timestamp'),
          ],
        }),
        1,
        1,
        1,
      ),
    ],
    'a key that root does not list, of whatever algorithm and form, helps nobody and harms nobody',
  ),
  offers(
    'root-carried-along',
    [takes(first({ roots: [root()] }), 1, 1, 1)],
    'the pinned root is in the bundle too, and is skipped',
  ),
  offers(
    'floor-rises-with-timestamp',
    [
      takes(first(), 1, 1, 1, '2026-03-01T00:00:00Z'),
      takes(
        first({ timestampVersion: 2, timestampSignedAt: '2026-03-02T01:00:00Z' }),
        1,
        2,
        1,
        '2026-03-02T01:00:00Z',
      ),
    ],
    'the time floor is the highest signedAt of root, snapshot and timestamp',
  ),
  offers(
    'floor-rises-with-root',
    [
      takes(
        first({ roots: [root({ version: 2, signedAt: '2026-03-02T03:00:00Z' })] }),
        2,
        1,
        1,
        '2026-03-02T03:00:00Z',
      ),
    ],
    'a root that was signed after the rest',
  ),
  offers(
    'floor-never-falls',
    [
      takes(second(), 1, 2, 2, '2026-03-02T00:00:00Z'),
      takes(third({ signedAt: '2026-03-01T12:00:00Z' }), 1, 3, 3, '2026-03-02T00:00:00Z'),
    ],
    'a newer version with an older signedAt',
  ),
  offers(
    'floor-not-by-members',
    [
      takes(
        first({ members: [facts(), rules(), trust(1, { signedAt: '2026-03-02T03:00:00Z' })] }),
        1,
        1,
        1,
        '2026-03-01T00:00:00Z',
      ),
    ],
    'a trust list that was signed after the rest does not move it',
  ),
  offers(
    'documents-in-another-order',
    [takes(container([...goodDocuments].reverse()), 1, 1, 1)],
    'documents are found by name',
  ),
  offers(
    'root-out-of-reach',
    [takes(second({ roots: [root({ version: 3 })] }), 1, 2, 2)],
    'root 3 without root 2 cannot be followed, and root 1 still holds',
  ),
  offers(
    'one-of-two-keys-first',
    [takes(first(signed('timestamp')), 1, 1, 1)],
    'one of two keys is enough',
    oneOfTwo,
  ),
  offers(
    'one-of-two-keys-second',
    [takes(first(signed('timestamp-2')), 1, 1, 1)],
    'and so is the other',
    oneOfTwo,
  ),
  offers(
    'two-of-two-keys',
    [takes(first(signed('timestamp', 'timestamp-2')), 1, 1, 1)],
    'both have signed',
    twoOfTwo,
  ),
  offers(
    'unlisted-key-beside-a-listed-one',
    [takes(first(signed('stranger', 'timestamp')), 1, 1, 1)],
    'a signature by a stranger counts nothing and harms nothing',
  ),
  offers(
    'root-rotation',
    [goodFirst, takes(second(rotated), 2, 2, 2)],
    'root 2 is signed by the old keys and by the new',
  ),
  offers(
    'root-rotation-before-the-first-bundle',
    [takes(second(rotated), 2, 2, 2)],
    'the pinned root is one behind',
  ),
  offers(
    'root-rotation-of-two-at-once',
    [
      takes(
        second({
          roots: [
            nextRoot(),
            root({ version: 3, roles: { root: [1, 'root-3'] }, by: by('root-1', 'root-3') }),
          ],
        }),
        3,
        2,
        2,
      ),
    ],
    'root 2 and root 3, each on the one before; root 3 gives the timestamp back to its first key',
  ),
  offers(
    'root-rotation-then-old-root-again',
    [
      takes(second(rotated), 2, 2, 2),
      takes(third({ roots: [root(), nextRoot()], ...signed('timestamp-2') }), 2, 3, 3),
    ],
    'roots that are known already are skipped',
  ),
  offers(
    'root-expired-but-followed',
    [takes(second({ ...rotated }), 2, 2, 2)],
    'only the last root must not be past its expiry',
    withRoles({ expires: '2026-02-01T00:00:00Z' }),
  ),
  offers(
    'longest-prefix-signs',
    [takes(first(withRules(cityRules('rules-city'))), 1, 1, 1)],
    'cn-3301 has its own role, which signed',
    cityRole,
  ),
  ...unusable.map(([id, more, comment]) =>
    offers(id, [takes(first(withRules(rules(1, more))), 1, 1, 1)], comment),
  ),
  offers(
    'signed-a-day-ahead',
    [takes(first({ timestampSignedAt: '2026-03-03T04:00:00Z' }), 1, 1, 1)],
    'exactly now + 24 h is still taken',
  ),
  offers(
    'a-second-before-expiry',
    [{ bytes: first(), at: '2026-03-31T23:59:59Z', gives: [1, 1, 1] }],
    'the last second of timestamp and snapshot',
  ),
  offers(
    'refusal-changes-nothing',
    [
      goodFirst,
      refuses(third({ line: (line) => ({ ...line, length: 1 }) }), 'DIGEST'),
      takes(second(), 1, 2, 2),
    ],
    'version 3 was refused for a member, so that its floors never rose and version 2 is taken',
  ),
  offers(
    'floor-stays-after-a-refusal',
    [takes(second(), 1, 2, 2), refuses(first(), 'ROLLBACK'), takes(third(), 1, 3, 3)],
    'what was refused leaves the bundle as it was',
  ),
]

export const bundleAccept = bundleFile(
  'bundle/accept.json',
  'acceptBundle: bundles offered one after the other to a verifier with a pinned root. After an error the bundle before it stays.',
  cases,
)
