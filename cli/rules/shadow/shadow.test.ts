/** Adding up what stations counted of the next version: over several journals, right to the last one. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { appendReceipt, startSegment, type Decision, type ShadowCount } from 'greengate'
import { beforeEach, expect, test } from 'vitest'
import { greengate, scratch, type Run, type Scratch } from '../../test-process.ts'

const set = (version: number) => ({ id: 'cn-3301', version, sha256: `digest-${String(version)}` })
const next = (version: number) => ({ version, sha256: `digest-${String(version)}` })
const by = (outcome: 'pass' | 'check' | 'stop', ...rules: number[]) => ({
  ...{ outcome, rules, reasons: [] as const },
})
const missing = { outcome: 'check', rules: [], reasons: ['fact-missing'] } as const

/** Of a hundred who passed some would be stopped, some checked, some pass by another rule. */
const passed = (stopped: number, checked: number, other: number): ShadowCount => ({
  ...{ ruleSet: set(14), next: next(15), decided: by('pass', 1) },
  foretold: [
    { ...by('pass', 1), count: 100 - stopped - checked - other },
    { ...by('stop', 9), count: stopped },
    { ...missing, count: checked },
    { ...by('pass', 2), count: other },
  ].filter(({ count }) => count > 0),
})
const kept: ShadowCount = {
  ...{ ruleSet: set(14), next: next(15), decided: by('stop', 7) },
  foretold: [{ ...by('stop', 7), count: 12 }],
}

const decision = {
  ...{ outcome: 'pass', reasons: [], holdsUntil: null, colour: null },
  basis: { now: '2026-03-02T04:00:00Z', ruleSet: set(14), context: { onSite: {} } },
} as unknown as Decision

let place: Scratch
beforeEach(() => {
  place = scratch()
  return () => place[Symbol.asyncDispose]()
})

const who = { lane: '1', subject: 'x', appeal: null }

/** A journal of one segment, with a receipt for each list of counts. */
async function journal(station: string, ...lists: readonly (readonly ShadowCount[])[]) {
  const id = `${station}-00000001-00c0ffee`
  const started = await startSegment(id, { at: '2026-03-02T03:00:00Z', station, software: 'x' })
  let { state } = started
  const parts = [started.bytes]
  for (const shadow of lists) {
    const made = await appendReceipt(state, decision, { ...who, station, shadow })
    state = made.state
    parts.push(made.bytes)
  }
  mkdirSync(place.at(station))
  const path = place.at(`${station}/${id}.receipts`)
  writeFileSync(path, Buffer.concat(parts))
  return path
}

const jsonOf = ({ stdout }: Run): unknown => JSON.parse(stdout)

test('counts of many stations are added up by rule, for each pair of versions', async () => {
  await journal('east', [], [passed(3, 2, 5)], [kept])
  await journal('west', [passed(4, 0, 0), kept], [{ ...kept, next: next(16) }])
  await journal('quiet', [], [])
  const places = ['east', 'west', 'quiet'].map((name) => place.at(name))
  const run = await greengate(['rules', 'shadow', ...places, '--json'])
  expect(run).toMatchObject({ code: 1, stderr: '' })
  expect(jsonOf(run)).toEqual({
    pairs: [
      {
        ...{ ruleSet: set(14), next: next(15), receipts: 5, counted: 224 },
        ...{ same: 90 + 96 + 24, otherwise: 9, byOthers: 5, stations: ['east', 'west'] },
        changes: [
          { decided: by('pass', 1), foretold: by('stop', 9), count: 7 },
          { decided: by('pass', 1), foretold: by('pass', 2), count: 5 },
          { decided: by('pass', 1), foretold: missing, count: 2 },
        ],
      },
      {
        ...{ ruleSet: set(14), next: next(16), receipts: 2, counted: 12 },
        ...{ same: 12, otherwise: 0, byOthers: 0, stations: ['west'], changes: [] },
      },
    ],
    segments: ['east', 'west', 'quiet'].map((name) => `${name}-00000001-00c0ffee`),
    torn: [],
  })
})

test('the table says how many would be decided otherwise, by which rules, in both languages', async () => {
  await journal('east', [passed(3, 2, 5)])
  const run = await greengate(['rules', 'shadow', place.at('east')])
  expect(run.code).toBe(1)
  expect(run.stdout).toMatch(/15: 5 of 100 /)
  expect(run.stdout).toMatch(/\n +3  pass \(rule 1\) +stop \(rule 9\)\n/)
  expect(run.stdout).toMatch(/\n +2  pass \(rule 1\) +check \(fact-missing\)\n/)
  const zh = await greengate(['rules', 'shadow', place.at('east'), '--lang', 'zh'])
  expect(zh.stdout).toMatch(/\n +3  可以通行 \(规则 1\) +禁止通行 \(规则 9\)\n/)
})

test('where all stay the same the exit code is 0', async () => {
  const path = await journal('east', [kept])
  const run = await greengate(['rules', 'shadow', path])
  expect(run).toMatchObject({ code: 0, stderr: '' })
})

test('a torn tail is told and left out, and a changed segment is refused', async () => {
  const path = await journal('east', [kept], [kept])
  const whole = readFileSync(path)
  writeFileSync(path, whole.subarray(0, whole.length - 1))
  const torn = await greengate(['rules', 'shadow', path, '--json'])
  expect(torn.stderr).toMatch(/^greengate: [^\n]+ torn [^\n]+\n$/)
  expect(jsonOf(torn)).toMatchObject({ pairs: [{ counted: 12 }], torn: [{}] })
  // In the first of two receipts: a change in the last one could be a torn tail.
  whole[whole.indexOf('greengate-receipt-1') + 40]! ^= 1
  writeFileSync(path, whole)
  const refused = await greengate(['rules', 'shadow', path])
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(refused.stderr).toContain('ERR_RECEIPT_CHAIN')
})

test('counts that are none, no counts, and a segment named twice are refused', async () => {
  const odd = await journal('odd', [{ ...kept, foretold: [] }])
  const refused = await greengate(['rules', 'shadow', odd])
  expect(refused.stderr).toContain('ERR_RECEIPT_MALFORMED')
  const path = await journal('quiet', [], [])
  for (const paths of [[path], [path, path], [place.at('nowhere')]]) {
    const run = await greengate(['rules', 'shadow', ...paths])
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
  }
})
