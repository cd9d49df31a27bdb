/** What was imported, as people read it: how many rules of which type and kind, in which languages, windows and sizes. */
import { deflateRawSync } from 'node:zlib'
import { canonicalJson } from 'greengate/issue'
import type { CountryRules, Finding } from 'greengate/rules'
import type { Language } from '../../edges/language.ts'
import { styled } from '../../edges/output.ts'
import { digestOf } from '../../edges/digest.ts'
import { tableLines } from '../table-lines.ts'
import type { TestedSet } from './run-tests.ts'

const kinds = ['General', 'Vaccination', 'Test', 'Recovery'] as const

/** A set that was made. */
export interface Imported {
  readonly set: CountryRules
  readonly warnings: readonly Finding[]
  readonly tests: TestedSet | undefined
  /** Where it was written. */
  readonly out: string | undefined
}

/** The same for programs. */
export function importedJson({ set, warnings, tests, out }: Imported): object {
  const { id, version, country, effective, valueSets } = set
  const { bytes, deflated } = sizeOf(set)
  return {
    country,
    id,
    version,
    sha256: digestOf(set, id),
    ...(out === undefined ? {} : { out }),
    effective,
    rules: new Set(set.rules.map(({ no }) => no)).size,
    versions: set.rules.length,
    byType: countsOf(set),
    languages: languagesOf(set),
    windows: windowsOf(set),
    valueSets: Object.fromEntries(
      Object.entries(valueSets).map(([name, list]) => [name, list.length]),
    ),
    bytes,
    deflated,
    warnings: warnings.map(({ code, at, no, message }) => ({
      code,
      at,
      ...(no === undefined ? {} : { no }),
      message,
    })),
    ...(tests === undefined ? {} : { tests }),
  }
}

/** The lines. */
export function importedLines(imported: Imported, language: Language): readonly string[] {
  const { set, warnings, tests, out } = imported
  const zh = language === 'zh'
  const { bytes, deflated } = sizeOf(set)
  const { from, until } = set.effective
  const counts = Object.entries(countsOf(set))
  const words = zh ? typeWords.zh : typeWords.en
  const [first, last] = windowsOf(set)
  const row = (label: string, text: string): string => `  ${styled('dim', label)}  ${text}`
  const kB = (size: number): string => `${(size / 1000).toFixed(1)} kB`
  const list = (entries: readonly (readonly [string, number])[]): string =>
    entries.length === 0
      ? zh
        ? '无'
        : 'none'
      : entries.map(([name, count]) => `${name} (${count})`).join(', ')
  return [
    styled(
      'bold',
      zh
        ? `${set.country}：${set.id} 第 ${set.version} 版`
        : `${set.country}: ${set.id} version ${set.version}`,
    ),
    ...tableLines(
      ['', ...kinds.map((kind) => (zh ? kindWords[kind] : kind))],
      counts.map(([type, of]) => [
        words[type as keyof typeof words],
        ...kinds.map((kind) => String(of[kind])),
      ]),
    ),
    row(zh ? '语言' : 'languages ', list(Object.entries(languagesOf(set)))),
    row(
      zh ? '规则有效期' : 'windows   ',
      zh ? `最早 ${first}，最晚 ${last}` : `the first from ${first}, the last until ${last}`,
    ),
    row(
      zh ? '本集有效期' : 'in force  ',
      zh ? `自 ${from} 起，至 ${until} 止` : `from ${from} until ${until}`,
    ),
    row(
      zh ? '值集' : 'value sets',
      list(Object.entries(set.valueSets).map(([name, codes]) => [name, codes.length])),
    ),
    row(
      zh ? '大小' : 'size      ',
      zh ? `${kB(bytes)}，压缩后 ${kB(deflated)}` : `${kB(bytes)}, ${kB(deflated)} deflated`,
    ),
    ...(tests === undefined ? [] : [row(zh ? '测试' : 'tests     ', testsText(tests, language))]),
    ...(out === undefined ? [] : [row(zh ? '写入' : 'written to', out)]),
    ...(tests?.failed ?? []).map(({ rule, version, id, name, expected, got }) =>
      styled(
        'red',
        `  ${rule} ${version} ${id} (${name}): ${zh ? '应为' : 'expected'} ${JSON.stringify(expected)}, ${zh ? '实为' : 'got'} ${JSON.stringify(got)}`,
      ),
    ),
    ...warnings.map(({ at, no, message }) => {
      const rule = set.rules.find((each) => each.no === no)?.rule.Identifier
      return styled('blue', `  ${zh ? '警告' : 'warning'} ${rule ?? at}: ${message}`)
    }),
    '',
  ]
}

const typeWords = {
  zh: { Acceptance: '接受规则', Invalidation: '作废规则' },
  en: { Acceptance: 'acceptance', Invalidation: 'invalidation' },
} as const
const kindWords = { General: '通用', Vaccination: '接种', Test: '检测', Recovery: '康复' } as const

function testsText({ passed, failed, untested }: TestedSet, language: Language): string {
  const text =
    language === 'zh'
      ? `${passed} 项通过，${failed.length} 项失败，${untested.length} 条规则没有测试`
      : `${passed} passed, ${failed.length} failed, ${untested.length} ${untested.length === 1 ? 'rule' : 'rules'} without any`
  return styled(failed.length > 0 ? 'red' : 'green', text)
}

/** The sum over several countries. */
export function sumLine(all: readonly Imported[], language: Language): string {
  const rules = all.reduce((sum, { set }) => sum + set.rules.length, 0)
  const passed = all.reduce((sum, { tests }) => sum + (tests?.passed ?? 0), 0)
  const failed = all.reduce((sum, { tests }) => sum + (tests?.failed.length ?? 0), 0)
  const isTested = all.some(({ tests }) => tests !== undefined)
  const zh = language === 'zh'
  const head = zh
    ? `${all.length} 个国家，${rules} 条规则`
    : `${all.length} countries, ${rules} rules`
  const tail = zh
    ? `；测试 ${passed} 项通过，${failed} 项失败`
    : `; tests: ${passed} passed, ${failed} failed`
  return styled(failed > 0 ? 'red' : 'green', isTested ? head + tail : head)
}

type Counts = Record<(typeof kinds)[number], number>

function countsOf({ rules }: CountryRules): Partial<Record<'Acceptance' | 'Invalidation', Counts>> {
  const types = (['Acceptance', 'Invalidation'] as const).filter((type) =>
    rules.some(({ rule }) => rule.Type === type),
  )
  return Object.fromEntries(
    types.map((type) => [
      type,
      Object.fromEntries(
        kinds.map((kind) => [
          kind,
          rules.filter(({ rule }) => rule.Type === type && rule.CertificateType === kind).length,
        ]),
      ),
    ]),
  )
}

function languagesOf({ rules }: CountryRules): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { rule } of rules) {
    for (const { lang } of rule.Description) counts[lang] = (counts[lang] ?? 0) + 1
  }
  return counts
}

function windowsOf({ rules }: CountryRules): readonly [first: string, last: string] {
  const order = (texts: readonly string[]): readonly string[] =>
    texts.toSorted((a, b) => Date.parse(a) - Date.parse(b))
  const froms = order(rules.map(({ rule }) => rule.ValidFrom))
  const untils = order(rules.map(({ rule }) => rule.ValidTo))
  return [froms[0] ?? '', untils.at(-1) ?? '']
}

function sizeOf(set: CountryRules): { readonly bytes: number; readonly deflated: number } {
  const bytes = Buffer.from(canonicalJson(set))
  return { bytes: bytes.length, deflated: deflateRawSync(bytes, { level: 9 }).length }
}
