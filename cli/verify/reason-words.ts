/** Outcomes and reasons in words: the table of reasons, and what a reason adds to it. */
import { reasons, type Outcome, type Reason } from 'greengate'
import { formatWords, otherCodes, staleRoles } from '../../verifier-web/elements/reason-words.ts'
import type { Language } from '../edges/language.ts'
import type { Style } from '../edges/output.ts'

type Words = Readonly<Record<Language, string>>

/** How an outcome is shown: a shape to tell it by without colour, a colour, and one word. */
export const outcomeLook: Readonly<
  Record<Outcome, { readonly glyph: string; readonly style: Style; readonly word: Words }>
> = {
  pass: { glyph: '● ✓', style: 'green', word: { zh: '可以通行', en: 'PASS' } },
  check: { glyph: '▲ !', style: 'yellow', word: { zh: '人工核验', en: 'CHECK' } },
  stop: { glyph: '🛑 ✕', style: 'red', word: { zh: '禁止通行', en: 'STOP' } },
  invalid: { glyph: '■ –', style: 'blue', word: { zh: '无效', en: 'INVALID' } },
  unreadable: { glyph: '▢ ?', style: 'blue', word: { zh: '无法识别', en: 'CANNOT READ' } },
}

const differences = {
  name: { zh: '姓名不一致', en: 'the names differ' },
  'birth-date': { zh: '出生日期不一致', en: 'the birth dates differ' },
} as const satisfies Record<string, Words>

/** A reason as one sentence; a class of reason, never medical detail. */
export function reasonWords(reason: Reason, language: Language): string {
  const detail = detailOf(reason, language)
  const words = reasons[reason.code][language]
  if (detail === undefined) return words
  return language === 'zh' ? `${words}（${detail}）` : `${words} (${detail})`
}

function detailOf(reason: Reason, language: Language): string | undefined {
  if (reason.code === 'other-code') return otherCodes[reason.kind][language]
  if (reason.code === 'bundle-stale') return staleRoles[reason.role][language]
  if ('differs' in reason) {
    const named = reason.differs.map((what) => differences[what][language])
    return named.join(language === 'zh' ? '、' : ', ')
  }
  if ('kinds' in reason) return reason.kinds.join(language === 'zh' ? '、' : ', ')
  if ('format' in reason) return formatWords(reason.format)[language]
  if (!('rule' in reason)) return undefined
  const { set, version, no } = reason.rule
  // Rule 0 is that of nobody: the issuer does not say which rule it was.
  if (no === 0) return language === 'zh' ? `${set} 第 ${version} 版` : `${set} version ${version}`
  return language === 'zh'
    ? `${set} 第 ${version} 版第 ${no} 条`
    : `${set} version ${version}, rule ${no}`
}
