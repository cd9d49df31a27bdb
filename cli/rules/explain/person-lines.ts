/** What a rule set makes of one person, as people read it: the outcome, then every rule and why. */
import type { CompiledRuleSet, ExplainedRule, Verdict } from 'greengate/rules'
import type { Language } from '../../edges/language.ts'
import { styled } from '../../edges/output.ts'
import { partLines } from '../../verify/part-lines.ts'
import { outcomeLook } from '../../verify/reason-words.ts'
import { localText, ruleText, versionText } from '../set-words.ts'

/** What was said of a person. */
export type SaidOfPerson = Pick<Verdict, 'outcome' | 'fired' | 'missing'> & {
  readonly id: string
  readonly version: number
  /** Unix seconds. */
  readonly now: number
  readonly rules: readonly ExplainedRule[]
}

/** The lines. */
export function personLines(
  said: SaidOfPerson,
  { set }: CompiledRuleSet,
  language: Language,
): readonly string[] {
  const { outcome, fired, missing, now, rules } = said
  const zh = language === 'zh'
  const { style, glyph, word } = outcomeLook[outcome]
  const by = fired.map((no) => set.rules.find((rule) => rule.no === no)?.reason[language] ?? '')
  const when = localText(new Date(now * 1000).toISOString(), set.zone)
  return [
    `${styled(['bold', style], `${glyph}  ${word[language]}`)}  ${styled('dim', `${versionText(said, language)}, ${when}`)}`,
    ...fired.map(
      (no, i) => `  ${zh ? `第 ${no} 条` : `rule ${no}`}${zh ? '：' : ': '}${by[i] ?? ''}`,
    ),
    ...(missing.length === 0
      ? []
      : [`  ${zh ? '缺少信息：' : 'missing: '}${missing.join(zh ? '、' : ', ')}`]),
    ...rules.flatMap((rule) => ['', ...ruleLines(rule, fired.includes(rule.no), language)]),
  ]
}

const valueWords = {
  true: { zh: '成立', en: 'true' },
  false: { zh: '不成立', en: 'false' },
  unknown: { zh: '未知', en: 'unknown' },
} as const

function ruleLines(
  { no, id, outcome, value, parts, reason }: ExplainedRule,
  isDecisive: boolean,
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  const decided = isDecisive ? (zh ? ' ← 据此判定' : ' ← this decided') : ''
  const name = `${ruleText(no, id, language)} (${outcomeLook[outcome].word[language]})`
  const head = `${name}: ${valueWords[value][language]}${decided}`
  return [
    isDecisive ? styled('bold', head) : head,
    `  ${styled('dim', reason[language])}`,
    ...parts.flatMap((part) => partLines(part, language)).map((line) => `  ${line}`),
  ]
}
