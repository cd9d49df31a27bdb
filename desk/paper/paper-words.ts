/** What stands on every paper code, Chinese and English. */
import type { Words } from 'greengate'
import type { PaperContents } from './paper-contents.ts'

/** Labels and sentences. */
export const paperWords = {
  title: { zh: '健康通行码（纸质）', en: 'Health code on paper' },
  name: { zh: '姓名', en: 'Name' },
  lastFour: { zh: '证件末四位', en: 'ID card ends in' },
  outcome: { zh: '评估结果', en: 'Outcome' },
  validUntil: { zh: '有效期至', en: 'Valid until' },
  reason: { zh: '原因', en: 'Why' },
  rule: { zh: '依据规则', en: 'Rule' },
  noRule: { zh: '无', en: 'none' },
  issuer: { zh: '颁发机构', en: 'Issuer' },
  issued: { zh: '颁发时间', en: 'Issued' },
  purpose: {
    zh: '用途：进站时代替手机出示，须同时出示本人证件。',
    en: 'What it is for: shown at a gate in place of a phone, together with your own ID card.',
  },
  end: {
    zh: '过期或评估结果变化后，本纸作废，请到窗口换领。',
    en: 'Void after this date, and when the outcome changes: ask for a new one at a counter.',
  },
  appeal: {
    zh: '如有异议：请向颁发机构的窗口或网页提出申诉，并说明以上规则和版本；由两名工作人员复核。',
    en: 'To object: appeal at a counter or on the page of the issuer, and quote the rule and version above; two officers look at it.',
  },
} as const satisfies Readonly<Record<string, Words>>

/** `cn-3301 v14 #7`: what an appeal quotes. */
export function ruleName({ ruleSet, version, rule }: PaperContents): string {
  const { zh, en } = paperWords.noRule
  return `${ruleSet} v${version} ${rule === undefined ? `(${zh} ${en})` : `#${rule}`}`
}

/** An instant by the clock on the wall: its date, and its time with the distance from UTC. */
export function localParts(seconds: number, offsetMinutes: number): readonly [string, string] {
  const local = new Date((seconds + offsetMinutes * 60) * 1000).toISOString()
  const ahead = Math.abs(offsetMinutes)
  const two = (number: number): string => String(number).padStart(2, '0')
  const zone = `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`
  return [local.slice(0, 10), `${local.slice(11, 16)} UTC${zone}`]
}
