/** The holder's side: a key that cannot leave, requests that prove it, live codes that a gate takes, one a step. */
import { describe, expect, test } from 'vitest'
import { alter, bytesOfCode, codeOfBytes } from '../../house/alter.ts'
import { issue } from '../issue.ts'
import { jwkSigner } from '../crypto/signer.ts'
import { challengeOf, openRequest } from '../open-request.ts'
import { presentationId } from '../credential/presentation-id.ts'
import { encodeBase45 } from '../encoding/base45.ts'
import { refusalOf } from '../testing/refusal.ts'
import {
  at,
  clock,
  goodClaims,
  goodContext,
  issueCode,
  issuerKeys,
  now,
  worldBundle,
} from '../testing/world.ts'
import { verify } from '../verify.ts'
import { createHolderKey, holderKeyOf, type HolderKey } from './holder-key.ts'
import { livePresentation } from './live-presentation.ts'
import { presentations } from './presentations.ts'
import { requestText } from './request-text.ts'

const algorithms = ['Ed25519', 'ESP256'] as const
const challenge = new Uint8Array(16).fill(9)
const keys = { Ed25519: await createHolderKey('Ed25519'), ESP256: await createHolderKey() }
const stranger = await createHolderKey()
const bundle = await worldBundle()

const codeFor = async ({ publicJwk }: HolderKey, validUntil = goodClaims.validUntil) =>
  issue(
    { ...goodClaims, validUntil, holderKey: publicJwk },
    { signer: await jwkSigner(issuerKeys.Ed25519), cti: new Uint8Array(8) },
  )
const decide = (text: string, seconds = 0) =>
  verify(text, { bundle, now: new Date((now + seconds) * 1000), context: goodContext })

describe.each(algorithms)('a holder key for %s', (alg) => {
  const key = keys[alg]

  test('does not give its secret half, and is the same when its pair is taken up again', async () => {
    await expect(crypto.subtle.exportKey('jwk', key.pair.privateKey)).rejects.toThrow()
    expect((await holderKeyOf(key.pair)).publicJwk).toEqual(key.publicJwk)
    expect(Object.keys(key.publicJwk)).not.toContain('d')
  })

  test('asks for a code, is opened over its challenge alone, and shows the code live', async () => {
    const request = await requestText(key, { challenge })
    expect(request).toMatch(/^GGR1:[0-9A-Z $%*+\-./:]+$/)
    expect(challengeOf(request)).toEqual(challenge)
    const opened = await openRequest(request, challenge)
    expect(opened).toEqual({ holderKey: key.publicJwk, class: 'app' })
    const code = await codeFor(key)
    expect((await decide(code)).reasons).toContainEqual({ code: 'live-proof-missing' })
    const text = await livePresentation(code, key, clock)
    expect((await decide(text)).outcome).toBe('pass')
    expect(await presentationId(text)).toEqual({
      code: (await presentationId(code))!.code,
      step: Math.floor(now / 30),
    })
    expect(await livePresentation(text, key, new Date((now + 60) * 1000))).not.toBe(text)
  })

  test('no altered live code passes', async () => {
    const text = await livePresentation(await codeFor(key), key, clock)
    let seed = 1
    const next = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
    for (let i = 0; i < 150; i++) {
      const altered = alter(text, next)
      if (altered !== text) expect((await decide(altered)).outcome).not.toBe('pass')
    }
    const bytes = bytesOfCode(text)
    for (let bit = 0; bit < bytes.length * 8; bit += 13) {
      const flipped = bytes.slice()
      flipped[bit >> 3]! ^= 1 << (bit & 7)
      expect((await decide(codeOfBytes(flipped))).outcome).not.toBe('pass')
    }
  })
})

test('a photograph of a live code is worthless after the window', async () => {
  const text = await livePresentation(await codeFor(stranger), stranger, clock)
  expect((await decide(text, 120)).outcome).toBe('pass')
  expect((await decide(text, 121)).reasons).toEqual([{ code: 'live-proof-expired' }])
})

test('a code of another key, of none, or no code is not shown', async () => {
  const code = await codeFor(keys.ESP256)
  expect(await refusalOf(livePresentation(code, stranger, clock))).toBe('ERR_LIVE_KEY')
  expect(await refusalOf(livePresentation(await issueCode(), stranger, clock))).toBe('ERR_LIVE_KEY')
  expect(await refusalOf(livePresentation('HC1:', stranger, clock))).toBe('ERR_CODE_MALFORMED')
})

describe('a request is refused', () => {
  const { ESP256: key } = keys

  test('for another challenge', async () => {
    const other = new Uint8Array(16)
    const request = await requestText(key, { challenge })
    expect(await refusalOf(openRequest(request, other))).toBe('ERR_REQUEST_CHALLENGE')
  })

  test('when another key signed it', async () => {
    const borrowed: HolderKey = { publicJwk: key.publicJwk, sign: (bytes) => stranger.sign(bytes) }
    const request = await requestText(borrowed, { challenge, class: 'paper' })
    expect(await refusalOf(openRequest(request, challenge))).toBe('ERR_REQUEST_PROOF')
  })

  test('when any byte of it is another', async () => {
    const bytes = bytesOfCode((await requestText(key, { challenge })).replace('GGR1:', 'GG1:'))
    for (let i = 0; i < bytes.length; i++) {
      const changed = bytes.slice()
      changed[i]! ^= 1
      const refusal = await refusalOf(openRequest(`GGR1:${encodeBase45(changed)}`, challenge))
      expect(refusal).toMatch(/^ERR_(REQUEST|KEY)_/)
    }
  })

  test.each(['', 'GGR2:AA', 'GG1:', 'GGR1:', 'GGR1:#', `GGR1:${'0'.repeat(2000)}`])(
    'where it is none (%#)',
    async (text) => {
      expect(await refusalOf(openRequest(text, challenge))).toBe('ERR_REQUEST_MALFORMED')
    },
  )

  test('before it is made, for a challenge that is too short or too long', async () => {
    for (const length of [0, 15, 65]) {
      const made = requestText(key, { challenge: new Uint8Array(length) })
      await expect(made).rejects.toThrow(TypeError)
    }
  })
})

describe('presentations', () => {
  /** A clock that stands 150 ms before the next step, and runs like the wall's once it is let go. */
  const clockBeforeAStep = () => {
    let since: number | undefined
    return {
      now: () => new Date((now + 30) * 1000 - 150 + (since === undefined ? 0 : Date.now() - since)),
      letGo: () => {
        since ??= Date.now()
      },
    }
  }

  test('give a text at once and another when the next step begins, until they are ended', async () => {
    const ending = new AbortController()
    const seen: { text: string; step: number; until: Date }[] = []
    const code = await codeFor(keys.ESP256)
    const clock = clockBeforeAStep()
    const options = { now: clock.now, signal: ending.signal }
    for await (const shown of presentations(code, keys.ESP256, options)) {
      clock.letGo()
      seen.push(shown)
      if (seen.length === 2)
        setTimeout(() => {
          ending.abort()
        }, 20)
    }
    expect(seen.map(({ step }) => step * 30 - now)).toEqual([0, 30])
    expect(seen[0]!.until).toEqual(new Date((now + 30) * 1000))
    for (const [i, { text }] of seen.entries())
      expect((await decide(text, 30 * i)).outcome).toBe('pass')
  })

  test('end when the code expires', async () => {
    const code = await codeFor(keys.Ed25519, at(30))
    const steps: number[] = []
    const { now: clock, letGo } = clockBeforeAStep()
    for await (const { step } of presentations(code, keys.Ed25519, { now: clock })) {
      letGo()
      steps.push(step)
    }
    expect(steps).toHaveLength(1)
  })

  test('are none where the signal has ended them already', async () => {
    const code = await codeFor(keys.Ed25519)
    const signal = AbortSignal.abort()
    expect(await presentations(code, keys.Ed25519, { signal }).next()).toMatchObject({ done: true })
  })
})
