/** Verifying under a bundle: outcomes, and how they are explained to people. */
import { mkdirSync, readFileSync } from 'node:fs'
import type { Decision, Explanation } from 'greengate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDemo, type Demo, type DemoPerson } from '../demo/main.ts'
import { presentExplanation } from './present-explanation.ts'
import { greengate, scratch, type RunOptions, type Scratch } from '../test-process.ts'

const now = '2020-03-01T08:20:30Z'
let folder: Scratch
let demo: Demo

const person = (id: string): DemoPerson => demo.people.find((one) => one.id === id)!
const verify = (args: readonly string[], options: RunOptions = {}) =>
  greengate(['verify', '--now', now, '--bundle', demo.folder, ...args], options)
const decision = (stdout: string): Decision => JSON.parse(stdout) as Decision

beforeAll(async () => {
  folder = scratch()
  mkdirSync(folder.at('demo'))
  demo = await makeDemo({ folder: folder.at('demo'), now: new Date(now) })
})

afterAll(async () => {
  await folder[Symbol.asyncDispose]()
})

describe('verify decides', () => {
  test.each(['pass', 'check-symptom', 'stop-contact', 'altered', 'wifi'])(
    'about the person %s, with the exit code of the outcome',
    async (id) => {
      const { outcome, reasons, files } = person(id)
      const run = await verify([files.png, '--json'])
      expect(run).toMatchObject({ code: outcome === 'pass' ? 0 : 1, stderr: '' })
      const decided = decision(run.stdout)
      expect(decided.outcome).toBe(outcome)
      expect(decided.reasons.map(({ code }) => code)).toEqual(reasons)
    },
  )

  test('the same about a text, a text file, a picture and stdin', async () => {
    const { text, files } = person('pass')
    const answers = await Promise.all([
      verify([text, '--json']),
      verify([files.text, '--json']),
      verify([files.svg, '--json']),
      verify(['-', '--json'], { input: `${text}\r\n` }),
      verify(['-', '--json'], { input: readFileSync(files.png) }),
    ])
    expect(new Set(answers.map(({ stdout }) => stdout)).size).toBe(1)
    expect(answers.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0])
  })

  test('about several codes of one person, who is not proven to be one', async () => {
    const run = await verify([person('pass').text, person('stop-contact').files.png, '--json'])
    const { outcome, reasons } = decision(run.stdout)
    expect(outcome).toBe('stop')
    expect(reasons.map(({ code }) => code)).toContain('person-unproven')
  })

  test('about a code of another format', async () => {
    const { outcome, reasons } = decision((await verify(['HC1:6BF', '--json'])).stdout)
    expect(outcome).toBe('unreadable')
    expect(reasons).toEqual([expect.objectContaining({ format: 'hcert' })])
  })

  test('about a web address, though it looks like a path', async () => {
    const run = await verify(['https://example.com/codes/1.png', '--json'])
    expect(run.code).toBe(1)
    expect(decision(run.stdout)).toMatchObject({ outcome: 'unreadable' })
  })

  test('under the version that is in force at --now', async () => {
    const { text } = person('pass-vaccinated')
    const run = await greengate([
      ...['verify', text, '--bundle', demo.folder, '--json'],
      ...['--now', '2020-03-01T22:30:00+08:00'],
    ])
    expect(decision(run.stdout)).toMatchObject({
      outcome: 'check',
      basis: { now: '2020-03-01T14:30:00Z', ruleSet: { id: 'demo-hz', version: 3 } },
    })
  })

  test('about a paper code with and without its card asked for', async () => {
    const { text } = person('check-paper')
    expect(decision((await verify([text, '--json'])).stdout).outcome).toBe('check')
    const waived = decision((await verify([text, '--json', '--no-require-card'])).stdout)
    expect(waived).toMatchObject({ outcome: 'pass', basis: { context: { requireCard: false } } })
  })

  test('with what was asked and measured at the gate in the basis', async () => {
    const { text } = person('pass')
    const args = ['--require-live', '--require-card', '--on-site', 'temperature=36.6']
    expect(decision((await verify([text, '--json', ...args])).stdout)).toMatchObject({
      outcome: 'check',
      basis: { context: { requireLive: true, requireCard: true, onSite: { temperature: 36.6 } } },
    })
  })
})

test('data grow old by the schedule of the class that is named', async () => {
  const { text } = person('pass')
  const reasonsOf = async (...args: string[]) => {
    const later = '2020-03-02T08:40:00Z'
    const run = await greengate([
      'verify',
      '--bundle',
      demo.folder,
      '--json',
      '--now',
      later,
      ...args,
      text,
    ])
    return decision(run.stdout).reasons.map(({ code }) => code)
  }
  expect(await reasonsOf()).toContain('bundle-stale')
  expect(await reasonsOf('--class', 'stick')).not.toContain('bundle-stale')
})

describe('verify says it to people', () => {
  test('a verdict first, in the language asked for', async () => {
    const { text } = person('stop-contact')
    const [english, chinese] = await Promise.all([verify([text]), verify([text, '--lang', 'zh'])])
    expect(english.stdout).toMatch(/^🛑 ✕ {2}STOP\n/)
    expect(chinese.stdout).toMatch(/^🛑 ✕ {2}禁止通行\n/)
    // A class of reason, never the medical detail.
    expect(english.stdout).not.toMatch(/contact/i)
    expect(chinese.stdout).not.toContain('接触')
  })

  test('--explain shows every rule once, and which decided', async () => {
    const { text } = person('stop-contact')
    const run = await verify([text, '--explain', '--json'])
    const { decision: decided, rules } = JSON.parse(run.stdout) as Explanation
    expect(decided.outcome).toBe('stop')
    expect(rules.filter(({ decided: made }) => made).map(({ id }) => id)).toEqual(['close-contact'])
    const shown = await verify([text, '--explain', '--lang', 'zh'])
    for (const { id, reason } of rules) {
      expect(shown.stdout).toContain(` ${id} (`)
      expect(shown.stdout).toContain(reason.zh)
    }
  })

  test('--explain names an emergency set, its version and its rules after the others', async () => {
    const run = await verify([person('stop-contact').text, '--explain', '--json'])
    const explanation = JSON.parse(run.stdout) as Explanation
    const { rules, ruleSet } = explanation
    const alarm = { ...ruleSet!, id: 'emergency.cn', version: 77 }
    const unread = { ...alarm, id: 'emergency.demo', title: null }
    const emergencies = [
      { ruleSet: alarm, rules },
      { ruleSet: unread, rules: [] },
    ]
    for (const language of ['zh', 'en'] as const) {
      const lines = presentExplanation({ ...explanation, rules: [], emergencies }, language)
      const [set, other] = ['emergency.cn', 'emergency.demo'].map((id) =>
        lines.findIndex((line) => line.includes(id)),
      )
      expect(lines[set!]).toContain('77')
      const [rule] = rules.map(({ reason }) =>
        lines.findIndex((line) => line.includes(reason[language])),
      )
      expect([set! > 0, rule! > set!, other! > rule!]).toEqual([true, true, true])
    }
  })

  test('no colour where stdout is no terminal', async () => {
    const run = await verify([person('pass').text])
    expect(run.stdout).not.toContain('\x1b')
  })
})
