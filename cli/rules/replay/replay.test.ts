/** Replaying the receipts of a real run: everybody the same, tampered openings, and other versions. */
import { rmSync, writeFileSync } from 'node:fs'
import type { RuleSet } from 'greengate/rules'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { digest, payloadBytes } from '../../demo/main.ts'
import {
  changesOf,
  json,
  keepers,
  layOut,
  linesOf,
  runGate,
  testsOnly,
  type Desk,
  type GateRun,
  firstReceipt,
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

describe('under the version then in force', () => {
  test('everybody comes out as they did, and nobody is silently left out', async () => {
    const run = await desk.replay('--json')
    expect(run).toMatchObject({ code: 0, stderr: '' })
    const lines = linesOf(run)
    expect(lines.slice(0, -1).map(({ seq }) => seq)).toEqual(
      gate.order.map((_, i) => i + firstReceipt),
    )
    const facts = [...keepers, 'stop-contact', 'stop-stay', 'check-live', 'check-missing']
    for (const { seq, state, why } of lines.slice(0, gate.order.length)) {
      const place = seq - firstReceipt
      const isFirst = place < gate.demo.people.length
      const { reasons } = gate.demo.people[place % gate.demo.people.length]!
      const isByFacts = reasons.some((code) => code.startsWith('rule-') || code === 'fact-missing')
      if (isFirst && isByFacts && facts.includes(gate.order[place]!)) expect(state).toBe('same')
      else if (isFirst) expect([state, why]).toEqual(['not-replayable', expect.any(String)])
    }
    const { sum } = lines.at(-1)!
    expect(sum).toMatchObject({
      ...{ receipts: gate.order.length, same: 9, changed: 0, otherBytes: 0, otherFactTypes: 0 },
      ...{ openings: 9, unused: [], torn: [], lacking: [] },
    })
    const left = Object.values(sum!['notReplayable'] as Readonly<Record<string, number>>)
    expect(left.reduce((a, b) => a + b)).toBe(gate.order.length - 9)
  })

  test('one opening serves every receipt of its presentation, each under its own version', async () => {
    rmSync(desk.opening('pass'))
    const subject = linesOf(await desk.replay('--json'))[0] as unknown as {
      readonly subject: string
    }
    const { facts, covers } = desk.openedOf('pass')
    const value = { format: 'greengate-opening-1', subject: subject.subject, facts, covers }
    writeFileSync(desk.opening('pass'), json(value))
    const run = await desk.replay('--json')
    expect(run.code).toBe(0)
    const mine = linesOf(run).filter(({ seq }) => gate.order[seq - firstReceipt] === 'pass')
    expect(mine).toMatchObject([
      { state: 'same', under: { version: 2 }, then: { outcome: 'pass' } },
      { state: 'same', under: { version: 3 }, then: { outcome: 'pass' } },
    ])
  })

  test.each([
    ['a contact is left out', 'stop-contact', 'contact', 'stop 7 -> pass 1'],
    ['a test is left out', 'pass', 'test', 'pass 1 -> check 14'],
  ])('an opening from which %s is a difference', async (_name, who, kind, change) => {
    const { facts, covers } = desk.openedOf(who)
    desk.keep(who, { facts: facts.filter((fact) => fact.kind !== kind), covers })
    const run = await desk.replay('--json')
    expect(run).toMatchObject({ code: 1, stderr: '' })
    expect(changesOf(run, gate)).toEqual({ [who]: change })
  })

  test('an opening with less coverage, or without what its key might say, is a difference', async () => {
    const { facts, covers } = desk.openedOf('pass')
    desk.keep('pass', { facts, covers: covers.filter(({ kind }) => kind !== 'contact') })
    desk.keep('check-missing', desk.openedOf('check-missing'))
    desk.keep('pass-child', desk.openedOf('pass-child'), testsOnly)
    const run = await desk.replay('--json')
    expect(run.code).toBe(1)
    // The laboratory covers tests alone, permitted or not: more permission changes nothing.
    expect(changesOf(run, gate)).toEqual({
      pass: 'pass 1 -> check',
      'pass-child': 'pass 2 -> check',
    })
  })

  test('the table says who changed, from what by which rule to what, and no fact', async () => {
    const { facts, covers } = desk.openedOf('stop-contact')
    desk.keep('stop-contact', { facts: facts.filter(({ kind }) => kind !== 'contact'), covers })
    const run = await desk.replay()
    const seq = String(gate.order.indexOf('stop-contact') + firstReceipt)
    expect(run.code).toBe(1)
    expect(run.stdout).toMatch(
      new RegExp(
        `\\n +${seq}  2020-03-01T08:20:30Z +demo-hz 2 +stop \\(rule 7\\) +pass \\(rule 1\\)\\n`,
      ),
    )
    expect(run.stdout).toContain('\n    1  stop (rule 7) -> pass (rule 1)\n')
    const texts = facts.flatMap(({ id: name, fields }) => [name, ...Object.values(fields)])
    for (const text of texts.filter((each) => typeof each === 'string' && each.length > 7))
      expect(run.stdout).not.toContain(text)
    const zh = await desk.replay('--lang', 'zh')
    expect(zh.code).toBe(1)
    expect(zh.stdout).toMatch(/禁止通行 \(规则 7\) +可以通行 \(规则 1\)\n/)
  })
})

describe('under another version', () => {
  test('those who change are listed, with the rules on both sides', async () => {
    const first = await desk.replay('--version', '1', '--json')
    expect(first.code).toBe(1)
    // Of check-missing other kinds are missing, but it is a check by no rule as before.
    expect(changesOf(first, gate)).toEqual({ 'pass-vaccinated': 'pass 3 -> check 14' })
    // Six hours later the third version is in force, and the quick test of ten hours ago too old for it.
    const again = { seq: gate.order.lastIndexOf('pass-vaccinated') + firstReceipt }
    desk.keep('pass-vaccinated', desk.openedOf('pass-vaccinated'), { receipt: again })
    expect((await desk.replay()).code).toBe(0)
    const second = await desk.replay('--version', '2', '--json')
    expect(second.code).toBe(1)
    expect(changesOf(second, gate)).toEqual({ 'pass-vaccinated': 'check 14 -> pass 3' })
  })

  test('of another set outcomes are compared, at the version that was in force', async () => {
    const [first, second] = gate.demo.publication.ruleSets as readonly RuleSet[]
    const rules = second!.rules.map((rule) => ({ ...rule, no: rule.no + 50 }))
    writeFileSync(desk.place.at('rules/other-1.json'), json({ ...first, id: 'other' }))
    writeFileSync(desk.place.at('rules/other-2.json'), json({ ...second, id: 'other', rules }))
    const same = await desk.replay('--set', 'other', '--json')
    expect(same).toMatchObject({ code: 0, stderr: '' })
    expect(linesOf(same)[0]).toMatchObject({ state: 'same', under: { id: 'other', version: 2 } })
    const before = await desk.replay('--set', 'other', '--version', '1', '--json')
    expect(before.code).toBe(1)
    expect(changesOf(before, gate)).toEqual({ 'pass-vaccinated': 'pass 3 -> check 14' })
  })

  test('an overlay is resolved on the base that its digest names, and a missing base refused', async () => {
    const base = gate.demo.publication.ruleSets[1] as RuleSet
    const { id, title, effective, change, engine } = base
    const pin = { id, version: 2, sha256: digest(payloadBytes(base)) }
    const reason = { zh: '抗原检测需人工核验', en: 'A quick test is looked at by staff' }
    const antigen = { op: '==', left: { field: 'method' }, right: { value: 'antigen' } }
    const when = { op: 'some', kind: 'test', where: antigen }
    const rules = [{ no: 900, id: 'quick-test', outcome: 'check', when, reason }]
    const own = { id: 'overlay', version: 1, engine, title, effective, change, otherwise: 'check' }
    writeFileSync(desk.place.at('rules/overlay.json'), json({ ...own, extends: pin, rules }))
    writeFileSync(desk.place.at('rules/0.json'), json({ ...base, rules: base.rules.slice(0, 1) }))
    const run = await desk.replay('--set', 'overlay', '--json')
    expect(run).toMatchObject({ code: 1, stderr: '' })
    expect(changesOf(run, gate)).toEqual({ 'pass-vaccinated': 'pass 3 -> check 900' })
    rmSync(desk.ruleSet(2))
    const refused = await desk.replay('--set', 'overlay')
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain('ERR_RULE_SET_BASE')
  })
})
