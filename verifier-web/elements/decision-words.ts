/** The labels of `<greengate-decision>`. */
import type { Bilingual } from './language.ts'

/** What stands before each line of a decision. */
export const decisionWords = {
  reasons: { zh: '原因', en: 'Why' },
  otherwise: { zh: '除此之外：', en: 'Otherwise:' },
  next: { zh: '下一步', en: 'What to do next' },
  holds: { zh: '结论有效至', en: 'This answer holds until' },
  rule: { zh: '依据规则', en: 'Made by' },
  assessedBy: { zh: '发码时依据', en: 'Assessed under' },
  ruleSays: { zh: '规则原文', en: 'In the rule’s own words' },
  ruleElsewhere: {
    zh: '该规则的原文不在本机数据中。',
    en: 'The words of this rule are not in this verifier’s data.',
  },
  missing: { zh: '缺少的信息', en: 'What is missing' },
  colour: { zh: '码色', en: 'Colour of the code' },
  bundle: { zh: '核验数据版本', en: 'Verifier data' },
  ruleSet: { zh: '规则集', en: 'Rule set' },
  at: { zh: '核验时间', en: 'Decided at' },
  engine: { zh: '规则引擎', en: 'Rule engine' },
  basis: { zh: '核验依据', en: 'What this rests on' },
  none: { zh: '无', en: 'none' },
} as const satisfies Record<string, Bilingual>

const colours: Readonly<Record<string, Bilingual>> = {
  green: { zh: '绿码', en: 'green' },
  yellow: { zh: '黄码', en: 'yellow' },
  red: { zh: '红码', en: 'red' },
}

/** A rule set's name for a colour; names that are not common ones are shown as they are. */
export function colourWords(colour: string): Bilingual {
  return colours[colour] ?? { zh: colour, en: colour }
}

/** "Rule 7 of demo, version 2." */
export function ruleName(rule: { set: string; version: number; no: number }): Bilingual {
  const { set, version, no } = rule
  return {
    zh: `${set} 第 ${String(version)} 版 · 第 ${String(no)} 条`,
    en: `${set} version ${String(version)}, rule ${String(no)}`,
  }
}

/** "Version 14." */
export function versionWords(version: number): Bilingual {
  return { zh: `第 ${String(version)} 版`, en: `version ${String(version)}` }
}
