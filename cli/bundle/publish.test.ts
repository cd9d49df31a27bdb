/** Publishing: what verifiers would refuse is refused before, with nothing written; and time runs its course. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { acceptBundle, ruleSetInForce, type Bundle } from 'greengate'
import { describe, expect, test } from 'vitest'
import { OperatorError } from '../operator-error.ts'
import { revert } from '../rules/revert.ts'
import { onlineSigners } from './online-keys.ts'
import { publish, refresh } from './publish.ts'
import { alone } from './publishing-lock.ts'
import { signDrafts } from './sign.ts'
import { openSigner } from './signer.ts'
import {
  after,
  beginPublishing,
  day,
  founded,
  hour,
  previous,
  ruleSet,
  testAuthority,
} from './test-authority.ts'

const inForce = (bundle: Bundle, now: Date): number | undefined =>
  ruleSetInForce(bundle, 'cn-3301', now)?.version

const minute = 60_000

test('fourteen versions are published within 40 days under the default rails, each in force at its instant', async () => {
  await using authority = await testAuthority()
  await beginPublishing(authority)
  let verifier: Bundle | undefined
  let last: Record<string, unknown> | undefined
  for (let version = 1; version <= 14; version += 1) {
    const from = (version - 1) * 3 * day
    const signedAt = after(Math.max(0, from - 25 * hour))
    const set = ruleSet(version, from, last === undefined ? {} : previous(last))
    await authority.add(set)
    await authority.sign(signedAt, ['rules-1', 'rules-2'], `rules/cn-3301/${version}`)
    const { taken } = await authority.publish(signedAt)
    expect(taken).toEqual([`rules/cn-3301/${version}`])
    verifier =
      verifier === undefined
        ? await authority.client(signedAt)
        : await acceptBundle(verifier, await authority.published(), signedAt)
    // By the verifier's own clock, to the second; nothing is fetched in between.
    expect(inForce(verifier, after(from - 1000))).toBe(version === 1 ? undefined : version - 1)
    expect(inForce(verifier, after(from))).toBe(version)
    last = set
  }
  const span = Date.parse((last?.['effective'] as { from: string }).from) - founded.getTime()
  expect(span).toBeLessThanOrEqual(40 * day)
})

test('a faulty version is corrected at every polling gate within one poll interval', async () => {
  await using authority = await testAuthority()
  await beginPublishing(authority)
  const first = ruleSet(1, 0)
  const faulty = ruleSet(2, 2 * day, previous(first))
  await authority.add(first)
  await authority.sign(founded, ['rules-1', 'rules-2'], 'rules/cn-3301/1')
  await authority.publish(founded)
  await authority.add(faulty)
  await authority.sign(founded, ['rules-1', 'rules-2'], 'rules/cn-3301/2')
  await authority.publish(after(hour))
  const interval = 5 * minute
  // Gates that poll at other moments of the interval, by clocks a minute off to either side.
  const gates = await Promise.all(
    [0, 1, 2, 3, 4].map(async (phase) => ({
      phase: (phase * interval) / 5,
      skew: (phase % 3) * minute - minute,
      bundle: await authority.client(after(hour + minute)),
    })),
  )
  const noticed = 2 * day + 2 * hour
  for (const { bundle, skew } of gates) expect(inForce(bundle, after(noticed + skew))).toBe(2)

  const document = await revert(await authority.shelf(), {
    id: 'cn-3301',
    to: 1,
    from: after(noticed),
    basis: ['Version 2 stopped everybody tested abroad'],
    requestedBy: 'Duty officer',
    reviewedBy: 'Review board',
    isCorrection: true,
  })
  await authority.sign(after(noticed), ['rules-1', 'rules-2', 'rules-3'], document.place)
  await authority.publish(after(noticed))

  for (const { bundle, phase, skew } of gates) {
    const polled = noticed + (phase === 0 ? interval : phase)
    const clock = after(polled + skew)
    const next = await acceptBundle(bundle, await authority.published(), clock)
    expect(polled - noticed).toBeLessThanOrEqual(interval)
    // A gate whose clock is behind takes it up when that clock has come to it.
    const ripe = Math.max(clock.getTime(), after(noticed).getTime())
    expect(inForce(next, new Date(ripe))).toBe(3)
  }
})

test('two people on two machines sign a snapshot, and neither can publish alone', async () => {
  await using authority = await testAuthority({ snapshot: '2 of publisher, witness' })
  await authority.sign(founded, ['trust-1'], 'trust/1')
  await authority.sign(founded, ['facts-1'], 'facts/1')
  const away = authority.at('../snapshot-2.jwk')
  renameSync(authority.at('keys/snapshot-2.jwk'), away)
  await expect(authority.publish(founded)).rejects.toBeInstanceOf(OperatorError)
  expect(existsSync(authority.at('published'))).toBe(false)
  await expect(authority.publish(after(hour))).rejects.toBeInstanceOf(OperatorError)
  const witness = { signers: [await openSigner({ key: away })], now: after(hour) }
  const quietly = { language: 'en', terminal: undefined, say: () => undefined } as const
  const [signed] = await signDrafts(await authority.open(), ['snapshot/1'], {
    ...witness,
    ...quietly,
  })
  expect(signed).toMatchObject({ missing: 0 })
  // A timestamp alone needs none of the two.
  expect(await authority.publish(after(2 * hour))).toMatchObject({ snapshot: 1, timestamp: 1 })
  expect((await authority.client(after(2 * hour))).snapshot?.version).toBe(1)
  expect(authority.list().filter((path) => path.includes('drafts/snapshot/'))).toEqual([])
  const how = { now: after(3 * hour), signers: await onlineSigners(await authority.open(), {}) }
  expect(await refresh(await authority.open(), how)).toMatchObject({ snapshot: 1, timestamp: 2 })
})

test('a snapshot that is half signed begins anew when there is something else to be published', async () => {
  await using authority = await testAuthority({ snapshot: '2 of publisher, witness' })
  await authority.sign(founded, ['facts-1'], 'facts/1')
  const away = authority.at('../snapshot-2.jwk')
  renameSync(authority.at('keys/snapshot-2.jwk'), away)
  await expect(authority.publish(founded)).rejects.toBeInstanceOf(OperatorError)
  const before = readFileSync(authority.at('drafts/snapshot/1.json'), 'utf8')
  await authority.sign(founded, ['trust-1'], 'trust/1')
  await expect(authority.publish(founded)).rejects.toBeInstanceOf(OperatorError)
  expect(readFileSync(authority.at('drafts/snapshot/1.json'), 'utf8')).not.toBe(before)
})

test('a timer that refreshes while somebody publishes waits, and no number is used twice', async () => {
  await using authority = await testAuthority()
  await beginPublishing(authority)
  const open = await authority.open()
  const how = { now: after(hour), signers: await onlineSigners(open, {}) }
  const many = await Promise.all([publish(open, how), refresh(open, how), refresh(open, how)])
  expect(many.map(({ timestamp }) => timestamp).sort()).toEqual([2, 3, 4])
  expect(authority.list().filter((path) => path.includes('.publishing'))).toEqual([])
})

test('what a process that is gone has left does not hold up, what another machine holds does', async () => {
  await using authority = await testAuthority()
  const open = await authority.open()
  const gone = spawnSync(process.execPath, ['--version']).pid
  writeFileSync(authority.at('.publishing'), `${gone} ${hostname()}\n`)
  expect(await alone(open, () => Promise.resolve('done'))).toBe('done')
  writeFileSync(authority.at('.publishing'), `${gone} another-machine\n`)
  await expect(alone(open, () => Promise.resolve('done'), 0)).rejects.toBeInstanceOf(OperatorError)
})

describe('is refused, and nothing is written,', () => {
  const listing = (authority: { list(): readonly string[] }): string => authority.list().join('\n')

  test('where the online keys are not here', async () => {
    await using authority = await testAuthority()
    rmSync(authority.at('keys/timestamp-1.jwk'))
    const before = listing(authority)
    await expect(authority.publish(founded)).rejects.toBeInstanceOf(OperatorError)
    expect(listing(authority)).toBe(before)
  })

  test('where root has expired', async () => {
    await using authority = await testAuthority()
    const before = listing(authority)
    await expect(authority.publish(after(366 * day))).rejects.toBeInstanceOf(OperatorError)
    expect(listing(authority)).toBe(before)
  })

  test('where a draft was signed ahead of the clock', async () => {
    await using authority = await testAuthority()
    await authority.sign(after(hour), ['facts-1'], 'facts/1')
    const before = listing(authority)
    await expect(authority.publish(founded)).rejects.toBeInstanceOf(OperatorError)
    expect(listing(authority)).toBe(before)
  })

  test('where a published version has other bytes now', async () => {
    await using authority = await testAuthority()
    await beginPublishing(authority)
    // Signed once more, rightly, under the same number: what a thief of the signed/ folder would do.
    for (const end of ['', '.signatures']) rmSync(authority.at(`signed/facts/1${end}.json`))
    const pack = JSON.parse(readFileSync(authority.at('signed/trust/1.json'), 'utf8')) as {
      expires: string
    }
    const types = [
      { name: 'test', labels: { zh: '检', en: 'test' }, fields: { at: { type: 'date' } } },
    ]
    writeFileSync(
      authority.at('drafts/facts/1.json'),
      JSON.stringify({ version: 1, expires: pack.expires, types, onSite: {} }),
    )
    await authority.sign(founded, ['facts-1'], 'facts/1')
    const before = listing(authority)
    await expect(authority.publish(after(hour))).rejects.toMatchObject({
      cause: { code: 'ERR_BUNDLE_EQUIVOCATION' },
    })
    expect(listing(authority)).toBe(before)
  })

  test('where members that were published are missing', async () => {
    await using authority = await testAuthority()
    await beginPublishing(authority)
    for (const end of ['', '.signatures']) rmSync(authority.at(`signed/trust/1${end}.json`))
    await expect(authority.publish(after(hour))).rejects.toMatchObject({
      cause: { code: 'ERR_BUNDLE_ROLLBACK' },
    })
  })

  test('by refresh, before anything was published and when the snapshot is about to expire', async () => {
    await using authority = await testAuthority()
    const open = await authority.open()
    const signers = await onlineSigners(open, {})
    await expect(refresh(open, { now: founded, signers })).rejects.toBeInstanceOf(OperatorError)
    await beginPublishing(authority)
    const late = after(25 * day)
    await expect(refresh(open, { now: late, signers })).rejects.toBeInstanceOf(OperatorError)
    const { timestamp } = await refresh(open, { now: after(day), signers })
    expect(timestamp).toBe(2)
  })
})
