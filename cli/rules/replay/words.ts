/** The words in which a replay is told to people, in both languages. */
import type { Language } from '../../edges/language.ts'
import { stateWords } from '../../impact/words.ts'
import type { Named } from './replay.ts'
import type { Said } from './said.ts'

const words = {
  en: {
    rule: 'rule',
    rules: 'rules',
    missing: 'missing',
    nothing: 'nothing granted',
    otherBytes: 'other bytes under this version',
    version: 'version',
    inForce: 'the version in force',
  },
  zh: {
    rule: '规则',
    rules: '规则',
    missing: '缺',
    nothing: '无准许',
    otherBytes: '此版本内容不同',
    version: '第',
    inForce: '当时生效的版本',
  },
} as const

/** The fixed words of a language. */
export function wordsOf(language: Language): (typeof words)[Language] {
  return words[language]
}

/** `stop (rule 7)`, `check (missing contact)`, `check (nothing granted)`. */
export function saidText({ outcome, rules, missing }: Said, language: Language): string {
  const said = words[language]
  const numbers = rules.map(({ no }) => String(no)).join(', ')
  const parts = [
    ...(rules.length === 0 ? [] : [`${rules.length > 1 ? said.rules : said.rule} ${numbers}`]),
    ...(missing.length === 0 ? [] : [`${said.missing} ${missing.join(', ')}`]),
  ]
  return `${stateWords[outcome][language]} (${parts.length === 0 ? said.nothing : parts.join('; ')})`
}

/** `demo-hz 2`. */
export function namedText({ id, version }: Named): string {
  return version === undefined ? id : `${id} ${String(version)}`
}

/** `1-4, 7, 9-12`, shortened where it grows long. */
export function rangesText(numbers: readonly number[], language: Language): string {
  const ranges: [number, number][] = []
  for (const no of numbers) {
    const last = ranges.at(-1)
    if (last?.[1] === no - 1) last[1] = no
    else ranges.push([no, no])
  }
  const shown = ranges.slice(0, 12).map(([a, b]) => (a === b ? String(a) : `${a}-${b}`))
  const more = ranges.slice(12).reduce((sum, [a, b]) => sum + b - a + 1, 0)
  if (more === 0) return shown.join(', ')
  return language === 'zh'
    ? `${shown.join(', ')} 等，另有 ${more} 条（--json 全部列出）`
    : `${shown.join(', ')} and ${more} more (--json names all)`
}
