/** Cases that were run, as people and as programs read them: what differed, and what no case touches. */
import type { CompiledRuleSet, ExplainedRule } from 'greengate/rules'
import type { Language } from '../../edges/language.ts'
import { styled } from '../../edges/output.ts'
import { widthOf } from '../../language/doc.ts'
import { partLines } from '../../verify/part-lines.ts'
import type { RuleSetFile } from '../rule-set-file.ts'
import type { Coverage } from './coverage.ts'
import { coverageLines, percent } from './coverage-lines.ts'
import type { Note } from './notes.ts'
import { rulesThatDiffer, type Ran, type Said } from './run-case.ts'

/** A rule set whose cases were run. */
export interface Tested {
  readonly file: RuleSetFile
  readonly compiled: CompiledRuleSet
  readonly ran: readonly Ran[]
  readonly notes: readonly Note[]
  readonly coverage: Coverage
}

/** The lines of one set. */
export function testedLines(tested: Tested, isExplained: boolean, language: Language): string[] {
  const { file, compiled, ran, notes } = tested
  const { id, version } = compiled.set
  const failed = ran.filter(({ isRight }) => !isRight)
  const zh = language === 'zh'
  const [name, right] = [
    `${id} ${zh ? `第 ${version} 版` : `version ${version}`}`,
    ran.length - failed.length,
  ]
  const counts = zh
    ? `${right} 个案例符合，${failed.length} 个不符`
    : `${right} of ${ran.length} cases pass`
  return [
    `${styled('bold', file.path)} ${name}: ${styled(failed.length === 0 ? 'green' : 'red', counts)}`,
    ...failed.flatMap((each) => failureLines(each, isExplained, language)),
    ...notes.map(
      (note) => `  ${styled('yellow', zh ? '注意' : 'note')} ${noteText(note, language)}`,
    ),
    ...coverageLines(tested, language),
    '',
  ]
}

function noteText({ case: id, ...words }: Note, language: Language): string {
  return `${id === undefined ? '' : `${id} · `}${words[language]}`
}

function failureLines(ran: Ran, isExplained: boolean, language: Language): readonly string[] {
  const { case: wanted, got, missing } = ran
  const zh = language === 'zh'
  const columns = 26
  const row = (label: string, expected: string, found: string): string => {
    const line = `${padded(label, 10)}${padded(`${zh ? '应为' : 'expected'} ${expected}`, columns)}${zh ? '实为' : 'got'} ${found}`
    return `      ${expected === found ? styled('dim', line) : line}`
  }
  const words = saidWords[language]
  const rules = isExplained ? rulesThatDiffer(ran) : []
  const yes = (value: boolean): string => words[value ? 'yes' : 'no']
  return [
    `  ${styled('red', '✗')} ${styled('bold', wanted.id)}  ${wanted.comment}`,
    row(words.outcome, wanted.outcome, got.outcome),
    row(words.rules, numbers(wanted, language), numbers(got, language)),
    ...(wanted.missing === undefined || wanted.missing === got.missing
      ? []
      : [row(words.missing, yes(wanted.missing), yes(got.missing === true))]),
    ...(missing.length === 0 ? [] : [`      ${padded(words.unknown, 10)}${missing.join(', ')}`]),
    ...rules.flatMap((rule) => ruleLines(rule, language)),
  ]
}

const saidWords = {
  zh: { outcome: '结果', rules: '规则', missing: '缺信息', unknown: '未知', yes: '是', no: '否' },
  en: {
    outcome: 'outcome',
    rules: 'rules',
    missing: 'missing',
    unknown: 'unknown',
    yes: 'yes',
    no: 'no',
  },
} as const

function ruleLines({ no, id, outcome, value, parts }: ExplainedRule, language: Language): string[] {
  const name =
    language === 'zh' ? `第 ${no} 条 ${id}（${outcome}）` : `rule ${no} ${id} (${outcome})`
  return [
    `      ${name}: ${styled('bold', value)}`,
    ...parts.flatMap((part) => partLines(part, language)).map((line) => `        ${line}`),
  ]
}

function numbers({ fired }: Pick<Said, 'fired'>, language: Language): string {
  return fired.length === 0 ? (language === 'zh' ? '无' : 'none') : fired.join(', ')
}

/** Chinese characters are two columns wide. */
function padded(text: string, width: number): string {
  const columns = widthOf(text)
  return text + ' '.repeat(Math.max(1, width - columns))
}

/** The sum of many sets; undefined: one that is broken. */
export function sumLine(all: readonly (Tested | undefined)[], language: Language): string {
  const ran = all.flatMap((tested) => tested?.ran ?? [])
  const failed = ran.filter(({ isRight }) => !isRight).length
  const bad = all.filter((tested) => tested === undefined).length
  const text =
    language === 'zh'
      ? `${all.length} 套规则，${ran.length} 个案例：${failed} 个不符，${bad} 套无法运行`
      : `${all.length} rule sets, ${ran.length} cases: ${failed} failed, ${bad} sets cannot be run`
  return styled(failed + bad > 0 ? 'red' : 'green', text)
}

/** The same for programs. */
export function testedJson(
  { file, compiled, ran, notes, coverage }: Tested,
  isExplained = false,
): unknown {
  const { id, version } = compiled.set
  const failed = ran.filter(({ isRight }) => !isRight)
  const { rules, inherited, ...shares } = coverage
  return {
    file: file.path,
    id,
    version,
    cases: ran.length,
    passed: ran.length - failed.length,
    failed: failed.map((each) => ({
      id: each.case.id,
      comment: each.case.comment,
      expected: {
        outcome: each.case.outcome,
        fired: each.case.fired,
        ...(each.case.missing === undefined ? {} : { missing: each.case.missing }),
      },
      got: { ...each.got, unknown: each.missing },
      ...(isExplained ? { rules: rulesThatDiffer(each) } : {}),
    })),
    notes: notes.map(({ case: of, en }) => ({
      ...(of === undefined ? {} : { case: of }),
      note: en,
    })),
    coverage: {
      ...Object.fromEntries(
        Object.entries(shares).map(([name, share]) => [
          name,
          { ...share, percent: percent(share) },
        ]),
      ),
      inherited,
      rules,
    },
  }
}
