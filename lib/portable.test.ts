/** Tests of the portable build where there is no BigInt: a world whose documents are signed with Ed25519, and codes of both kinds. */
import { expect, test } from 'vitest'
import { callInRealm, openRealm } from '../verifier-web/backend/realm.ts'
import { encodeBundle } from './bundle/container.ts'
import { parsePublicJwk, thumbprint, type Algorithm } from './crypto/jwk.ts'
import { livePresentation } from './holder/live-presentation.ts'
import { holderNamed } from './testing/holder-named.ts'
import { keyNamed } from './testing/keys.ts'
import { publishBytes } from './testing/publisher.ts'
import {
  clock,
  goodClaims,
  goodContext,
  issueCode,
  issuerKeys,
  publication,
  rootPayload,
  signedRoot,
} from './testing/world.ts'
import type { Decision } from './decision.ts'

const timestampKey = keyNamed('timestamp')

/** The world with a timestamp, and signatures of its root, by keys of Ed25519. */
async function worldOfEd25519(): Promise<{ readonly root: string; readonly bundle: string }> {
  const whole = await rootPayload()
  const name = await thumbprint(timestampKey)
  const payload = {
    ...whole,
    keys: { ...(whole['keys'] as object), [name]: parsePublicJwk(timestampKey) },
    roles: { ...(whole['roles'] as object), timestamp: { keys: [name], threshold: 1 } },
  }
  const root = await signedRoot(payload, [keyNamed('root 1'), keyNamed('root 3')])
  const all = await publication({ roots: [root], timestampKeys: [timestampKey] })
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
  return { root: text(encodeBundle([root])), bundle: text(await publishBytes(all)) }
}

const source = `async (api, given) => {
  const { root, bundle, now, texts, context } = JSON.parse(given)
  const bytesOf = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0))
  const clock = new Date(now)
  const pinned = await api.pinRoot(bytesOf(root), { worlds: ['test'] })
  const held = await api.acceptBundle(pinned, bytesOf(bundle), clock)
  await api.warmUp(held, api.allFormats)
  const told = []
  for (const text of texts) {
    told.push(await api.verify(text, { bundle: held, now: clock, context }))
    told.push(await api.inspect(text, { bundle: held, now: clock }))
  }
  return JSON.stringify(told)
}`

const live = async (name: Algorithm): Promise<string> => {
  const key = await holderNamed('holder', name)
  return livePresentation(await issueCode({ ...goodClaims, holderKey: key.publicJwk }), key, clock)
}

test('without BigInt codes by Ed25519 pass, and those by P-256, of issuer or holder, are for staff', async () => {
  const given = {
    ...(await worldOfEd25519()),
    now: clock.toISOString(),
    context: goodContext,
    texts: [
      await issueCode(),
      await live('Ed25519'),
      await issueCode(goodClaims, issuerKeys.ESP256),
      await live('ESP256'),
    ],
  }
  const ask = async (hasBigInt: boolean) =>
    (await callInRealm(openRealm(hasBigInt), source, JSON.stringify(given))) as readonly Decision[]
  const [decided, otherwise] = [await ask(true), await ask(false)]
  const outcomes = (told: readonly Decision[]) =>
    told.filter((_, i) => i % 2 === 0).map(({ outcome }) => outcome)
  expect(outcomes(decided)).toEqual(['pass', 'pass', 'pass', 'pass'])
  expect(outcomes(otherwise)).toEqual(['pass', 'pass', 'check', 'check'])
  expect(otherwise.slice(0, 4)).toEqual(decided.slice(0, 4))
  expect([4, 5, 6].map((i) => otherwise[i]?.reasons)).toEqual([
    [{ code: 'unsupported-key' }],
    ['unsupported-key'],
    [{ code: 'unsupported-key' }],
  ])
})

test('a text that is no code is a decision in there too, and one that needs large integers is damaged', async () => {
  const texts = ['', 'https://example.org/', '绿码', 'GG1:'.padEnd(900, 'A'), 'HC1:6BF']
  const tell = `async (api, given) => {
    const told = []
    for (const text of JSON.parse(given)) {
      told.push(await api.verify(text, { bundle: undefined, now: new Date(0), context: { ruleSet: 'cn-3301' }, formats: api.allFormats }))
    }
    return JSON.stringify(told)
  }`
  const decided = (await callInRealm(
    openRealm(false),
    tell,
    JSON.stringify(texts),
  )) as readonly Decision[]
  expect(decided.map(({ outcome }) => outcome)).toEqual(texts.map(() => 'unreadable'))
})
