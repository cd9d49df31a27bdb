/** A README shows no figure that was not measured: each with a unit, and each ratio, stands in what benchmarks or torture wrote. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { asked } from './asked.ts'
import type { Asked } from './asked-line.ts'
import { boundWords, cameOf, type Came } from './asked-table.ts'
import { figuresBy, figuresOf, marks, readmes, withFigures } from './readme-figures.ts'
import { readLedger } from './ledger.ts'

const doc = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../docs/${name}`, import.meta.url)), 'utf8')
const measured = `${doc('benchmarks.md')}\n${doc('reliability.md')}`

/** What docs/benchmarks.md tells of each thing that was asked, by its issue and name. */
const told = new Map(
  [
    ...doc('benchmarks.md').matchAll(/^\| (\d+ \| [^|]+) \| ([^|]+) \| ([^|]*) \| ([^|]+) \|$/gm),
  ].map(([, of = '', bound = '', figure = '', words = '']) => [
    of,
    { bound, figure: figure.trim(), words },
  ]),
)
const toldOfLine = ({ issue, what }: Asked) => told.get(`${issue} | ${what}`)
const verdicts = {
  met: /^met/,
  missed: /^\*\*missed/,
  'not at that size': /^not measured with|^not measured over/,
}
const verdictOf = (words: string): Came['verdict'] =>
  (['met', 'missed', 'not at that size'] as const).find((verdict) => verdicts[verdict].test(words))
const cameOfLine = (line: Asked): Came => {
  const { figure = '', words = '' } = toldOfLine(line) ?? {}
  // What is said of the full form beside it is of another build.
  const isOlder = /, by an older build/.test(words.split('; in full')[0] ?? '')
  return { figure, words, verdict: verdictOf(words), isOlder }
}

const number = String.raw`\d[\d,]*(?:\.\d+)?`
/** What makes a number a figure. Words of time are none: "24 hours" is a rule, not a measurement. */
const unit = String.raw`(?:µs|us|ms|s|ns|[kMG]B|bytes|times|x|×|%|fps|(?:people|codes|lines|requests) (?:a|per) (?:second|minute)|a second|/s|微秒|毫秒|秒|倍|字节|人/秒)`
const figure = new RegExp(String.raw`(?<![\w.,#/-])(${number})\s?${unit}(?![\w])`, 'gu')
/** A ratio is written with three digits, or with its interval behind it. */
const ratio = new RegExp(
  String.raw`(?<![\w.,#/-])(\d\.\d{3}|${number}(?=\s?[(（]${number}\s(?:to|至)))(?![\w.])`,
  'gu',
)

/** The figures of a text, code and addresses left out. */
const figuresIn = (text: string): readonly string[] => {
  const plain = text
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, '')
    .replace(/\]\([^)]*\)/g, ']')
  return [
    ...new Set(
      [figure, ratio].flatMap((shape) => [...plain.matchAll(shape)].map(([, n = '']) => n)),
    ),
  ]
}

const stands = (value: string): boolean =>
  new RegExp(String.raw`(?<![\d.,])${value.replace('.', String.raw`\.`)}(?![\d]|[.,]\d)`).test(
    measured,
  )

test('what is a figure is found, and what is not is left alone', () => {
  const text = [
    'It takes 1.25 ms, 3,430 bytes, 12 times, 99.9 % and 1.281 (1.245 to 1.311); 2.1 倍，5 微秒。',
    'Node 24, 20 lines, 24 hours, version 1.0.0, F2, [x](docs/3-ms.md), `7 ms`.',
    '```',
    '8 ms',
    '```',
  ].join('\n')
  expect(figuresIn(text).toSorted()).toEqual(
    ['1.25', '1.281', '1.245', '1.311', '12', '2.1', '3,430', '5', '99.9'].toSorted(),
  )
})

for (const [language, path] of Object.entries(readmes)) {
  const name = path.split('/').at(-1) ?? path
  test(`every figure of ${name} stands in docs/benchmarks.md or docs/reliability.md`, () => {
    expect(
      existsSync(path),
      `${name} is missing (${language}): write it, with ${marks.begin} and ${marks.end} in it`,
    ).toBe(true)
    const text = readFileSync(path, 'utf8')
    expect(figuresIn(text).filter((value) => !stands(value))).toEqual([])
  })

  test(`${name} has one place for figures, and what stands there was written by npm run bench`, () => {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    // Throws where a comment is missing, and says what to do.
    expect(withFigures(text, 'x', name)).toContain(`${marks.begin}\nx\n${marks.end}`)
    const [, here = ''] = text.split(marks.begin)
    expect(here).toContain('npm run bench')
  })
}

test('docs/benchmarks.md tells everything that was asked with its bound, and figures and verdicts that the ledger gives', () => {
  const rows = readLedger()
  expect(told.size).toBe(asked.length)
  for (const line of asked) {
    const { bound, figure: found = '', words = '' } = toldOfLine(line) ?? {}
    expect(bound, line.what).toBe(boundWords(line))
    const measuredOf = rows.filter(({ name }) => name === line.bench)
    const known = measuredOf.map((row) => {
      const { figure, verdict } = cameOf(line, [row], () => row.build)
      return `${figure} ${verdict ?? ''}`
    })
    expect(known.length > 0 ? known : [' '], line.what).toContain(
      `${found} ${verdictOf(words) ?? ''}`,
    )
  }
})

test.each(['en', 'zh'] as const)(
  'the README in %s tells what docs/benchmarks.md tells: figure, bound, and whether it is met',
  (language) => {
    const text = readFileSync(readmes[language], 'utf8')
    expect(text).toBe(withFigures(text, figuresBy(language, cameOfLine), language))
  },
)

test('figures are written in both languages, each with what came of it', () => {
  const rows = readLedger()
  const ofRow = (name: string) => rows.find(({ section }) => section === name)?.build ?? ''
  for (const language of ['en', 'zh'] as const) {
    const text = figuresOf(language, rows, ofRow)
    const values = figuresIn(text)
    expect(values.length).toBeGreaterThan(0)
    expect(text).not.toMatch(/undefined|NaN/)
  }
})

test('figures are written between the comments and nowhere else, again and again', () => {
  const text = `a\n${marks.begin}\nold\n${marks.end}\nb\n`
  const once = withFigures(text, 'new', 'README.md')
  expect(once).toBe(`a\n${marks.begin}\nnew\n${marks.end}\nb\n`)
  expect(withFigures(once, 'new', 'README.md')).toBe(once)
})

test.each(['a', `${marks.end} a ${marks.begin}`, `${marks.begin} a`, marks.begin.repeat(2)])(
  'without its comments a README is not written, and the message says what to do (%j)',
  (text) => {
    expect(() => withFigures(text, 'new', 'README.md')).toThrow(
      `README.md: figures are written between one ${marks.begin} and one ${marks.end} after it`,
    )
  },
)
