/** Properties of errors: whatever is refused, no message, cause or stack says a claim, a code or a key. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alter } from '../house/alter.ts'
import { acceptBundle } from './bundle/accept-bundle.ts'
import { pinRoot } from './bundle/pin-root.ts'
import { encodeBundle } from './bundle/container.ts'
import type { Claims } from './credential/claims.ts'
import { decodeText } from './credential/decode.ts'
import { importVerifyKey } from './crypto/verify-key.ts'
import { algorithmOf, parsePublicJwk, type PrivateJwk } from './crypto/jwk.ts'
import { schemes } from './crypto/other-key.ts'
import { jwkSigner } from './crypto/signer.ts'
import { utf8 } from './encoding/bytes.ts'
import { parseCanonicalJson } from './encoding/canonical-json.ts'
import { GreengateError } from './errors.ts'
import { alteredJson } from './testing/arbitrary-json.ts'
import { backends } from './testing/checkers.ts'
import { keyNamed } from './testing/keys.ts'
import { publish } from './testing/publisher.ts'
import { at, clock, goodClaims, hour, issueCode, pinned, publication } from './testing/world.ts'

/** What an error says, to whoever prints it with all that it holds. */
const saidBy = (error: unknown): string => {
  if (!(error instanceof Error)) return JSON.stringify(error)
  const own = JSON.stringify(error, Object.getOwnPropertyNames(error))
  return [
    error.name,
    error.message,
    own,
    error.cause === undefined ? '' : saidBy(error.cause),
  ].join('\n')
}

/** The errors of the calls that were refused. */
const errorOf = async (call: () => unknown): Promise<string | undefined> => {
  try {
    await call()
    return undefined
  } catch (error) {
    return saidBy(error)
  }
}

/** Checks that none of the secrets, nor a piece of one, is said. */
const expectSilent = (said: string, secrets: readonly string[]): void => {
  for (const secret of secrets)
    for (let start = 0; start + 8 <= secret.length; start += 4)
      if (said.includes(secret.slice(start, start + 8))) expect(said).toBe('silent')
}

const marker = 'ZHANG-WEI-330106199001011234'

test('a refused claim is not said', async () => {
  let refused = 0
  const telling: Claims = {
    ...goodClaims,
    issuer: marker,
    subject: { maskedName: marker, lastFour: '1234' },
    assessment: { outcome: 'stop', ruleSet: marker, version: 1, rule: 7, assessedAt: at(-hour) },
    covers: [{ kind: marker, until: at(-hour) }],
    facts: [
      {
        ...goodClaims.facts![0]!,
        id: marker,
        kind: marker,
        source: marker,
        fields: { [marker]: marker },
      },
    ],
  }
  const longer = fc.constantFrom(
    marker.repeat(9),
    { [marker]: marker },
    [marker],
    `${marker}\ud800`,
  )
  const drawn = fc.oneof(
    alteredJson(telling),
    fc
      .tuple(alteredJson(telling), fc.constantFrom(...Object.keys(telling)), longer)
      .map(([claims, name, value]) => ({ ...(claims as object), [name]: value })),
  )
  const rounds = fc.asyncProperty(drawn, async (claims) => {
    const said = await errorOf(() => issueCode(claims as Claims))
    if (said === undefined) return
    refused++
    expectSilent(said, [marker])
  })
  await fc.assert(rounds, { numRuns: 800 })
  expect(refused).toBeGreaterThan(300)
})

test('a code that cannot be read is not said', async () => {
  const good = await issueCode({ ...goodClaims, subject: { maskedName: marker } })
  let refused = 0
  const numbers = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))
  const rounds = fc.asyncProperty(numbers, async (stream) => {
    const text = alter(good, () => stream.next().value as number)
    if (!text.startsWith('GG1:')) return
    const said = await errorOf(() => decodeText(text))
    if (said === undefined) return
    refused++
    expectSilent(said, [marker, text])
  })
  await fc.assert(rounds, { numRuns: 800 })
  expect(refused).toBeGreaterThan(200)
})

test('a key that is refused is not said, on any backend', async () => {
  let refused = 0
  const key = fc.constantFrom(keyNamed('a'), keyNamed('a', 'ESP256'))
  const drawn = key.chain((jwk) =>
    fc.oneof(
      alteredJson(jwk),
      alteredJson({ ...jwk, d: marker }),
      alteredJson({ ...jwk, x: keyNamed('b').x }),
    ),
  )
  const rounds = fc.asyncProperty(drawn, async (value) => {
    const jwk = value as PrivateJwk
    const calls = [
      () => jwkSigner(jwk),
      () => importVerifyKey(parsePublicJwk(jwk)),
      ...backends.map((backend) => () => {
        const key = parsePublicJwk(jwk)
        return backend.importKey(key, schemes[algorithmOf(key)])
      }),
    ]
    const secrets = ['a', 'b'].flatMap((name) => [keyNamed(name), keyNamed(name, 'ESP256')])
    for (const call of calls) {
      const said = await errorOf(call)
      if (said === undefined) continue
      refused++
      expectSilent(said, [marker, ...secrets.flatMap(({ d, x }) => [d, x])])
    }
  })
  await fc.assert(rounds, { numRuns: 400 })
  expect(refused).toBeGreaterThan(300)
})

test('JSON that is refused is not quoted', async () => {
  for (const text of [
    `{"a":"${marker}"`,
    `{"a":${marker}}`,
    `["${marker}",]`,
    marker,
    `{"a":"${marker}"} `,
  ]) {
    const said = await errorOf(() => parseCanonicalJson(utf8(text)))
    expect(said).toContain('ERR_JSON_MALFORMED')
    expectSilent(said!, [marker])
  }
})

test('a document that is refused is not quoted, nor its signatures', async () => {
  const documents = await publish(await publication())
  const pin = await pinned()
  let refused = 0
  const text = fc.constantFrom(
    `{"${marker}":1}`,
    `{"signatures":[${marker}]}`,
    `{"signatures":[{"protected":"${marker}","signature":"${marker}"}]}`,
    `{"version":1,"version":"${marker}"}`,
    marker,
  )
  const rounds = fc.asyncProperty(
    fc.nat(documents.length - 1),
    fc.boolean(),
    text,
    async (which, isPayload, odd) => {
      const altered = documents.map((each, i) => {
        if (i !== which) return each
        return isPayload ? { ...each, payload: utf8(odd) } : { ...each, signatures: utf8(odd) }
      })
      for (const call of [
        () => acceptBundle(pin, encodeBundle(altered), clock),
        () => pinRoot(encodeBundle(altered.slice(0, 1))),
      ]) {
        const said = await errorOf(call)
        if (said === undefined) continue
        refused++
        expectSilent(said, [marker])
      }
    },
  )
  await fc.assert(rounds, { numRuns: 200 })
  expect(refused).toBeGreaterThan(100)
})

test('an error of ours is told by its class, its name and its code', () => {
  const cause = new Error('below')
  const error = new GreengateError('ERR_KEY_MALFORMED', 'key: must be an object', { cause })
  expect([error.name, error.code, error.cause, error instanceof Error]).toEqual([
    'GreengateError',
    'ERR_KEY_MALFORMED',
    cause,
    true,
  ])
})
