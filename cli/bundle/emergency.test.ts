/** Emergency sets and delegations: who may sign them, what bounds them, and how root ends them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { acceptBundle, bundleSummary } from 'greengate'
import { generateKey, publicJwk, thumbprint } from 'greengate/issue'
import { describe, expect, test } from 'vitest'
import { writeKeyFile } from '../keys/key-file.ts'
import { OperatorError } from '../operator-error.ts'
import { documentPath, writeSettings } from './authority.ts'
import { countStopped } from './count.ts'
import { readCounts } from './emergency-counts.ts'
import { rotate } from './rotate.ts'
import { signCounts } from './sign.ts'
import { openSigner } from './signer.ts'
import {
  after,
  beginPublishing,
  day,
  founded,
  hour,
  ruleSet,
  testAuthority,
  text,
  type TestAuthority,
} from './test-authority.ts'

const place = 'emergency/emergency.cn-33/1'

/** Whoever had a contact is stopped. */
function tightening(from: number, more: object = {}): Record<string, unknown> {
  const rule = {
    no: 1,
    id: 'contact',
    outcome: 'stop',
    when: { op: 'some', kind: 'contact' },
    reason: { zh: '有接触史', en: 'had a contact' },
  }
  return ruleSet(1, from, {
    id: 'emergency.cn-33',
    effective: { from: text(from), until: text(from + 72 * hour) },
    rules: [rule],
    ...more,
  })
}

async function withEmergency(): Promise<TestAuthority> {
  const authority = await testAuthority({
    emergencyPrefix: 'emergency.',
    emergency: '2 of duty-1, duty-2, duty-3',
  })
  await beginPublishing(authority)
  await authority.add(ruleSet(1, 0))
  await authority.sign(founded, ['rules-1', 'rules-2'], 'rules/cn-3301/1')
  await authority.publish(founded)
  return authority
}

async function signTheCounts(authority: TestAuthority, now: Date, keys: readonly string[]) {
  const shelf = await authority.shelf()
  const set = shelf.drafts.find((draft) => draft.place === place)
  if (set === undefined) throw new Error('no draft')
  const signers = await Promise.all(
    keys.map((name) => openSigner({ key: authority.at(`keys/${name}.jwk`) })),
  )
  const signing = {
    signers,
    now,
    language: 'en',
    terminal: undefined,
    say: () => undefined,
  } as const
  return signCounts(shelf, await readCounts(shelf.authority, set), signing)
}

test('an emergency set is counted, signed with its counts, published at once, and ended by root', async () => {
  await using authority = await withEmergency()
  await authority.add(tightening(day))
  await authority.sign(after(day), ['emergency-1', 'emergency-3'], place)
  // Nobody has counted yet.
  await expect(authority.publish(after(day))).rejects.toBeInstanceOf(OperatorError)
  const shelf = await authority.shelf()
  const set = shelf.drafts.find((draft) => draft.place === place)
  if (set === undefined) throw new Error('no draft')
  const counts = await countStopped(shelf, set, { kind: 'synthetic', count: 400, seed: 1 })
  expect(counts).toMatchObject({ people: 400, name: place })
  // Counted, but not signed by enough; then by a key that has no say.
  await signTheCounts(authority, after(day), ['emergency-1'])
  await expect(authority.publish(after(day))).rejects.toBeInstanceOf(OperatorError)
  await expect(signTheCounts(authority, after(day), ['rules-1'])).rejects.toBeInstanceOf(
    OperatorError,
  )
  const signed = await signTheCounts(authority, after(day), ['emergency-2'])
  expect(signed.missing).toBe(0)
  // More than the bound.
  const open = await authority.open()
  await writeSettings({ ...open, settings: { ...open.settings, emergencyShare: 0 } })
  expect(counts.stopped).toBeGreaterThan(0)
  await expect(authority.publish(after(day))).rejects.toBeInstanceOf(OperatorError)
  await writeSettings({ ...open, settings: { ...open.settings, emergencyShare: 1 } })
  const { taken } = await authority.publish(after(day))
  expect(taken).toEqual([place])
  const bundle = await authority.client(after(day))
  expect(bundle.root.emergency?.ended.size).toBe(0)

  const rotated = await rotate(
    await authority.shelf(),
    { add: [], remove: [], isReplaced: false, endEmergency: 'emergency.cn-33/1' },
    after(day),
  )
  await authority.sign(after(day), ['root-1', 'root-2'], rotated.document.place)
  await authority.publish(after(day + hour))
  const next = await acceptBundle(bundle, await authority.published(), after(day + hour))
  expect([...(next.root.emergency?.ended ?? [])]).toEqual(['emergency.cn-33/1'])
})

describe('is not signed:', () => {
  test.each<[string, object]>([
    [
      'one that lasts longer than 72 hours',
      { effective: { from: text(day), until: text(day + 73 * hour) } },
    ],
    ['one that grants passage', { rules: ruleSet(1, 0)['rules'] as object }],
  ])('%s', async (_how, more) => {
    await using authority = await withEmergency()
    await authority.add(tightening(day, more))
    await expect(authority.sign(after(day), ['emergency-1'], place)).rejects.toBeInstanceOf(
      OperatorError,
    )
  })
})

test('whoever holds a prefix delegates a longer one, within its own rails', async () => {
  await using authority = await testAuthority()
  await beginPublishing(authority)
  const key = await generateKey('Ed25519')
  const name = await thumbprint(publicJwk(key))
  await writeKeyFile(authority.at('keys/city-1.jwk'), key)
  const city = (notice: number) => ({
    version: 1,
    expires: text(90 * day),
    prefix: 'cn-33',
    keys: { [name]: publicJwk(key) },
    delegations: [
      {
        prefix: 'cn-3301',
        keys: [name],
        threshold: 1,
        rails: { notice, minDuration: 86_400, maxAhead: 1_209_600 },
      },
    ],
  })
  await authority.add(city(3600))
  const draft = 'delegation/cn-33/1'
  await expect(authority.sign(founded, ['rules-1'], draft)).rejects.toBeInstanceOf(OperatorError)
  await authority.add(city(172_800))
  await authority.sign(founded, ['rules-1', 'rules-2'], draft)
  await authority.add(ruleSet(1, day))
  // The province signs no more for the city.
  await authority.publish(founded)
  await expect(authority.sign(founded, ['rules-1'], 'rules/cn-3301/1')).rejects.toBeInstanceOf(
    OperatorError,
  )
  await authority.sign(founded, ['city-1'], 'rules/cn-3301/1')
  await authority.publish(after(hour))
  const { ruleSets } = bundleSummary(await authority.client(after(hour)), after(day))
  expect(ruleSets).toMatchObject([{ id: 'cn-3301', version: 1, inForce: true }])
})

test('counts of another set than the one beside them are refused', async () => {
  await using authority = await withEmergency()
  await authority.add(tightening(day))
  await authority.sign(after(day), ['emergency-1', 'emergency-3'], place)
  const path = documentPath(await authority.open(), 'drafts', place)
  const people = { people: 1000, stopped: 1, at: text(0) }
  const counts = { format: 'greengate-counts-1', name: place, sha256: 'another', ...people }
  writeFileSync(path.replace('.json', '.counts.json'), JSON.stringify(counts))
  expect(readFileSync(path, 'utf8')).not.toContain('another')
  await expect(authority.publish(after(day))).rejects.toBeInstanceOf(OperatorError)
})
