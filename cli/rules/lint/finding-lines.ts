/** Findings as people read them: where, how grave, what, and the line itself with a mark below. */
import type { Finding, Severity, Words } from 'greengate/rules'
import type { Language } from '../../edges/language.ts'
import { styled, type Style } from '../../edges/output.ts'
import { excerpt, type Looks } from '../excerpt.ts'
import type { TextPlace } from '../json-places.ts'
import type { RuleSetFile } from '../rule-set-file.ts'

const looks: Readonly<Record<Severity, { style: Style; zh: string; en: string }>> = {
  error: { style: 'red', zh: '错误', en: 'error' },
  'cannot-prove': { style: 'yellow', zh: '无法证明', en: 'cannot prove' },
  warning: { style: 'blue', zh: '警告', en: 'warning' },
}

/** A finding, or a fault of the text itself. */
export type Told = Omit<Finding, 'code'> & {
  readonly code: Finding['code'] | 'syntax'
  readonly place: TextPlace | undefined
}

/** All that was found in a file, a broken text among it, in the order of the text. */
export function toldOf(
  { faults, placeOf }: Pick<RuleSetFile, 'faults' | 'placeOf'>,
  findings: readonly Finding[],
): readonly Told[] {
  const told = [
    ...faults.map(({ message, ...place }): Told => ({
      code: 'syntax',
      severity: 'error',
      at: '',
      message,
      // Faults of the text are told by the parser of the language, in English.
      words: { zh: message, en: message },
      suggestion: null,
      advice: null,
      place,
    })),
    ...findings.map((finding): Told => ({ ...finding, place: placeOf(finding.at) })),
  ]
  return told.toSorted(
    (a, b) =>
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      (a.place?.column ?? 0) - (b.place?.column ?? 0),
  )
}

/** The lines of one finding. */
export function findingLines(
  { path, text }: Pick<RuleSetFile, 'path' | 'text'>,
  { code, severity, at, no, words: said, advice, place, example }: Told,
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  const { style, ...words } = looks[severity]
  const where = place === undefined ? path : `${path}:${place.line}:${place.column}`
  const rule = no === undefined || no === 0 ? '' : zh ? `第 ${no} 条` : `rule ${no}`
  const within = [rule, at].filter((part) => part !== '').join(' · ')
  const indent = '  '
  return [
    `${styled('bold', where)} ${styled(style, `${words[language]} ${code}`)}${within === '' ? '' : ` ${styled('dim', within)}`}`,
    `${indent}${sentence(at, said, language)}`,
    ...(advice === null ? [] : [`${indent}→ ${adviceText(advice, language)}`]),
    ...(example === undefined
      ? []
      : [`${indent}${zh ? '例如：' : 'for example: '}${example.said[language]}`]),
    ...(place === undefined ? [] : excerpt(text, place, looksOf(style))).map(
      (line) => indent + line,
    ),
    '',
  ]
}

function looksOf(style: Style): Looks {
  return { number: (text) => styled('dim', text), mark: (text) => styled(style, text) }
}

/** A name that was probably meant is asked for; anything else is advice as it stands. */
function adviceText(advice: Words, language: Language): string {
  if (/\s/.test(advice.en)) return advice[language]
  return language === 'zh' ? `是否应为 ${advice.zh}？` : `did you mean ${advice.en}?`
}

/** Where the checker's words go on from the path, they need a subject on a line of their own. */
export function sentence(at: string, words: Words, language: Language): string {
  const name = /[^.[\]]+(?:\[\d+\])?$/.exec(at)?.[0]
  return name !== undefined && /^(must|is|names|stands|waives) /.test(words.en)
    ? `${name} ${words[language]}`
    : words[language]
}
