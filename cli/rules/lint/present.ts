/** What the checker made of rule sets, as people read it: findings, what is waived, exemptions, and the sum. */
import type { CheckReport } from 'greengate/rules'
import type { Language } from '../../edges/language.ts'
import { styled } from '../../edges/output.ts'
import { asObject } from '../../edges/json-file.ts'
import type { RuleSetFile } from '../rule-set-file.ts'
import { findingLines, type Told } from './finding-lines.ts'

/** A rule set and what was found in it. */
export interface Linted {
  readonly file: RuleSetFile
  readonly told: readonly Told[]
  readonly report: CheckReport
}

/** What was found in a file, for programs. */
export function lintJson({ file, told, report }: Linted): unknown {
  return {
    file: file.path,
    findings: told.map(({ place, ...finding }) => ({
      ...finding,
      ...(place === undefined ? {} : { line: place.line, column: place.column }),
    })),
    waived: report.waived,
    exemptions: report.exemptions,
  }
}

/** How many findings of each severity. */
export interface Counts {
  readonly errors: number
  readonly unproved: number
  readonly warnings: number
  readonly waived: number
}

/** Counts the findings of many files. */
export function countsOf(all: readonly Linted[]): Counts {
  const told = all.flatMap((linted) => linted.told)
  const count = (severity: Told['severity']): number =>
    told.filter((each) => each.severity === severity).length
  return {
    errors: count('error'),
    unproved: count('cannot-prove'),
    warnings: count('warning'),
    waived: all.reduce((sum, { report }) => sum + report.waived.length, 0),
  }
}

/** The lines of one file; none where there is nothing to say. */
export function lintLines(
  { file, told, report }: Linted,
  language: Language,
  isQuiet: boolean,
): readonly string[] {
  const lines = told.flatMap((each) => findingLines(file, each, language))
  if (isQuiet) return lines
  return [
    ...lines,
    ...waivedLines(file, report, language),
    ...exemptionLines(file, report, language),
  ]
}

function waivedLines(
  { path, value }: RuleSetFile,
  { waived }: CheckReport,
  language: Language,
): readonly string[] {
  if (waived.length === 0) return []
  const zh = language === 'zh'
  const reasons = (asObject(value)?.['waivers'] ?? []) as readonly {
    readonly finding: string
    readonly no: number
    readonly reason: string
  }[]
  const rows = waived.map(({ code, no = 0, words }) => {
    const reason = reasons.find((each) => each.finding === code && each.no === no)?.reason
    const place = no === 0 ? (zh ? '整套' : 'the set') : zh ? `第 ${no} 条` : `rule ${no}`
    const why = reason === undefined ? (zh ? '由基础规则集豁免' : 'waived by its base') : reason
    return `  ${code} · ${place}${zh ? '：' : ': '}${words[language]}${zh ? '；理由：' : '; because: '}${why}`
  })
  return [`${styled('bold', path)} ${zh ? '已豁免的发现' : 'waived'}`, ...rows, '']
}

function exemptionLines(
  { path, value, placeOf }: RuleSetFile,
  { exemptions }: CheckReport,
  language: Language,
): readonly string[] {
  if (exemptions.length === 0) return []
  const zh = language === 'zh'
  const rules = (asObject(value)?.['rules'] ?? []) as readonly unknown[]
  const rows = exemptions.map(({ no, at }) => {
    const line = placeOf(at)?.line
    const id = rules.map(asObject).find((each) => each?.['no'] === no)?.['id']
    const name = typeof id === 'string' ? ` ${id}` : ''
    const rule = zh ? `第 ${no} 条` : `rule ${no}`
    return `  ${rule}${name} · ${at}${line === undefined ? '' : `${zh ? '，第 ' : ', line '}${line}${zh ? ' 行' : ''}`}`
  })
  return [`${styled('bold', path)} ${zh ? '例外（unless）' : 'exemptions (unless)'}`, ...rows, '']
}

/** The sum of it all. */
export function sumLine(
  { errors, unproved, warnings, waived }: Counts,
  files: number,
  language: Language,
): string {
  if (language === 'zh') {
    const text = `${files} 套规则：${errors} 个错误，${unproved} 个无法证明，${warnings} 个警告，${waived} 个已豁免`
    return styled(errors + unproved > 0 ? 'red' : 'green', text)
  }
  const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
  const text = `${many(files, 'rule set')}: ${many(errors, 'error')}, ${unproved} that cannot be proved, ${many(warnings, 'warning')}, ${waived} waived`
  return styled(errors + unproved > 0 ? 'red' : 'green', text)
}
