/** Appeals against a real station: what is right comes out right, what is wrong never does, and what is missing is said. */
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { acceptBundle, pinRoot, verify, type Receipt } from 'greengate'
import { generateKey, publicJwk } from 'greengate/issue'
import type { RuleSet } from 'greengate/rules'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publish } from '../demo/main.ts'
import { greengate, scratch, type Run } from '../test-process.ts'
import type { Answer } from './answer.ts'
import { openGateOfTest, slipOf, type GateOfTest } from './test-gate.ts'

let gate: GateOfTest
beforeAll(async () => {
  gate = await openGateOfTest()
})
afterAll(() => gate[Symbol.asyncDispose]())

const appeal = (...args: readonly string[]): Promise<Run> =>
  greengate(['appeal', ...args, ...(args.includes('--bundle') ? [] : ['--bundle', demo()])])
const demo = (): string => gate.world.demo.folder
const answersOf = ({ stdout }: Run): readonly Answer[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer)
const asked = async (...args: readonly string[]): Promise<Answer> => {
  const run = await appeal(...args, '--json')
  expect([run.code, run.stderr]).not.toContain(2)
  return answersOf(run)[0] as Answer
}
const brief = ({ verdict, why }: Answer): string => (why === null ? verdict : `${verdict}: ${why}`)
const colour = (name: string): string => `${demo()}/appeal/colour-${name}`

describe('the holder', () => {
  test('of every slip hears what can be told without the gate, and never that what it alone knew is right', async () => {
    const heard: Record<string, string> = {}
    for (const { id, slip, code } of gate.refused) {
      heard[id] = brief(await asked(gate.put('slip.txt', slip), '--code', code))
    }
    expect(heard).toEqual({
      'check-missing': 'right',
      'check-superseded': 'right',
      'check-symptom': 'right',
      // Whether there was a live proof the slip does not say; nothing else would have held them up.
      'check-live': 'cannot-tell: gate-alone-knew',
      'stop-contact': 'right',
      'stop-stay': 'right',
      // The demo's code commits to nothing.
      'stop-assessed': 'cannot-tell: opening-missing',
      ...Object.fromEntries(
        gate.refused
          .filter(({ receipt }) => receipt.outcome === 'invalid')
          .map(({ id }) => [id, 'right']),
      ),
    })
  })

  test('names the rule in both languages, its text, its law, and what the version of today says', async () => {
    const { slip, code, receipt } = gate.refusalOf('stop-contact')
    const later = '2020-03-01T20:00:00Z'
    const answer = await asked(gate.put('slip.txt', slip), '--code', code, '--now', later)
    expect(answer).toMatchObject({
      number: receipt.appeal,
      verdict: 'right',
      gate: { outcome: 'stop', at: receipt.at, rule: { set: 'demo-hz', version: 2, no: 7 } },
      rule: {
        ...{ set: 'demo-hz', version: 2, no: 7, id: 'close-contact' },
        title: { zh: '演示市健康码通行规则', en: 'Demo City passage rules' },
      },
      today: { id: 'demo-hz', version: 3, said: { outcome: 'stop' } },
      next: { at: 'desk', number: receipt.appeal, receiptUntil: '2020-03-31T12:00:00Z' },
    })
    expect(answer.rule?.when).toContain('some(contact')
    expect(answer.rule?.legalBasis).toContain('article 6')
    const decided = answer.rules.filter((rule) => rule.decided)
    expect(decided.map(({ no }) => no)).toEqual([7])
    expect(JSON.stringify(decided)).toContain('2020-02-27')
  })

  test('is told in the language asked for, from the whole slip or from number and screen', async () => {
    const { slip, code, receipt } = gate.refusalOf('stop-stay')
    const zh = await appeal(gate.put('slip.txt', slip), '--code', code, '--lang', 'zh')
    expect([zh.code, zh.stdout.split('\n')[0]]).toEqual([0, '判定正确'])
    const screen = ['--at', receipt.at, '--outcome', 'stop', '--rule', 'demo-hz v2 #9']
    const typed = await appeal(receipt.appeal ?? '', ...screen, '--code', code)
    expect([typed.code, typed.stdout.split('\n')[0]]).toEqual([0, 'RIGHT'])
    // Paper of 80 mm breaks other lines.
    const wide = await asked(gate.put('slip.txt', slipOf(receipt, 48)), '--code', code)
    expect(brief(wide)).toBe('right')
  })

  test('with a colour shows by the opening that it was right, and by no other opening', async () => {
    const parts = [colour('slip.txt'), '--code', colour('code.txt')]
    const own = await asked(...parts, '--opening', colour('opening.json'))
    expect([brief(own), own.colour?.again?.rules.map(({ no }) => no)]).toEqual(['right', [7]])
    expect(brief(await asked(...parts))).toBe('cannot-tell: opening-missing')
    const opening = JSON.parse(readFileSync(colour('opening.json'), 'utf8')) as {
      facts: { fields: Record<string, unknown> }[]
      permission?: object
    }
    const other = structuredClone(opening)
    other.facts.pop()
    const less = gate.put('opening.json', JSON.stringify(other))
    expect(brief(await asked(...parts, '--opening', less))).toBe(
      'cannot-tell: opening-of-another-code',
    )
    // What the commitment does not bind may not decide.
    const narrow = { ...opening, permission: { states: ['test'], covers: ['*'], regions: ['*'] } }
    const file = gate.put('opening.json', JSON.stringify(narrow))
    expect(brief(await asked(...parts, '--opening', file))).toBe(
      'cannot-tell: opening-proves-nothing',
    )
    const both = { text: readFileSync(colour('code.txt'), 'utf8').trim(), opening }
    const desk = gate.put('desk.json', JSON.stringify(both))
    expect(brief(await asked(colour('slip.txt'), '--opening', desk))).toBe('right')
  })
})

describe('the operator', () => {
  test('finds every receipt by its number, opens it, and gets the same decision to the byte', async () => {
    const flags = ['--journal', gate.journal, '--key', gate.operatorKey]
    for (const { id, receipt } of gate.refused) {
      const signed = ['--station-key', gate.stationKey]
      const answer = await asked(receipt.appeal ?? '', ...flags, ...signed)
      const gateSays = [
        answer.parts.gate.verdict,
        answer.journal?.isOpened,
        answer.journal?.isSigned,
      ]
      expect([id, ...gateSays]).toEqual([id, 'right', true, true])
      // The desk has the openings of the codes that carry a colour alone.
      expect([id, brief(answer)]).toEqual([
        id,
        id === 'stop-assessed' ? 'cannot-tell: opening-missing' : 'right',
      ])
    }
  })

  test('is refused a journal that was changed, another’s key, and a number that is not there', async () => {
    const { receipt } = gate.refusalOf('stop-contact')
    const number = receipt.appeal ?? ''
    cpSync(gate.journal, gate.at('changed'), { recursive: true })
    const [name = ''] = readdirSync(gate.at('changed')).filter((each) => each.endsWith('.receipts'))
    const bytes = readFileSync(gate.at(`changed/${name}`))
    const at = bytes.indexOf(`"appeal":"${number}"`)
    bytes.write('0000000000', at + 10)
    writeFileSync(gate.at(`changed/${name}`), bytes)
    const changed = await appeal(number, '--journal', gate.at('changed'))
    expect([changed.code, changed.stderr]).toEqual([2, expect.stringContaining('ERR_RECEIPT')])
    const operator = ['--key', `${demo()}/appeal/operator.jwk`]
    const foreign = await appeal(number, '--journal', gate.journal, ...operator)
    expect([foreign.code, foreign.stderr]).toEqual([2, expect.stringContaining('ERR_RECEIPT_SEAL')])
    const absent = await appeal('0000000001', '--journal', gate.journal)
    expect([absent.code, absent.stderr]).toEqual([
      2,
      expect.stringMatching(/last checks|no receipt/),
    ])
    const other = gate.put('other.jwk', JSON.stringify(publicJwk(await generateKey('Ed25519'))))
    const signed = await appeal(number, '--journal', gate.journal, '--station-key', other)
    expect([signed.code, signed.stderr]).toEqual([
      2,
      expect.stringContaining('ERR_RECEIPT_SIGNATURE'),
    ])
  })

  test('hears of a code that was not the one that the gate was shown', async () => {
    const { receipt } = gate.refusalOf('stop-contact')
    const other = gate.refusalOf('check-symptom').code
    const flags = ['--journal', gate.journal, '--key', gate.operatorKey]
    const signed = ['--station-key', gate.stationKey]
    const answer = await asked(receipt.appeal ?? '', ...flags, ...signed, '--code', other)
    expect(brief(answer)).toBe('cannot-tell: other-code-shown')
  })
})

describe('a wrong decision', () => {
  const receiptOf = (receipt: Receipt, change: object): string =>
    gate.put('receipt.json', JSON.stringify({ ...receipt, ...change }))

  test('is found in a slip and in a receipt that say what the rules do not', async () => {
    const { slip, code, receipt } = gate.refusalOf('stop-contact')
    const rule = slip.replace('#7', '#9')
    expect(brief(await asked(gate.put('slip.txt', rule), '--code', code))).toBe('wrong: other-rule')
    const version = slip.replace('v2', 'v1')
    expect(brief(await asked(gate.put('slip.txt', version), '--code', code))).toBe(
      'wrong: other-rule',
    )
    const outcome = receiptOf(receipt, { outcome: 'check' })
    expect((await asked(outcome, '--code', code)).verdict).toBe('wrong')
    // Somebody who may pass, held up by a rule that does not fire.
    const pass = gate.world.codeOf('pass')
    expect(brief(await asked(gate.put('slip.txt', slip), '--code', pass))).toBe(
      'wrong: other-outcome',
    )
  })

  test('of a station with other rules under the same version is found, whatever they gave', async () => {
    const { publication, rootBytes, now, ruleSet } = gate.world.demo
    const changed = (publication.ruleSets as readonly RuleSet[])
      .filter(({ version }) => version < 3)
      .map((set): RuleSet => {
        const quarantineDays = { value: 60, unit: 'day' }
        const parameters = { ...set.parameters, quarantineDays }
        return set.version === 2 ? { ...set, parameters } : set
      })
    const bundle = await acceptBundle(
      await pinRoot(rootBytes, { worlds: ['demo'] }),
      await publish({ ...publication, ruleSets: changed }),
      now,
    )
    for (const id of ['stop-contact', 'check-symptom']) {
      const { receipt, code } = gate.refusalOf(id)
      const context = { ruleSet, station: 'gate', lane: '1', seenBefore: 'no' } as const
      const { basis, ...said } = await verify(code, { bundle, now, context })
      const file = receiptOf(receipt, { ...said, basis })
      expect([id, brief(await asked(file, '--code', code))]).toEqual([
        id,
        'wrong: other-rules-used',
      ])
    }
  })
})

describe('what does not belong together', () => {
  test('has a typed answer that is never right, and no fact in it', async () => {
    const { slip, code, receipt } = gate.refusalOf('stop-contact')
    const file = gate.put('slip.txt', slip)
    const number = receipt.appeal ?? ''
    const wrongDigit = number.slice(0, 9) + String((Number(number[9]) + 1) % 10)
    const altered = code.replace(/.{8}$/, (end) => end.split('').toReversed().join(''))
    await using foreign = scratch()
    expect((await greengate(['demo', '--out', foreign.at('demo')])).code).toBe(0)
    mkdirSync(foreign.at('mixed'))
    cpSync(foreign.at('demo/bundle.ggb'), foreign.at('mixed/foreign.ggb'))
    cpSync(`${demo()}/root.ggb`, foreign.at('mixed/root.ggb'))
    const operator: readonly (readonly string[])[] = [
      [wrongDigit, '--code', code],
      [file, '--code', code, '--bundle', foreign.at('mixed')],
      [file, '--code', code, '--bundle', gate.at('nothing')],
      [gate.put('half.txt', slip.slice(0, slip.length / 2)), '--code', code],
      [gate.put('no.json', '{"format":"greengate-receipt-1"}'), '--code', code],
      [file, '--code', code, '--at', receipt.at],
      [number, '--code', code, '--outcome', 'green'],
      [file, '--code', code, '--key', gate.operatorKey],
      [
        file,
        '--code',
        code,
        '--opening',
        gate.put('bad.json', '{"facts":[{"result":"positive"}]}'),
      ],
    ]
    for (const args of operator) {
      const { code: exit, stdout, stderr } = await appeal(...args)
      expect([args.length, exit, stdout]).toEqual([args.length, 2, ''])
      expect(stderr).toMatch(/^greengate: .+\n$/)
      expect(stderr).not.toMatch(/positive|GG1:|contact|own fault/)
    }
    const told = {
      foreign: [file, '--code', code, '--bundle', foreign.at('demo')],
      altered: [file, '--code', altered],
      none: [file],
      numberAlone: [number, '--code', code],
      early: [gate.put('early.txt', slip.replace('2020-03-01', '2019-03-01')), '--code', code],
    }
    const heard: Record<string, string> = {}
    for (const [name, args] of Object.entries(told)) heard[name] = brief(await asked(...args))
    expect(heard).toEqual({
      foreign: 'cannot-tell: no-bundle-of-then',
      altered: 'cannot-tell: code-not-authentic',
      none: 'cannot-tell: no-code',
      numberAlone: 'cannot-tell: gate-not-stated',
      early: 'cannot-tell: no-bundle-of-then',
    })
  })

  test('of several bundles takes the one of then, and names what it left out', async () => {
    const { publication, now } = gate.world.demo
    const { slip, code } = gate.refusalOf('stop-contact')
    mkdirSync(gate.at('archive/2020'), { recursive: true })
    cpSync(`${demo()}/root.ggb`, gate.at('archive/root.ggb'))
    cpSync(`${demo()}/bundle.ggb`, gate.at('archive/2020/1.ggb'))
    const later = new Date(now.getTime() + 3_600_000)
    const second = await publish({ ...publication, version: 2, signedAt: later })
    gate.put('archive/2020/2.ggb', second)
    gate.put('archive/2020/torn.ggb', second.slice(0, 1000))
    const answer = await asked(
      gate.put('slip.txt', slip),
      '--code',
      code,
      '--bundle',
      gate.at('archive'),
    )
    expect([brief(answer), answer.bundle?.version]).toEqual(['right', 1])
    expect(answer.refused.map(({ file }) => file.split('/').at(-1))).toEqual(['torn.ggb'])
  })
})
