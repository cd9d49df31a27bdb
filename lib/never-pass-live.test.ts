/** A live code with a tag, a card and a status list passes where all of it is right; where anything is wrong it never does. */
import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { bitsOf, bytesOfCode, codeOfBytes, flipBit } from '../house/alter.ts'
import { acceptBundle } from './bundle/accept-bundle.ts'
import type { Bundle } from './bundle/bundle.ts'
import { encodeBundle } from './bundle/container.ts'
import { jwkSigner } from './crypto/signer.ts'
import type { Decision } from './decision.ts'
import type { HolderKey } from './holder/holder-key.ts'
import { livePresentation } from './holder/live-presentation.ts'
import { issue } from './issue.ts'
import type { Context } from './judge/context.ts'
import { holdStationKeys } from './judge/station-keys.ts'
import { setBits, statusValue } from './testing/attacks-on-status.ts'
import { holderNamed } from './testing/holder-named.ts'
import { keyNamed } from './testing/keys.ts'
import { publish } from './testing/publisher.ts'
import {
  clock,
  day,
  freshness,
  goodClaims,
  goodContext,
  issuerId,
  issuerKeys,
  now,
  pinned,
  publication,
  rootPayload,
  signedRoot,
  trustPayload,
} from './testing/world.ts'
import { verify } from './verify.ts'

const algorithms = ['Ed25519', 'ESP256'] as const
const card = { type: 'passport', number: 'C01X00T47', source: 'chip' } as const
const bindingKey = new Uint8Array(32).fill(3)
const listName = `status/${issuerId}/2020-03`
const stepSeconds = 30

/** Keys of a station; of the right issuer and month unless told otherwise. */
const keysOf = (place = `${issuerId}/2020-03`, key = bindingKey) =>
  holdStationKeys('east', { binding: new Map([[place, key]]), population: new Map() })

let bundle: Bundle
let holders: Readonly<Record<'Ed25519' | 'ESP256', HolderKey>>
let stranger: HolderKey

/** A code by all that it is made of: the holder's key, its place in the list, the card of its tag. */
const codeOf = async (key: HolderKey, statusIndex: number | null, cti = 1): Promise<string> => {
  const claims = { ...goodClaims, holderKey: key.publicJwk }
  return issue(statusIndex === null ? claims : { ...claims, statusIndex }, {
    signer: await jwkSigner(issuerKeys.Ed25519),
    cti: new Uint8Array(8).fill(cti),
    bind: { bindingKey, card },
  })
}
const shown = async (key: HolderKey, ahead = 0, statusIndex: number | null = 1, cti = 1) =>
  livePresentation(await codeOf(key, statusIndex, cti), key, new Date(clock.getTime() + ahead))

beforeAll(async () => {
  holders = {
    Ed25519: await holderNamed('holder', 'Ed25519'),
    ESP256: await holderNamed('holder', 'ESP256'),
  }
  stranger = await holderNamed('stranger')
  const row = { status: { limit: day, grace: 2 * day } }
  const all = { ...freshness, ...row }
  const payload = { ...(await rootPayload(2)), freshness: { poll: all, stick: all } }
  const base = await publication()
  const issuers = trustPayload().issuers.map((each) => ({ ...each, status: 'lists' }))
  const lists = { ...trustPayload(2), issuers }
  const documents = await publish(
    await publication({
      roots: [...base.roots, await signedRoot(payload)],
      version: 2,
      members: [
        ...base.members.map((each) => (each.name === 'trust' ? { ...each, value: lists } : each)),
        { name: listName, value: statusValue(2, setBits), keys: [keyNamed('facts')] },
      ],
    }),
  )
  bundle = await acceptBundle(await pinned(), encodeBundle(documents, [setBits]), clock)
})

const context = {
  ...goodContext,
  ...{ station: 's1', requireLive: true, requireCard: true, card },
  startedAt: new Date(clock.getTime() - 3_600_000),
} as const
const decide = (texts: string | readonly string[], more: Context = {}): Promise<Decision> =>
  verify(texts, {
    bundle,
    now: clock,
    context: { ...context, ...more },
    stationKeys: keysOf(),
  })

test.each(algorithms)('no flipped bit of a live code by a holder’s %s key passes', async (name) => {
  const text = await shown(holders[name])
  expect((await decide(text)).outcome).toBe('pass')
  const proofBits = 75 * 8
  const bits = bitsOf(text)
  // What the issuer signed is tried bit by bit elsewhere; the step and the proof are here.
  for (let bit = 0; bit < bits; bit += bit < bits - proofBits ? 11 : 1) {
    const { outcome, reasons } = await decide(flipBit(text, bit))
    expect([bit, outcome]).not.toEqual([bit, 'pass'])
    expect(reasons.length).toBe(1)
  }
})

test('no proof passes under another code, another step or in another place', async () => {
  const { Ed25519: key } = holders
  const [one, other] = [bytesOfCode(await shown(key)), bytesOfCode(await shown(key, 0, 1, 2))]
  const later = bytesOfCode(await shown(key, stepSeconds * 1000))
  const spliced = fc.tuple(fc.constantFrom(one, other, later), fc.constantFrom(one, other, later))
  const own = new Set([one, other, later].map(codeOfBytes))
  const rounds = fc.asyncProperty(spliced, fc.nat(), async ([a, b], cut) => {
    const at = cut % a.length
    const text = codeOfBytes(Uint8Array.from([...a.subarray(0, at), ...b.subarray(at)]))
    fc.pre(!own.has(text))
    expect((await decide(text)).outcome).not.toBe('pass')
  })
  await fc.assert(rounds, { numRuns: 300 })
  // Cut just before the proof, where nothing but the proof is another's.
  for (const [a, b] of [
    [one, other],
    [other, one],
    [one, later],
  ] as const) {
    const text = codeOfBytes(Uint8Array.from([...a.subarray(0, -64), ...b.subarray(-64)]))
    expect((await decide(text)).reasons).toEqual([{ code: 'live-proof-invalid' }])
  }
})

/** What there is of everything, the right one first: exactly where all are right somebody passes. */
const dimensions = {
  holder: ['own', 'stranger', 'bare'],
  step: [0, -4, 4, -5, 5, -1000],
  place: [1, 0, 4, 19, 20, 1_000_000, null],
  list: ['fresh', 'stale', 'absent', 'no row', 'short', 'other month', 'other issuer'],
  keys: ['right', 'none', 'other key', 'other month', 'other issuer'],
  card: ['own', 'other number', 'other type', 'absent', 'mismatch', 'no-key'],
  seen: ['no', 'code', 'proof', 'unknown', undefined],
  started: ['long ago', 'just now', 'later'],
  trust: ['right', 'other key', 'withdrawn', 'gone'],
} as const
type Drawn = { readonly [K in keyof typeof dimensions]: (typeof dimensions)[K][number] }
const right = new Map<keyof Drawn, readonly unknown[]>([
  ['step', [0, -4, 4]],
  ['place', [1, 19]],
])

function worldOf({ list, trust }: Drawn): Bundle {
  const held = bundle.status.get(listName)!
  const { signedAt } = held
  const lists: Readonly<Record<Drawn['list'], Bundle['status']>> = {
    fresh: bundle.status,
    stale: new Map([[listName, { ...held, signedAt: signedAt - 3 * day }]]),
    absent: new Map(),
    'no row': bundle.status,
    short: new Map([[listName, { ...held, entries: 0 }]]),
    'other month': new Map([[`status/${issuerId}/2020-02`, held]]),
    'other issuer': new Map([['status/test/2020-03', held]]),
  }
  const issuer = bundle.trust!.issuers.get(issuerId)!
  const why = { zh: 't', en: 't' }
  const span = { from: now - 2 * day, until: now + day, site: null, why }
  const wrong = [...issuer.keys.values()][1]![0]!.key
  const keys = new Map(
    [...issuer.keys].map(([kid, known]) => [
      kid,
      known.map((entry) => ({
        ...entry,
        key: trust === 'other key' ? wrong : entry.key,
        revoked: trust === 'withdrawn' ? [span] : [],
      })),
    ]),
  )
  const issuers = new Map(trust === 'gone' ? [] : [[issuerId, { ...issuer, keys }]])
  const rows = [...bundle.root.freshness.poll].filter(
    ([row]) => list !== 'no row' || row !== 'status',
  )
  return {
    ...bundle,
    trust: { ...bundle.trust!, issuers },
    root: { ...bundle.root, freshness: { ...bundle.root.freshness, poll: new Map(rows) } },
    status: lists[list],
  }
}

const stationKeys: Readonly<Record<Drawn['keys'], ReturnType<typeof keysOf> | undefined>> = {
  right: keysOf(),
  none: undefined,
  'other key': keysOf(undefined, new Uint8Array(32).fill(4)),
  'other month': keysOf(`${issuerId}/2020-02`),
  'other issuer': keysOf('test/2020-03'),
}
const cards: Readonly<Record<Drawn['card'], Context['card']>> = {
  own: card,
  'other number': { ...card, number: 'C01X00T48' },
  'other type': { ...card, type: 'hk-macao-permit' },
  absent: undefined,
  mismatch: 'mismatch',
  'no-key': 'no-key',
}
const starts = { 'long ago': -3600, 'just now': 0, later: 100 } as const

test('it passes exactly where holder, step, place, list, keys, card, store and trust are right', async () => {
  const names = Object.keys(dimensions) as (keyof Drawn)[]
  // Mostly right, so that single faults are tried as well as heaps of them.
  const one = (name: keyof Drawn) =>
    fc.oneof(
      { weight: 9, arbitrary: fc.constant(dimensions[name][0]) },
      { weight: 1, arbitrary: fc.constantFrom<unknown>(...dimensions[name]) },
    )
  const any = fc.record(Object.fromEntries(names.map((name) => [name, one(name)])))
  const singles = names.flatMap((name) =>
    dimensions[name].map((value) => [
      { ...Object.fromEntries(names.map((each) => [each, dimensions[each][0]])), [name]: value },
    ]),
  )
  let passes = 0
  const rounds = fc.asyncProperty(any, async (values) => {
    const drawn = values as unknown as Drawn
    const isRight = names.every((name) =>
      (right.get(name) ?? [dimensions[name][0]]).includes(drawn[name]),
    )
    const { Ed25519: key } = holders
    const code = await codeOf(key, drawn.place)
    const at = new Date(clock.getTime() + drawn.step * stepSeconds * 1000)
    const signing = drawn.holder === 'stranger' ? { ...stranger, publicJwk: key.publicJwk } : key
    const text = drawn.holder === 'bare' ? code : await livePresentation(code, signing, at)
    const { card: _card, seenBefore: _seen, ...cardless } = context
    const shownCard = cards[drawn.card]
    const keys = stationKeys[drawn.keys]
    const decision = await verify(text, {
      bundle: worldOf(drawn),
      now: clock,
      context: {
        ...cardless,
        ...(shownCard !== undefined && { card: shownCard }),
        ...(drawn.seen !== undefined && { seenBefore: drawn.seen }),
        // With a proof of a later step than those of the process before.
        startedAt: new Date(clock.getTime() + starts[drawn.started] * 1000),
      },
      ...(keys !== undefined && { stationKeys: keys }),
    })
    expect(decision.outcome === 'pass').toBe(isRight)
    expect(JSON.stringify(decision)).not.toContain(card.number)
    if (isRight) passes++
  })
  await fc.assert(rounds, { numRuns: 300, examples: singles as [Record<string, unknown>][] })
  expect(passes).toBeGreaterThan(20)
})

test('what was decided is decided again from its basis, to the byte, as receipts keep it', async () => {
  const place = new URL('../test-vectors/schema/receipt-segments.schema.json', import.meta.url)
  const { $defs } = JSON.parse(await readFile(place, 'utf8')) as { readonly $defs: object }
  const schema = { $ref: '#/$defs/basis', $defs }
  const isBasis = new Ajv2020({ allErrors: true, strictTypes: false }).compile(schema)
  const text = await shown(holders.ESP256)
  for (const more of [{}, { card: { ...card, number: 'C01X00T48' } }, { startedAt: clock }]) {
    const first = await decide(text, more)
    const { context: said } = first.basis
    expect(isBasis(JSON.parse(JSON.stringify(first.basis))) ? [] : isBasis.errors).toEqual([])
    const again = await verify(text, {
      bundle,
      now: new Date(first.basis.now),
      context: {
        ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)),
        startedAt: new Date(said.startedAt!),
      },
    })
    expect(JSON.stringify(again)).toBe(JSON.stringify(first))
  }
})
