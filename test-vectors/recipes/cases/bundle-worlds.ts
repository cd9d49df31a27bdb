/** bundle/worlds.json: worlds, what is pinned, the form of roots, and limits (bundle.md 1 and 2). */
import { container, type Document, type Signing } from '../hand/document.ts'
import type { Json } from '../hand/jcs.ts'
import { key } from '../hand/keys.ts'
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
  trust,
  unpinned,
  type Offers,
} from '../world/editions.ts'
import { root, type RootOptions } from '../world/root.ts'

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

export const bundleWorlds = bundleFile(
  'bundle/worlds.json',
  'pinRoot and acceptBundle: worlds, what is pinned, the form of roots, and limits (bundle.md 1 and 2).',
  [...worlds, ...roots, ...limits],
)
