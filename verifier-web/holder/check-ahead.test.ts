/** Tests of checking ahead: what is foretold comes true, a proof's minutes do not count, and the age of the data is told apart. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acceptBundle, pinRoot, type Bundle } from 'greengate'
import { createHolderKey } from 'greengate/holder'
import { issue, jwkSigner, type Claims } from 'greengate/issue'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { healthAt } from '../../cli/demo/health.ts'
import { checkAhead, type Ahead, type OwnShown } from './check-ahead.ts'
import { secondsBehind } from './holder-world.ts'
import { lookAtCode } from './look-at-code.ts'

const now = new Date('2026-03-02T04:00:00Z')
const hour = 3_600_000
const after = (hours: number): Date => new Date(now.getTime() + hours * hour)

let folder: string
let demo: Demo
let bundle: Bundle
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-ahead-'))
  demo = await makeDemo({ folder: join(folder, 'demo'), now })
  const root = await pinRoot(demo.rootBytes, { worlds: ['demo'] })
  bundle = await acceptBundle(root, demo.bundleBytes, now)
})
afterAll(() => rm(folder, { recursive: true }))

const codeFor = async (claims: Claims): Promise<string> =>
  issue(claims, {
    signer: await jwkSigner(demo.keys.issuers.city),
    cti: new Uint8Array(8),
  })
const tested = (at: Date): Claims => {
  const { stated, test: negative, checkin } = healthAt(at)
  return stated('林*', '123X', negative(20), checkin(3))
}
const ask = (shown: OwnShown, then = now, from = now): Promise<Ahead> =>
  checkAhead(shown, { bundle, ruleSet: demo.ruleSet, now: from, then })

test('what is foretold holds to the second, and what is to come after it comes', async () => {
  const shown = { texts: [await codeFor(tested(now))] }
  const { outcome, until, after: next } = await ask(shown)
  expect(outcome).toBe('pass')
  const flip = new Date(until ?? '')
  expect((await ask(shown, new Date(flip.getTime() - 1000))).outcome).toBe('pass')
  expect((await ask(shown, flip)).outcome).toBe(next?.outcome)
  expect(next?.outcome).not.toBe('pass')
})

test('a live code is proven for then, and holds for as long as the same code without a key', async () => {
  const key = await createHolderKey()
  const bound = await codeFor({ ...tested(now), holderKey: key.publicJwk })
  const free = await ask({ texts: [await codeFor(tested(now))] }, after(2))
  const own = await ask({ texts: [bound], key }, after(2))
  expect([own.outcome, own.until, own.after?.outcome]).toEqual([
    'pass',
    free.until,
    free.after?.outcome,
  ])
  const without = await ask({ texts: [bound] }, after(2))
  expect(without.decision.reasons).toContainEqual({ code: 'live-proof-missing' })
  expect(without.outcome).toBe('check')
})

test('data that are too old are named, and do not hide what the rules say', async () => {
  const [long, from] = [after(240), after(239)]
  const shown = { texts: [await codeFor(tested(after(239)))] }
  const { decision, outcome, staleNow, staleByThen, nextVersion } = await ask(shown, long, from)
  expect(decision.outcome).not.toBe('pass')
  expect(decision.reasons.map(({ code }) => code)).toContain('bundle-stale')
  expect(outcome).toBe('pass')
  expect(staleNow).toContain('timestamp')
  expect(staleByThen).toEqual([])
  // The same version is in force at both.
  expect(nextVersion).toBeUndefined()
  const coming = await ask(shown, long)
  expect(coming.staleNow).toEqual([])
  expect(coming.staleByThen).toContain('timestamp')
  expect(coming.nextVersion?.version).toBe(3)
})

test('under an unknown rule set nothing passes', async () => {
  const shown = { texts: [await codeFor(tested(now))] }
  const { outcome } = await checkAhead(shown, { bundle, ruleSet: 'elsewhere', now, then: now })
  expect(outcome).toBe('check')
})

test('a look says whose a code is, and by which key it is shown', async () => {
  const key = await createHolderKey()
  const look = (text: string, keys = [key.publicJwk]) => lookAtCode([text], { now, bundle, keys })
  const bound = await codeFor({ ...tested(now), holderKey: key.publicJwk })
  expect(await look(bound)).toMatchObject({
    format: 'greengate',
    name: '林*',
    lastFour: '123X',
    signature: 'valid',
    time: 'in-time',
    binding: 'own',
  })
  expect((await look(bound, []))?.binding).toBe('other')
  expect((await look(await codeFor(tested(now))))?.binding).toBe('none')
  expect(await look('https://example.org/')).toBeUndefined()
  expect(await look('GG1:AAAA')).toMatchObject({ format: 'greengate', time: null })
})

test('a clock is behind only where the data prove it', () => {
  const { floor, root } = bundle
  const at = (seconds: number): Date => new Date(seconds * 1000)
  expect(secondsBehind(undefined, at(0))).toBe(0)
  expect(secondsBehind(bundle, at(floor - root.clockUncertainty))).toBe(0)
  expect(secondsBehind(bundle, at(floor - root.clockUncertainty - 1))).toBe(1)
})
