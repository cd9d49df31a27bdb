/** Says in words what the header of population sets states: what whoever signs it answers for. */
import type { Language } from '../../edges/language.ts'
import { asObject } from '../../edges/json-file.ts'
import type { Document } from '../document.ts'
import { minus, plus } from './changed.ts'

type Value = Readonly<Record<string, unknown>>

/** The lines: for each set who assessed whom, and how many are what, beside what was there before. */
export function populationLines(
  document: Document,
  older: Document | undefined,
  language: Language,
): readonly string[] {
  const before = linesOf(older?.value, language)
  const after = linesOf(document.value, language)
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => minus(line)),
    ...after.map((line) => (before.includes(line) ? `  ${line}` : plus(line))),
  ]
}

function linesOf(value: Value | undefined, language: Language): readonly string[] {
  return objectsOf(value?.['sets']).flatMap((set) => setLines(set, language))
}

function setLines(set: Value, language: Language): readonly string[] {
  const zh = language === 'zh'
  const patches = objectsOf(set['patches'])
  const { assessedAt, counts } = patches.at(-1) ?? set
  const people = numberOf(asObject(set['universe'])?.['count'])
  const version = `${zh ? '版本' : 'version'} ${textOf(set['version'])}`
  const state = zh
    ? `${textOf(set['issuer'])} 于 ${textOf(assessedAt)} 评估，至 ${textOf(set['limit'])} 有效`
    : `assessed by ${textOf(set['issuer'])} at ${textOf(assessedAt)}, looked ahead to ${textOf(set['limit'])}`
  const more = [
    `${people} ${zh ? '人' : 'people'}`,
    ...(patches.length > 0
      ? [zh ? `${patches.length} 个补丁` : `${patches.length} of 24 patches`]
      : []),
    ...('rate' in set
      ? [
          zh
            ? `误认率 1/2^${textOf(set['rate'])}`
            : `1 in 2^${textOf(set['rate'])} others taken for one`,
        ]
      : []),
  ]
  return [
    `${version}: ${state}`,
    `${version}: ${more.join(', ')}`,
    ...objectsOf(counts).map((count) => countLine(version, count, language)),
  ]
}

function countLine(version: string, { outcome, rule, count }: Value, language: Language): string {
  const by = rule === 0 ? '' : ` ${language === 'zh' ? '规则' : 'rule'} ${textOf(rule)}`
  return `${version}: ${textOf(outcome)}${by}: ${numberOf(count)}`
}

function objectsOf(value: unknown): readonly Value[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.map(asObject).filter((item) => item !== undefined)
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '?'
}

function numberOf(value: unknown): string {
  return typeof value === 'number' ? value.toLocaleString('en') : '?'
}
