/** The words of `<greengate-decision>` that are seen at once. */
import type { Bilingual } from './language.ts'
import type { Cause } from './reason-advice.ts'

/** What stands before each line of a decision. */
export const decisionWords = {
  reasons: { zh: '原因', en: 'Why' },
  otherwise: { zh: '除此之外：', en: 'Otherwise:' },
  next: { zh: '下一步', en: 'What to do next' },
  holder: { zh: '请告知持码人：', en: 'Say to the holder:' },
  cause: { zh: '问题在于', en: 'Where it lies' },
  holds: { zh: '结论有效至', en: 'This answer holds until' },
  issuer: { zh: '发码机构', en: 'Issued by' },
  claimedIssuer: { zh: '自称的发码机构（未证实）', en: 'Says it is issued by (not proven)' },
  form: { zh: '码的种类', en: 'Kind of code' },
  ruled: { zh: '依据规则', en: 'Made by' },
  assessedBy: { zh: '发码时依据', en: 'Assessed under' },
  ruleSays: { zh: '规则原文', en: 'In the rule’s own words' },
  ruleElsewhere: {
    zh: '该规则的原文不在本机数据中。',
    en: 'The words of this rule are not in this verifier’s data.',
  },
  emergency: { zh: '应急规则', en: 'An emergency rule' },
  missing: { zh: '缺少的信息', en: 'What is missing' },
  colour: { zh: '码色', en: 'Colour of the code' },
  explain: { zh: '如何判定', en: 'How it was decided' },
  explainNote: { zh: '含健康信息', en: 'shows facts about health' },
  loading: { zh: '正在读取……', en: 'Loading…' },
  unloaded: { zh: '无法读取这一部分，请重新打开。', en: 'This part did not load; open it again.' },
  ranOut: { zh: '结论已过时', en: 'This answer has run out' },
  ranOutHelp: { zh: '请重新核验。', en: 'Check the code again.' },
} as const satisfies Record<string, Bilingual>

const causes: Readonly<Record<Cause, Bilingual>> = {
  code: { zh: '此码', en: 'this code' },
  verifier: { zh: '本机', en: 'this verifier' },
  card: { zh: '证件', en: 'the card' },
  clocks: { zh: '手机或本机的时间', en: 'the clock of the phone, or that of this device' },
  rules: { zh: '现行规则', en: 'the rules in force' },
}
/** What it does not lie with, where it lies with one alone. */
const others: Readonly<Partial<Record<Cause, Bilingual>>> = {
  code: { zh: '（不在本机）', en: ', not this verifier' },
  verifier: { zh: '（不在持码人）', en: ', not the holder' },
}

/** With whom it lies that the gate is shut. */
export function causeWords([first, ...more]: readonly Cause[]): Bilingual | undefined {
  if (first === undefined) return undefined
  const all = [first, ...more].map((cause) => causes[cause])
  const other = more.length === 0 ? others[first] : undefined
  return {
    zh: all.map(({ zh }) => zh).join('、') + (other?.zh ?? ''),
    en: all.map(({ en }) => en).join(' and ') + (other?.en ?? ''),
  }
}

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
