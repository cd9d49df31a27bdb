/** What reads certificates cannot be had, as on a page that lost its network before it was fetched: nobody passes by it. */
import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { acceptBundle } from '../bundle/accept-bundle.ts'
import { pinRoot } from '../bundle/pin-root.ts'
import type { Authority, AuthorityKey } from '../trust/authorities.ts'
import { openOtherKey, parseOtherJwk } from '../crypto/other-key.ts'
import { verify } from '../verify.ts'
import { standingOf } from './shc/key-standing.ts'
import { vdsNc } from './vds-nc/vds-nc.ts'

vi.mock('../trust/x509/x509.ts', () => {
  throw new Error('not fetched')
})

const vectors = new URL('../../test-vectors/', import.meta.url)
const bytes = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, vectors)))

interface Group {
  readonly given: { readonly root: string; readonly bundle: string; readonly acceptedAt: string }
  readonly cases: readonly {
    readonly text?: string
    readonly now: string
    readonly context: object
    readonly outcome: string
  }[]
}

test('a seal that would pass is for staff', async () => {
  const { groups } = JSON.parse(new TextDecoder().decode(bytes('verify/vds-nc.json'))) as {
    readonly groups: readonly Group[]
  }
  let tried = 0
  for (const { given, cases } of groups) {
    const pinned = await pinRoot(bytes(`bundle/${given.root}`), { worlds: ['test'] })
    const held = bytes(`bundle/${given.bundle}`)
    const bundle = await acceptBundle(pinned, held, new Date(given.acceptedAt))
    for (const { text, now, context, outcome } of cases) {
      if (outcome !== 'pass' || text === undefined) continue
      tried++
      const decision = await verify(text, { bundle, now: new Date(now), context, formats: [vdsNc] })
      expect(decision).toMatchObject({
        outcome: 'check',
        reasons: [{ code: 'unsupported-key', format: 'vds-nc' }],
      })
    }
  }
  expect(tried).toBeGreaterThan(0)
})

test('a health card whose key needs a chain has none', async () => {
  const { jwk } = JSON.parse(new TextDecoder().decode(bytes('keys/issuer-p256.json'))) as {
    readonly jwk: unknown
  }
  const key: AuthorityKey = {
    kid: 'k',
    key: openOtherKey(parseOtherJwk(jwk)),
    from: 0,
    until: 2 ** 40,
    states: ['*'],
    regions: ['*'],
    chain: [],
    revoked: [],
  }
  const authority: Authority = {
    format: 'shc',
    id: 'https://cards.example',
    name: { zh: '卡', en: 'cards' },
    keys: [key],
    roots: [],
    needsChain: true,
    revocations: [],
  }
  expect(await standingOf(authority, key)).toEqual({ state: 'unsupported-key' })
})
