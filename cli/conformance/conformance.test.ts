/** The trial of gates: a right one stands it, and every wrong one is caught for what it does. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { greengate, scratch } from '../test-process.ts'
import { conform } from './conform.ts'
import type { Limits } from './dialogue.ts'
import { gateProcess, type StartGate } from './gate-process.ts'
import { makeMutants } from './mutants.ts'
import { recorded } from './record.ts'
import type { Report } from './score.ts'
import { careless, type Carelessness } from './test-gate.ts'
import { readVectors } from './vectors.ts'

const vectors = readVectors()
const limits: Limits = { caseMs: 5_000, setUpMs: 20_000, endMs: 5_000 }
const some = (...topics: readonly string[]) => ({
  ...vectors,
  groups: vectors.groups.filter(({ topic }) => topics.includes(topic)),
})
const few = some('validity', 'time', 'live', 'status', 'holder', 'decode')
const tried = (start: StartGate, rounds = 0, of = few, within = limits): Promise<Report> =>
  conform({ vectors: of, start, limits: within, seed: 7, rounds })
const faultsOf = ({ faults }: Report): readonly string[] => [
  ...new Set(faults.map(({ fault }) => fault)),
]

test('every vector of decisions comes along, but those without a root and without formats', () => {
  const count = (path: string): number =>
    (
      JSON.parse(readFileSync(path, 'utf8')) as {
        readonly groups: readonly {
          readonly given: { readonly root: string | null; readonly formats?: unknown }
          readonly cases: readonly unknown[]
        }[]
      }
    ).groups
      .filter(({ given }) => given.root !== null && given.formats === undefined)
      .reduce((sum, { cases }) => sum + cases.length, 0)
  const shipped = new Map<string, number>()
  for (const { topic, cases } of vectors.groups) {
    shipped.set(topic, (shipped.get(topic) ?? 0) + cases.length)
  }
  expect(shipped.get('live')).toBe(count('test-vectors/verify/live.json'))
  expect(shipped.get('status')).toBe(count('test-vectors/verify/status.json'))
  expect(shipped.get('card-alone')).toBe(count('test-vectors/card/decisions.json'))
  expect([...shipped.values()].reduce((sum, cases) => sum + cases, 0)).toBeGreaterThan(570)
})

test('the gate of the examples, as a process, opens on what must pass and on nothing else', async () => {
  const gate = [process.execPath, '--conditions=source', 'examples/node-gate/main.ts']
  const run = await greengate(['conformance', '--json', '--strict', '--rounds', '200', ...gate])
  const report = JSON.parse(run.stdout) as Report & { readonly isGood: boolean }
  expect(run).toMatchObject({ code: 0, stderr: '' })
  expect(report).toMatchObject({ isGood: true, isSafe: true, refused: [], otherOutcomes: [] })
  const opened = report.topics.reduce((sum, topic) => sum + topic.opened, 0)
  expect(opened).toBeGreaterThan(142)
})

test('what is said on both sides is of the schema', async () => {
  const ajv = new Ajv2020({ allowUnionTypes: true, strictRequired: false })
  const schema = JSON.parse(
    readFileSync('cli/schema/gate-protocol-1.schema.json', 'utf8'),
  ) as object
  const isLine = ajv.compile(schema)
  const said: unknown[] = []
  const start = recorded(careless({}), (_, text) => said.push(JSON.parse(text)))
  expect(await tried(start, 100, some('live', 'cards', 'card-alone'))).toMatchObject({
    isSafe: true,
  })
  expect(said.length).toBeGreaterThan(350)
  expect(said.filter((line) => !isLine(line))).toEqual([])
  expect(isLine({ type: 'case', id: 'a1', now: '2026-03-02T04:00:00Z', context: {} })).toBe(false)
  expect((await greengate(['conformance', '--schema'])).stdout).toBe(
    readFileSync('cli/schema/gate-protocol-1.schema.json', 'utf8'),
  )
})

const opensOn =
  (...outcomes: readonly string[]): NonNullable<Carelessness['opens']> =>
  ({ outcome }) =>
    outcomes.includes(outcome)

describe('a gate is not safe', () => {
  test.each<[string, Carelessness]>([
    ['that opens on check', { opens: opensOn('pass', 'check') }],
    ['that opens on all but stop', { opens: ({ outcome }) => outcome !== 'stop' }],
    ['that opens always', { opens: () => true, onThrow: true }],
    ['that reads the colour of a code it cannot read', { opens: opensOn('pass', 'unreadable') }],
    ['that has stopped its clock', { now: () => new Date('2026-03-02T04:00:00Z') }],
    [
      'that asks nobody whether a code was seen before',
      { context: (context) => ({ ...context, seenBefore: 'no' }) },
    ],
    ['that asks for no live code', { context: ({ requireLive: _, ...rest }) => rest }],
  ])('%s', async (_, how) => {
    expect(faultsOf(await tried(careless(how)))).toContain('opened')
  })

  test.each<[string, Carelessness]>([
    ['that trims what the scanner read', { text: (text) => text.trim() }],
    ['that puts a text in capitals', { text: (text) => text.toUpperCase() }],
    ['that opens when it throws', { onThrow: true }],
    ['that keeps an earlier gate where a set-up is refused', { keepsEarlier: true }],
    ['that takes any bundle', { takesAnything: true }],
  ])('%s: only mutants show it', async (_, how) => {
    expect(faultsOf(await tried(careless(how), 250, some('validity', 'hcert', 'status')))).toEqual([
      'opened',
    ])
  })

  test('that does all of this, and vectors alone would not show it', async () => {
    const { isSafe } = await tried(
      careless({
        text: (text) => text.trim().toUpperCase(),
        ...{ onThrow: true, keepsEarlier: true, takesAnything: true },
      }),
      0,
      some('validity', 'time'),
    )
    expect(isSafe).toBe(true)
  })

  test.each<[string, Carelessness, string]>([
    ['that takes up no newer bundle', { ignoresUpdates: true }, 'status'],
    ['that still opens in the second when a decision ends', { keepsPasses: true }, 'validity'],
  ])('%s: what follows a pass shows it', async (_, how, topic) => {
    const { faults } = await tried(careless(how), 0, some(topic))
    expect(faults.filter((found) => found.topic === 'sequels')).not.toEqual([])
  })

  test('that ignores revocation', async () => {
    // It takes every status list for the one of a code that is not revoked.
    const revoked = ({
      outcome,
      reasons,
    }: {
      outcome: string
      reasons: readonly { code: string }[]
    }) => outcome === 'pass' || reasons.every(({ code }) => /^(revoked|suspended)/.test(code))
    const { faults } = await tried(careless({ opens: revoked }), 0, some('status'))
    expect(faults.length).toBeGreaterThan(2)
    expect(new Set(faults.map(({ fault, due }) => `${fault} ${due}`))).toEqual(
      new Set(['opened invalid']),
    )
  })

  test.each<[string, Carelessness, string]>([
    ['that answers twice', { answers: (answer) => [answer, answer] }, 'answered-twice'],
    [
      'that answers another case',
      { answers: (answer) => [{ ...answer, id: 'b7' }, answer] },
      'answered-another',
    ],
    [
      'whose answer is neither true nor false',
      { answers: (answer) => [{ ...answer, opens: 'yes' }] },
      'not-an-answer',
    ],
    [
      'that opens on another outcome than it says',
      {
        answers: (answer, { type }) =>
          type === 'case' ? [{ ...answer, outcome: 'check' }] : [answer],
      },
      'opened-on-another-outcome',
    ],
    ['that never opens', { opens: () => false }, 'opened-for-nobody'],
  ])('%s', async (_, how, fault) => {
    const within = { caseMs: 100, setUpMs: 2_000, endMs: 2_000 }
    const report = await tried(careless(how), 0, some('validity'), within)
    expect(report.isSafe).toBe(false)
    expect(faultsOf(report)).toContain(fault)
  })

  /** A process in a few words, whatever it is asked. */
  const script = (words: string): StartGate =>
    gateProcess([process.execPath, '-e', words], false, (error) => {
      throw error
    })
  const answers = `const answer = (line) => console.log(JSON.stringify({ id: JSON.parse(line).id, ready: true, opens: false }));
  let count = 0; require('node:readline').createInterface({ input: process.stdin }).on('line', `

  test('that is silent', async () => {
    const within = { caseMs: 50, setUpMs: 100, endMs: 50 }
    const silent = script(`process.stdin.resume()`)
    const report = await tried(silent, 0, some('validity'), within)
    expect(report).toMatchObject({ isSafe: false, hasGivenUp: true })
    expect(faultsOf(report)).toEqual(['no-answer', 'opened-for-nobody'])
  })

  test.each([
    [
      'that is silent over a case',
      `${answers}(line) => { if (!line.includes('"case"') || count++ < 2) answer(line) })`,
      'no-answer',
    ],
    [
      'that dies over a case',
      `${answers}(line) => { if (count++ > 2) throw 1; answer(line) })`,
      'ended',
    ],
    [
      'that ends early, and well',
      `${answers}(line) => { answer(line); if (count++ > 2) process.exit() })`,
      'ended',
    ],
    [
      'that prints rubbish',
      `${answers}(line) => { console.log('ok'); answer(line) })`,
      'not-an-answer',
    ],
    [
      'that never ends a line',
      `setInterval(() => process.stdout.write('x'.repeat(70000)))`,
      'not-an-answer',
    ],
    [
      'that does not end with its input',
      `${answers}answer); setInterval(() => 1, 1000)`,
      'ended-badly',
    ],
  ])('%s', async (_, words, fault) => {
    const within = { caseMs: fault === 'no-answer' ? 200 : 5_000, setUpMs: 5_000, endMs: 300 }
    const report = await tried(script(words), 0, some('validity'), within)
    expect(report.isSafe).toBe(false)
    expect(faultsOf(report)).toContain(fault)
  })
})

describe('mutants', () => {
  test('of a seed are always the same, and of another seed others', () => {
    const made = (seed: number) => makeMutants(few, seed, 60)
    expect(made(1)).toEqual(made(1))
    expect(made(1)).not.toEqual(made(2))
  })

  test('change what they are named after', () => {
    const made = makeMutants(vectors, 3, 3_000).flatMap(({ cases }) => cases)
    const ways = new Set(made.map(({ how }) => how))
    expect(ways.size).toBeGreaterThan(40)
    const originals = new Map(
      vectors.groups.flatMap(({ cases }) => cases.map((one) => [one.id, one] as const)),
    )
    const unchanged = made.filter(({ how, of, shown }) => {
      const { id: _, outcome: __, ...original } = originals.get(of)!
      return (
        !['as-it-was', 'of-the-offered'].includes(how) &&
        JSON.stringify(original) === JSON.stringify(shown)
      )
    })
    // A character drawn may be the one that stood there, and capitals are capitals already.
    expect(unchanged.length).toBeLessThan(made.length / 10)
  })
})

describe('the command', () => {
  test.each([
    ['no program', []],
    ['a program that there is not', ['./no-such-gate']],
    ['a topic that there is not', ['--only', 'weather', 'node']],
    ['rounds that are no number', ['--rounds', 'many', 'node']],
    ['a limit of nothing', ['--limit', '0', 'node']],
  ])('refuses %s in one line', async (_, args) => {
    const run = await greengate(['conformance', ...args])
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1)
  })

  test('says on a terminal what was wrong, with exit code 1', async () => {
    const words = `require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => console.log(JSON.stringify({ id: JSON.parse(line).id, ready: true, opens: true })))`
    await using folder = await Promise.resolve(scratch())
    const record = folder.at('lines.jsonl')
    const run = await greengate([
      ...['conformance', '--only', 'validity', '--rounds', '0', '--record', record],
      ...[process.execPath, '-e', words],
    ])
    expect(run).toMatchObject({ code: 1, stderr: '' })
    expect(run.stdout).toContain('expired')
    const [, id = ''] = /\((a\d+)\)/.exec(run.stdout) ?? []
    const lines = readFileSync(record, 'utf8').trimEnd().split('\n')
    expect(lines.filter((line) => line.includes(`"id":"${id}"`))).toHaveLength(2)
  })
})
