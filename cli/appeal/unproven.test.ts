/** What is missing, altered or another person's never makes an appeal right: instant, signature, slip, card, colour, bundle. */
import { cpSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { acceptBundle, pinRoot } from 'greengate'
import type { RuleSet } from 'greengate/rules'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publish, type Publication } from '../demo/main.ts'
import { greengate } from '../test-process.ts'
import type { Answer } from './answer.ts'
import { openArchive } from './archive.ts'
import { judgeAppeal } from './judge-appeal.ts'
import { readSaid } from './said.ts'
import { openGateOfTest, slipOf, type GateOfTest } from './test-gate.ts'

let gate: GateOfTest
beforeAll(async () => {
  gate = await openGateOfTest()
})
afterAll(() => gate[Symbol.asyncDispose]())

const demo = (): string => gate.world.demo.folder
const heard = async (...args: readonly string[]): Promise<string> => {
  const bundle = args.includes('--bundle') ? [] : ['--bundle', demo()]
  const { stdout, stderr } = await greengate(['appeal', ...args, ...bundle, '--json'])
  expect(stderr).toBe('')
  const { verdict, why } = JSON.parse(stdout) as Answer
  return why === null ? verdict : `${verdict}: ${why}`
}
const opened = (): readonly string[] => ['--journal', gate.journal, '--key', gate.operatorKey]
const proven = (): readonly string[] => [...opened(), '--station-key', gate.stationKey]

test('without the instant nothing is right, whatever today’s rules say', async () => {
  const { receipt, code } = gate.refusalOf('stop-contact')
  const number = receipt.appeal ?? ''
  const now = ['--now', receipt.at]
  expect(await heard(number, '--outcome', 'stop', '--code', code, ...now)).toBe(
    'cannot-tell: gate-not-stated',
  )
})

test('a journal whose signatures nobody checked proves nothing', async () => {
  const { receipt } = gate.refusalOf('stop-contact')
  expect(await heard(receipt.appeal ?? '', ...opened())).toBe('cannot-tell: receipt-unproven')
  expect(await heard(receipt.appeal ?? '', ...proven())).toBe('right')
})

test('a slip that says something else than the receipt of its number is told', async () => {
  const { receipt, slip } = gate.refusalOf('stop-contact')
  for (const columns of [32, 48]) {
    expect(await heard(gate.put('slip.txt', slipOf(receipt, columns)), ...proven())).toBe('right')
  }
  expect(await heard(gate.put('number.txt', receipt.appeal ?? ''), ...proven())).toBe('right')
  const altered = {
    rule: slip.replace('#7', '#9'),
    time: slip.replace('20:00:00', '20:00:01'),
    lane: slip.replace('gate', 'door'),
    other: slipOf({ ...gate.refusalOf('check-symptom').receipt, appeal: receipt.appeal }),
  }
  for (const [name, text] of Object.entries(altered)) {
    const verdict = await heard(gate.put('slip.txt', text), ...proven())
    expect([name, text === slip, verdict]).toEqual([name, false, 'cannot-tell: other-slip'])
  }
  const own = gate.put('receipt.json', JSON.stringify(receipt))
  expect(await heard(own, ...proven())).toBe('right')
  const changed = gate.put('receipt.json', JSON.stringify({ ...receipt, outcome: 'check' }))
  expect(await heard(changed, ...proven())).toBe('cannot-tell: other-slip')
})

test('a receipt of which another part was altered is not right by its reasons', async () => {
  const { receipt, code } = gate.refusalOf('stop-contact')
  const { basis } = receipt
  const other = 'A'.repeat(43)
  const receipts = {
    own: receipt,
    rules: { ...receipt, basis: { ...basis, ruleSet: null } },
    trust: { ...receipt, basis: { ...basis, bundle: null, trust: { version: 1, sha256: other } } },
    until: { ...receipt, holdsUntil: '2020-03-02T00:00:00Z' },
  }
  const told: Record<string, string> = {}
  for (const [name, value] of Object.entries(receipts)) {
    told[name] = await heard(gate.put('receipt.json', JSON.stringify(value)), '--code', code)
  }
  const differs = 'cannot-tell: receipt-differs'
  expect(told).toEqual({
    ...{ own: 'right', rules: differs, until: differs },
    trust: 'cannot-tell: no-bundle-of-then',
  })
  for (const change of [{ station: 'door' }, { lane: '2' }, { at: '2020-03-01T12:00:01Z' }]) {
    const file = gate.put('receipt.json', JSON.stringify({ ...receipt, ...change }))
    const { code: exit, stderr } = await greengate([
      ...['appeal', file, '--code', code, '--bundle', demo()],
    ])
    expect([change, exit, stderr]).toEqual([change, 2, expect.stringContaining('copy it whole')])
  }
})

test('a card is right only where it is looked up again by the keys of the station', async () => {
  const keys = ['--station-keys', gate.world.demo.stationFolder]
  const told: Record<string, readonly string[]> = {}
  for (const { id, appeal: number } of gate.byCard) {
    told[id] = [await heard(number, ...proven()), await heard(number, ...proven(), ...keys)]
  }
  const unknown = 'cannot-tell: card-not-looked-up'
  expect(told).toEqual({
    'card-check': [unknown, 'right'],
    'card-stop': [unknown, 'right'],
    // What was sealed is type and number; its dates the receipt alone says.
    'card-expired': [unknown, unknown],
  })
})

test('two codes of which one is a colour alone need its opening', async () => {
  const { receipt } = gate.refusalOf('stop-contact')
  const archive = await openArchive(demo(), { root: undefined, worlds: ['demo'], class: 'poll' })
  const said = await readSaid(receipt.appeal ?? '', { at: receipt.at, outcome: 'stop' })
  const code = readFileSync(join(demo(), 'appeal/colour-code.txt'), 'utf8').trim()
  const now = gate.world.demo.now
  const common = { said, at: now, now, ruleSet: gate.world.demo.ruleSet, isSealed: false }
  const more = { onSite: undefined, journal: null, proof: [], opening: undefined }
  const { parts, verdict } = await judgeAppeal(archive, {
    ...{ ...common, ...more, texts: [code, code] },
  })
  expect([parts.gate.verdict, parts.colour?.why, verdict]).toEqual([
    ...['right', 'opening-missing', 'cannot-tell'],
  ])
})

test('bundles that differ, and a version published twice, are told', async () => {
  const { publication, now } = gate.world.demo
  const { slip, code, receipt } = gate.refusalOf('stop-contact')
  const archive = async (name: string, ruleSets: readonly RuleSet[], ms: number) => {
    const signedAt = new Date(now.getTime() + ms)
    mkdirSync(gate.at(name))
    cpSync(join(demo(), 'root.ggb'), gate.at(`${name}/root.ggb`))
    cpSync(join(demo(), 'bundle.ggb'), gate.at(`${name}/1.ggb`))
    const changed: Publication = { ...publication, version: 2, signedAt, ruleSets }
    gate.put(`${name}/2.ggb`, await publish(changed))
    const later = new Date(signedAt.getTime() + 1000)
    const root = await pinRoot(gate.world.demo.rootBytes, { worlds: ['demo'] })
    await acceptBundle(root, readFileSync(gate.at(`${name}/2.ggb`)), later)
    expect(readdirSync(gate.at(name))).toHaveLength(3)
    return ['--bundle', gate.at(name)]
  }
  const sets = (publication.ruleSets as readonly RuleSet[]).filter(({ version }) => version < 3)
  const twice = sets.map((set): RuleSet => {
    const title = { zh: '另一种', en: 'Another form' }
    return set.version === 2 ? { ...set, title } : set
  })
  const two = await archive('twice', twice, 0)
  const file = gate.put('slip.txt', slip)
  expect(await heard(file, '--code', code, ...two)).toBe('cannot-tell: published-twice')
  const own = gate.put('receipt.json', JSON.stringify(receipt))
  expect(await heard(own, '--code', code, ...two)).toBe('right')
  const lax = sets.map((set): RuleSet => {
    if (set.version !== 2) return set
    return { ...set, rules: set.rules.filter(({ no }) => no !== 7) }
  })
  const differ = await archive('differ', lax, 0)
  expect(await heard(file, '--code', code, ...differ)).toBe('cannot-tell: bundles-differ')
})
