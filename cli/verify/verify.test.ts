/** Verifying under a bundle: outcomes, explanations and what a wrong bundle says. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Decision, Explanation } from 'greengate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDemo, publish, type Demo, type DemoPerson } from '../demo/main.ts'
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

describe('verify refuses with one line and exit code 2', () => {
  const bad: readonly (readonly [string, (own: Scratch) => Promise<readonly string[]>])[] = [
    ['a folder without a bundle', (own) => using(person('pass').text, '--bundle', own.path)],
    ['a bundle that is missing', (own) => using('x', '--bundle', own.at('none.ggb'))],
    [
      'a root that is missing',
      (own) => {
        copyFileSync(folder.at('demo/bundle.ggb'), own.at('bundle.ggb'))
        return using('x', '--bundle', own.path)
      },
    ],
    [
      'a bundle cut short',
      (own) => {
        const bytes = readFileSync(folder.at('demo/bundle.ggb'))
        return withBundle(own, bytes.subarray(0, bytes.length / 2))
      },
    ],
    ['an empty bundle', (own) => withBundle(own, new Uint8Array())],
    [
      'a bundle with one byte changed',
      (own) => {
        const bytes = readFileSync(folder.at('demo/bundle.ggb'))
        bytes[bytes.length - 1000] = (bytes[bytes.length - 1000] ?? 0) ^ 1
        return withBundle(own, bytes)
      },
    ],
    [
      'a bundle of another publisher',
      async (own) => {
        mkdirSync(own.at('other'))
        const other = await makeDemo({ folder: own.at('other'), now: new Date(now) })
        return withBundle(own, other.bundleBytes)
      },
    ],
    [
      'a bundle past its time',
      async (own) => {
        const signedAt = new Date('2020-01-01T00:00:00Z')
        return withBundle(own, await publish({ ...demo.publication, signedAt }))
      },
    ],
    [
      'a bundle from the future',
      async (own) => {
        const signedAt = new Date('2020-03-03T00:00:00Z')
        return withBundle(own, await publish({ ...demo.publication, signedAt }))
      },
    ],
    [
      'a picture without a code',
      async (own) => {
        const { default: sharp } = await import('sharp')
        const create = { width: 200, height: 200, channels: 3, background: '#888' } as const
        writeFileSync(own.at('grey.webp'), await sharp({ create }).webp().toBuffer())
        return using(own.at('grey.webp'))
      },
    ],
    [
      'a picture cut short',
      (own) => {
        const bytes = readFileSync(person('pass').files.png)
        writeFileSync(own.at('half.png'), bytes.subarray(0, bytes.length / 2))
        return using(own.at('half.png'))
      },
    ],
    [
      'an empty file',
      (own) => {
        writeFileSync(own.at('empty.txt'), '')
        return using(own.at('empty.txt'))
      },
    ],
    [
      'a file of other bytes',
      (own) => {
        writeFileSync(
          own.at('noise.bin'),
          Uint8Array.from({ length: 999 }, (_, at) => at * 7),
        )
        return using(own.at('noise.bin'))
      },
    ],
    ['a picture that is missing', () => using('no-such-picture.png')],
    ['a path that is missing', () => using('./codes/of/today')],
    ['a folder in place of a code', (own) => using(own.path)],
    ['an empty argument', () => using('')],
    ['empty stdin', () => using('-')],
    ['a rule set that the bundle lacks', () => using('x', '--rules', 'cn-3301')],
    ['a now that is no instant', () => using('x', '--now', '2020-02-30T00:00:00Z')],
    ['a now without a zone', () => using('x', '--now', '2020-03-01T00:00:00')],
    ['a language it does not speak', () => using('x', '--lang', 'fr')],
    ['a measurement without a number', () => using('x', '--on-site', 'temperature')],
    ['an option that it does not have', () => using('x', '--fast')],
    ['two codes', () => using('x', 'y')],
    ['no code', () => using()],
  ]

  test.each(bad)('%s', async (_what, made) => {
    await using own = scratch()
    const args = await made(own)
    const before = own.list()
    const run = await verify(args, { cwd: own.path })
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
    expect(own.list()).toEqual(before)
  })

  test('never showing the code that was given in the wrong place', async () => {
    const { text } = person('pass')
    const wrong = [
      [text],
      ['verify', text, text, '--bundle', demo.folder],
      ['verify', 'x', `--${text}`],
      ['keys', text],
      ['issue', 'x', '--key', 'y', '--format', text],
      ['verify', 'x', '--rules', text, '--bundle', demo.folder, '--now', now],
      ['verify', text.slice(4), '--bundle', demo.folder, '--now', now],
    ]
    const runs = await Promise.all(wrong.map((args) => greengate(args)))
    for (const { stderr, stdout } of runs) {
      expect(stderr + stdout).not.toContain(text.slice(20, 60))
    }
  })

  const using = (...args: readonly string[]): Promise<readonly string[]> => Promise.resolve(args)

  const withBundle = (own: Scratch, bytes: Uint8Array): Promise<readonly string[]> => {
    copyFileSync(folder.at('demo/root.ggb'), own.at('root.ggb'))
    writeFileSync(own.at('bundle.ggb'), bytes)
    return using(person('pass').text, '--bundle', own.path)
  }
})
