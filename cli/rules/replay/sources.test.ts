/** What replaying does with folders and files that are not as they should be. */
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { appendReceipt, startSegment, type Decision } from 'greengate'
import type { RuleSet } from 'greengate/rules'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  beginning,
  firstReceipt,
  id,
  json,
  layOut,
  linesOf,
  runGate,
  type Desk,
  type GateRun,
} from './test-run.ts'

let gate: GateRun
let desk: Desk

beforeAll(async () => {
  gate = await runGate()
})

beforeEach(() => {
  desk = layOut(gate)
  return () => desk[Symbol.asyncDispose]()
})

describe('what the folder of versions holds', () => {
  test('a version of other bytes is a difference of its own', async () => {
    const set = JSON.parse(readFileSync(desk.ruleSet(2), 'utf8')) as RuleSet
    writeFileSync(desk.ruleSet(2), json({ ...set, title: { ...set.title, en: 'Altered' } }))
    const run = await desk.replay('--json')
    expect(run).toMatchObject({ code: 1, stderr: '' })
    expect(linesOf(run).at(-1)!.sum).toMatchObject({ same: 0, changed: 0, otherBytes: 9 })
    expect((await desk.replay()).stdout).toContain('other bytes under this version')
  })

  test('beside a version of other bytes the right one is taken by its digest', async () => {
    const set = JSON.parse(readFileSync(desk.ruleSet(2), 'utf8')) as RuleSet
    writeFileSync(desk.place.at('rules/0.json'), json({ ...set, rules: set.rules.slice(0, 1) }))
    expect((await desk.replay()).code).toBe(0)
    const run = await desk.replay('--set', 'demo-hz', '--version', '2')
    expect(run.code).toBe(0)
    const other = { ...set, version: 9 }
    writeFileSync(desk.place.at('rules/9.json'), json(other))
    writeFileSync(desk.place.at('rules/9b.json'), json({ ...other, rules: set.rules.slice(0, 1) }))
    expect(await desk.replay('--version', '9')).toMatchObject({ code: 2, stdout: '' })
  })

  test('a version that is not there is named, and the exit code says so', async () => {
    rmSync(desk.ruleSet(2))
    const run = await desk.replay()
    expect(run.code).toBe(2)
    expect(run.stderr).toMatch(/^greengate: [^\n]*demo-hz 2[^\n]*; [^\n]+\n$/)
    expect(run.stdout).toContain('no such version here: 9\n')
    expect((await desk.replay('--version', '77')).code).toBe(2)
    expect((await desk.replay('--set', 'nobody')).code).toBe(2)
  })

  test('fact types that are not those of the gate are told', async () => {
    const facts = { ...gate.demo.publication.facts, version: 2 }
    writeFileSync(desk.place.at('rules/facts.json'), json(facts))
    const run = await desk.replay('--json')
    expect(run.code).toBe(0)
    expect(linesOf(run).at(-1)!.sum).toMatchObject({ same: 9, otherFactTypes: 9 })
  })

  test('of several fact types those of the gate are taken, or the newest that have every kind', async () => {
    mkdirSync(desk.place.at('rules/other'))
    const other = { ...gate.demo.publication.facts, version: 9, types: [] }
    writeFileSync(desk.place.at('rules/other/facts.json'), json(other))
    const run = await desk.replay('--json')
    expect(linesOf(run).at(-1)!.sum).toMatchObject({ same: 9, otherFactTypes: 0 })
    expect((await desk.replay('--version', '1')).code).toBe(1)
  })

  test.each<[string, () => void]>([
    ['no fact types', () => rmSync(desk.place.at('rules/facts.json'))],
    ['fact types that are none', () => writeFileSync(desk.place.at('rules/facts.json'), '{}')],
    ['what is no JSON', () => writeFileSync(desk.place.at('rules/x.json'), '{')],
    ['nothing', () => rmSync(desk.place.at('rules'), { recursive: true })],
  ])('%s in it is one line on stderr, exit code 2', async (_name, spoil) => {
    spoil()
    const run = await desk.replay()
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
  })

  test('a set that cannot be run is refused with its code', async () => {
    const set = JSON.parse(readFileSync(desk.ruleSet(3), 'utf8')) as RuleSet
    writeFileSync(desk.ruleSet(3), json({ ...set, colours: {} }))
    const run = await desk.replay('--version', '3')
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain('ERR_RULE_SET_MALFORMED')
  })
})

describe('the receipts', () => {
  test('a torn tail is reported and left out', async () => {
    writeFileSync(desk.receipts, gate.segment.subarray(0, gate.segment.length - 1))
    const run = await desk.replay('--json')
    expect(run.code).toBe(0)
    expect(run.stderr).toMatch(/^greengate: [^\n]+ torn [^\n]+\n$/)
    const { sum } = linesOf(run).at(-1)!
    expect(sum).toMatchObject({ receipts: gate.order.length - 1, torn: [{ segment: id }] })
  })

  test('a changed file is refused with its code', async () => {
    const changed = Buffer.from(gate.segment)
    changed[200]! ^= 1
    writeFileSync(desk.receipts, changed)
    const run = await desk.replay()
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain('ERR_RECEIPT_CHAIN')
  })

  test('a file by another name needs the id of its segment', async () => {
    writeFileSync(desk.place.at('copy.bin'), gate.segment)
    const copy = ['--receipts', desk.place.at('copy.bin')]
    const run = await desk.replay(...copy)
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain('ERR_RECEIPT_MALFORMED')
    expect((await desk.replay(...copy, '--segment', id)).code).toBe(0)
  })

  test('one that is chained but lacks its reasons is refused', async () => {
    const { bytes, state } = await startSegment(id, beginning)
    const decision = { outcome: 'pass', holdsUntil: null, basis: { now: '2020-03-01T08:20:30Z' } }
    const details = { station: 'demo-gate', lane: '1', subject: null, appeal: null }
    const made = await appendReceipt(state, decision as unknown as Decision, details)
    writeFileSync(desk.receipts, Buffer.concat([bytes, made.bytes]))
    const run = await desk.replay()
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
  })

  test('of a folder every segment is read, and its openings name theirs', async () => {
    mkdirSync(desk.place.at('journal'))
    const other = 'demo-gate-00000002-00c0ffee'
    writeFileSync(desk.place.at(`journal/${id}.receipts`), gate.segment)
    writeFileSync(
      desk.place.at(`journal/${other}.receipts`),
      (await startSegment(other, beginning)).bytes,
    )
    const run = await desk.replay('--receipts', desk.place.at('journal'), '--json')
    expect(run.code).toBe(0)
    expect(linesOf(run).at(-1)!.sum).toMatchObject({ same: 9, segments: [id, other] })
    desk.keep('pass', desk.openedOf('pass'), { receipt: { seq: firstReceipt } })
    expect((await desk.replay('--receipts', desk.place.at('journal'))).code).toBe(2)
    expect((await desk.replay()).code).toBe(0)
  })
})

describe('the openings', () => {
  test('those of no receipt here are named', async () => {
    desk.keep('stop-stay', desk.openedOf('stop-stay'), { receipt: { segment: id, seq: 999 } })
    const run = await desk.replay()
    expect(run.code).toBe(0)
    expect(run.stdout).toContain(`Openings of no receipt here: 1 (${desk.opening('stop-stay')})`)
  })

  test('without any that fits nothing was shown, and the exit code is not 0', async () => {
    for (const name of desk.place.list().filter((path) => path.startsWith('kept/')))
      rmSync(join(desk.place.path, name))
    const run = await desk.replay()
    expect(run.code).toBe(2)
    expect(run.stdout).toContain('no opening')
  })

  test('two of one receipt are refused', async () => {
    desk.keep('stop-stay', desk.openedOf('stop-stay'), {
      receipt: { segment: id, seq: firstReceipt },
    })
    expect(await desk.replay()).toMatchObject({ code: 2, stdout: '' })
  })

  test.each<[string, object]>([
    ['another format', { format: 'greengate-opening-2' }],
    ['neither receipt nor subject', { receipt: undefined }],
    ['both receipt and subject', { subject: 'x' }],
    ['a number that is none', { receipt: { seq: '1' } }],
    ['facts that are no list', { facts: {} }],
    ['a fact without its source', { facts: [{ id: 'a', kind: 'test', fields: {} }] }],
    ['coverage without its end', { covers: [{ kind: 'test' }] }],
    ['an end that is no instant', { covers: [{ kind: 'test', until: '2020-03-01' }] }],
    ['a permission in part', { permission: { states: ['*'] } }],
    ['a member that nobody knows', { colour: 'SECRET-green' }],
    ['a commitment, which this version cannot check', { commitment: 'SECRET' }],
  ])('one with %s is refused by its path, and nothing of it is shown', async (_name, odd) => {
    const { facts, covers } = desk.openedOf('pass')
    desk.keep('pass', { facts, covers }, odd)
    const run = await desk.replay()
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toMatch(/^greengate: [^\n]+pass\.json: [^\n]+; [^\n]+\n$/)
    expect(run.stderr).not.toContain('SECRET')
  })
})

test.each([[['--version', '0']], [['--version', 'x']], [['--lang', 'fr']]])(
  '%j is one line on stderr, exit code 2',
  async (args) => {
    appendFileSync(desk.receipts, 'tail')
    const run = await desk.replay(...args)
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
  },
)
