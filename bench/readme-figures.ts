/** The figures of README.md and README.zh-CN.md: a table between two comments, written from the ledger in both languages. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { asked } from './asked.ts'
import type { Asked } from './asked-line.ts'
import { boundWords, cameOf, type Came } from './asked-table.ts'
import type { LedgerRow } from './ledger.ts'
import type { SectionName } from './sections.ts'

/** A README lacks what figures are written into; its message says what to do. */
export class MarksMissingError extends Error {
  override readonly name = 'MarksMissingError'
}

/** A language that a README is written in. */
export type Language = 'en' | 'zh'
type Words = Readonly<Record<Language, string>>

/** Where they are. */
export const readmes: Readonly<Record<Language, string>> = {
  en: fileURLToPath(new URL('../README.md', import.meta.url)),
  zh: fileURLToPath(new URL('../README.zh-CN.md', import.meta.url)),
}

/** What the figures stand between. */
export const marks = { begin: '<!-- figures -->', end: '<!-- /figures -->' } as const

const bare = (profile: string, where: string): string =>
  `a code with ${profile} verified, against the bare Ed25519 check (${where})`

/** The few of all figures that a newcomer is shown: benchmark, figure, words. */
const shown: readonly (readonly [bench: string, figure: string, words: Words])[] = [
  ...(['Node', 'Chromium'] as const).map(
    (where) =>
      [
        bare('facts', where),
        'ratio',
        {
          en: `a code verified and judged, by the bare check of its signature (${where})`,
          zh: `验证并判定一个码，与单纯验签之比（${where}）`,
        },
      ] as const,
  ),
  [
    'CertLogic: the rules of EU states, against certlogic-js and json-logic-engine (Node)',
    'reference',
    { en: "EU rules: certlogic-js's time by ours", zh: '欧盟规则：certlogic-js 用时与我们之比' },
  ],
  [
    "others' libraries beside ours",
    'dcc-utils',
    { en: "an EU certificate: dcc-utils' time by ours", zh: '欧盟证书：dcc-utils 用时与我们之比' },
  ],
  [
    'one person under version 14, against the same rules written by hand (Node)',
    'ratio',
    {
      en: 'one person under version 14, by the same rules written by hand',
      zh: '按第 14 版规则判定一人，与手写代码之比',
    },
  ],
  [
    'an update against the whole, 800 keys',
    'smaller',
    { en: 'an update is smaller than the whole bundle', zh: '增量更新比完整数据包小多少倍' },
  ],
  [
    '1 %',
    'notGreen',
    {
      en: 'everybody who is not green, in bytes by the fewest bits that can say it',
      zh: '全部非绿码人员的集合，字节数与信息论下限之比',
    },
  ],
  ['1 %', 'micros', { en: 'looking a card up among everybody', zh: '在全体人员中查一张身份证' }],
  [
    'people by code',
    'own',
    {
      en: "a station's own share of a passage, p99, the disk's fsync in it",
      zh: '闸机程序自身耗时（含落盘），p99',
    },
  ],
  [
    'facts from their source to a gate that polls',
    'old',
    {
      en: 'from a new fact at its source to a gate that no longer opens, p99',
      zh: '从来源报告新事实到闸机不再放行，p99',
    },
  ],
  [
    'the first decision from a picture, against a blank page',
    'script',
    { en: 'the web verifier before its decoder', zh: '网页验证端（解码器之前）的脚本' },
  ],
  [
    'a batch with codes under version 14, against parsing, evaluating and signing alone',
    'ratio',
    {
      en: 'a batch of codes, all of it on the disk, by the bare sum of its parts',
      zh: '批量签发（全部落盘），与各步骤单独之和之比',
    },
  ],
]

const head: Words = {
  en: '| what | figure (95 % interval) | asked | |\n|---|---|---|---|',
  zh: '| 内容 | 数值（95 % 区间） | 目标 | |\n|---|---|---|---|',
}
const foot: Words = {
  en: 'Written by `npm run bench` from its ledger, bench/results.json.',
  zh: '由 `npm run bench` 从其记录 bench/results.json 写出。',
}
const verdicts: Readonly<Record<NonNullable<Came['verdict']>, Words>> = {
  met: { en: 'met', zh: '达到' },
  missed: { en: '**missed**', zh: '**未达到**' },
  'not at that size': { en: 'quick form only', zh: '仅快速测量' },
}

const older: Words = { en: ', older build', zh: '（旧版本）' }

const bound = (line: Asked, language: Language): string => {
  const words = boundWords(line)
  return language === 'en'
    ? words
    : words
        .replace('at most', '不超过')
        .replace('at least', '不少于')
        .replace(/, with ([\d,]+) people/, '（$1 人）')
        .replace(/, over ([\d,]+) minutes/, '（$1 分钟）')
        .replace(/, with ([\d,]+) facts/, '（$1 个事实）')
}

const figureIn = (figure: string, language: Language): string =>
  language === 'en' ? figure : figure.replace(' to ', ' 至 ')

/** What stands between the comments, by what came of each thing that was asked. */
export const figuresBy = (language: Language, cameOfLine: (line: Asked) => Came): string => {
  const lines = shown.flatMap(([bench, name, words]) => {
    const line = asked.find((each) => each.bench === bench && each.figure === name)
    if (line === undefined) throw new Error(`README shows what nobody asked for: ${words.en}`)
    const { figure, verdict, isOlder } = cameOfLine(line)
    if (verdict === undefined) return []
    const cells = [words[language], figureIn(figure, language), bound(line, language)]
    const judged = `${verdicts[verdict][language]}${isOlder ? older[language] : ''}`
    return [`| ${[...cells, judged].join(' | ')} |`]
  })
  return [head[language], ...lines, '', foot[language]].join('\n')
}

/** The same by the ledger. */
export const figuresOf = (
  language: Language,
  rows: readonly LedgerRow[],
  build: (section: SectionName) => string,
): string => figuresBy(language, (line) => cameOf(line, rows, build))

/**
 * A README with other figures.
 *
 * @throws MarksMissingError where the two comments are not there, once and in their order.
 */
export const withFigures = (text: string, figures: string, path: string): string => {
  const parts = text.split(marks.begin)
  const [, after = ''] = parts
  const [, ...rest] = after.split(marks.end)
  if (parts.length !== 2 || rest.length !== 1) {
    throw new MarksMissingError(
      `${path}: figures are written between one ${marks.begin} and one ${marks.end} after it: put both where they belong`,
    )
  }
  return `${parts[0] ?? ''}${marks.begin}\n${figures}\n${marks.end}${rest[0] ?? ''}`
}

/**
 * Writes the figures of both.
 *
 * @throws MarksMissingError where one is missing, or its comments; then neither is written.
 */
export const writeFigures = (
  rows: readonly LedgerRow[],
  build: (section: SectionName) => string,
): void => {
  const texts = (['en', 'zh'] as const).map((language) => {
    const path = readmes[language]
    if (!existsSync(path)) {
      throw new MarksMissingError(
        `${path} is missing: write it, with ${marks.begin} and ${marks.end} in it`,
      )
    }
    const text = readFileSync(path, 'utf8')
    return [path, withFigures(text, figuresOf(language, rows, build), path)] as const
  })
  for (const [path, text] of texts) writeFileSync(path, text)
}
