/** An explanation as people read it: each rule of the set in force, then of the emergency sets, and why. */
import { reasons, type ExplainedEmergency, type Explanation, type Stage } from 'greengate'
import type { Language } from '../edges/language.ts'
import { styled } from '../edges/output.ts'
import { partLines } from './part-lines.ts'
import { ruleSetWords } from './present.ts'
import { outcomeLook } from './reason-words.ts'

/** Writes what every rule made of the facts, as a tree: the rule, its value, and why; emergency sets come after. */
export function presentExplanation(
  { decision, ruleSet, rules, emergencies }: Explanation,
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  const stages = decision.reasons.map(({ code }) => {
    const { stage, section } = reasons[code]
    return zh
      ? `  ${code}：${stageWords[stage]}（docs/format.md ${section}）`
      : `  ${code}: stage ${stage} (docs/format.md ${section})`
  })
  const why = zh
    ? '没有逐条运行规则：未到这一步，或码中只有评定结果。'
    : 'No rule was run on facts: it did not come to that, or the code carries an assessment alone.'
  const tree =
    ruleSet === null || rules.length === 0
      ? [why]
      : [ruleSetWords(ruleSet, language), ...ruleTree(rules, language)]
  return [
    '',
    ...stages,
    '',
    ...tree,
    ...emergencies.flatMap((set) => emergencyLines(set, language)),
  ]
}

/** Each rule, its value, and why. */
export function ruleTree(rules: Explanation['rules'], language: Language): readonly string[] {
  const zh = language === 'zh'
  return rules.flatMap((rule, at) => {
    const last = at === rules.length - 1
    const value = valueWords[rule.value][language]
    const decided = rule.decided ? (zh ? ' ← 据此判定' : ' ← this decided') : ''
    const outcome = outcomeLook[rule.outcome].word[language]
    const head = `${zh ? '第' : 'rule'} ${rule.no}${zh ? ' 条' : ''} ${rule.id} (${outcome}): ${value}${decided}`
    const reads = `${zh ? '读取' : 'reads'}: ${rule.reads.join(zh ? '、' : ', ')}`
    return [
      `${last ? '└─' : '├─'} ${rule.decided ? styled('bold', head) : head}`,
      `${last ? '  ' : '│ '}    ${rule.reason[language]}`,
      ...rule.parts
        .flatMap((part) => partLines(part, language))
        .map((line) => `${last ? '  ' : '│ '}    ${line}`),
      `${last ? '  ' : '│ '}    ${styled('dim', reads)}`,
    ]
  })
}

function emergencyLines(
  { ruleSet, rules }: ExplainedEmergency,
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  const { id, version, title, until } = ruleSet
  const kind = zh ? '紧急规则 ' : 'emergency '
  if (title !== null) {
    const words = ruleSetWords({ id, version, title, until }, language)
    return ['', kind + words, ...ruleTree(rules, language)]
  }
  const what = zh
    ? `${id} 第 ${version} 版：本程序无法运行，故须人工核验`
    : `${id} version ${version} cannot be run here, so that staff decide`
  return ['', kind + what]
}

const stageWords: Readonly<Record<Stage, string>> = {
  decode: '解码',
  issuer: '发码机构与密钥',
  signature: '签名',
  validity: '有效期',
  status: '撤销状态',
  holder: '持码人',
  freshness: '数据时效',
  rules: '规则',
}

const valueWords = {
  true: { zh: '成立', en: 'true' },
  false: { zh: '不成立', en: 'false' },
  unknown: { zh: '未知', en: 'unknown' },
} as const
