/** Outcomes and reasons in words: the table of reasons, and what a reason adds to it. */
import {
  reasons,
  type FormatName,
  type OtherCode,
  type Outcome,
  type Reason,
  type StaleRole,
} from 'greengate'
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

const otherCodes: Readonly<Record<OtherCode, Words>> = {
  'eu-dcc': { zh: '欧盟数字新冠证书', en: 'an EU Digital COVID Certificate' },
  'smart-health-card': { zh: 'SMART 健康卡', en: 'a SMART Health Card' },
  nzcp: { zh: '新西兰新冠通行证', en: 'a New Zealand COVID Pass' },
  'vds-nc': { zh: '国际民航组织数字印章', en: 'an ICAO visible digital seal' },
  'who-ddcc': { zh: '世卫组织新冠数字证书', en: 'a WHO COVID-19 certificate (DDCC)' },
  'hcert-other': { zh: '其他内容的电子证书', en: 'a certificate of other content' },
  claim169: { zh: '身份信息码（Claim 169）', en: 'an identity code (Claim 169)' },
  'health-link': {
    zh: '健康记录链接，须联网读取',
    en: 'a link to health records, which needs a server',
  },
  url: { zh: '网址', en: 'a web address' },
  payment: { zh: '付款码', en: 'a payment code' },
  wifi: { zh: 'Wi-Fi 网络', en: 'a Wi-Fi network' },
  contact: { zh: '名片', en: 'a contact card' },
  ticket: { zh: '车票或门票', en: 'a ticket' },
}

/** What the codes of a format are called. */
const kindOf = {
  hcert: 'eu-dcc',
  shc: 'smart-health-card',
  nzcp: 'nzcp',
  'vds-nc': 'vds-nc',
  claim169: 'claim169',
} as const satisfies Record<FormatName, OtherCode>

const staleRoles: Readonly<Record<StaleRole, Words>> = {
  timestamp: { zh: '时间戳', en: 'the timestamp' },
  trust: { zh: '发码机构名单', en: 'the trust list' },
  facts: { zh: '信息类型表', en: 'the fact types' },
  status: { zh: '撤销名单', en: 'the status list' },
  notGreen: { zh: '非绿名单', en: 'the list of who is not green' },
  covered: { zh: '已评估名单', en: 'the list of who was assessed' },
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
  if ('format' in reason) return otherCodes[kindOf[reason.format]][language]
  if (!('rule' in reason)) return undefined
  const { set, version, no } = reason.rule
  // Rule 0 is that of nobody: the issuer does not say which rule it was.
  if (no === 0) return language === 'zh' ? `${set} 第 ${version} 版` : `${set} version ${version}`
  return language === 'zh'
    ? `${set} 第 ${version} 版第 ${no} 条`
    : `${set} version ${version}, rule ${no}`
}
