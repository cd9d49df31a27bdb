/** A reason in words: the sentence of the table of reasons, and what the reason itself adds to it. */
import { reasons, type FormatName, type OtherCode, type Reason, type StaleRole } from 'greengate'
import type { Bilingual } from './language.ts'

/** What other codes are called. */
export const otherCodes: Readonly<Record<OtherCode, Bilingual>> = {
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

/** What grows old, by its role. */
export const staleRoles: Readonly<Record<StaleRole, Bilingual>> = {
  timestamp: { zh: '时间戳', en: 'the timestamp' },
  trust: { zh: '发码机构名单', en: 'the list of issuers' },
  facts: { zh: '信息类型表', en: 'the table of fact types' },
  status: { zh: '撤销名单', en: 'the list of revoked codes' },
  notGreen: { zh: '非绿名单', en: 'the list of who is not green' },
  covered: { zh: '已评估名单', en: 'the list of who was assessed' },
}

const differences = {
  name: { zh: '姓名', en: 'the name' },
  'birth-date': { zh: '出生日期', en: 'the birth date' },
} as const satisfies Record<string, Bilingual>

/** The sentence for a reason; a class of reason, never medical detail. */
export function reasonWords(reason: Reason): Bilingual {
  const { zh, en } = reasons[reason.code]
  return { zh, en }
}

/** What a reason says beyond its sentence; undefined where the sentence says all. */
export function reasonDetail(reason: Reason): Bilingual | undefined {
  switch (reason.code) {
    case 'other-code': {
      const { zh, en } = otherCodes[reason.kind]
      return { zh: `识别为：${zh}`, en: `It looks like ${en}` }
    }
    case 'bundle-stale': {
      const { zh, en } = staleRoles[reason.role]
      return { zh: `过时的是：${zh}`, en: `Too old: ${en}` }
    }
    case 'different-persons': {
      const named = reason.differs.map((what) => differences[what])
      return {
        zh: `不一致的是：${named.map(({ zh }) => zh).join('、')}`,
        en: `They differ in ${named.map(({ en }) => en).join(' and ')}`,
      }
    }
    case 'fact-missing':
    case 'fact-type-unknown': {
      const kinds = reason.kinds
      return { zh: `涉及：${kinds.join('、')}`, en: `Concerns: ${kinds.join(', ')}` }
    }
    default:
      return 'format' in reason ? formatDetail(reason.format) : undefined
  }
}

/** In its form, not from its makers: a code may be about to be called a forgery. */
function formatDetail(format: FormatName): Bilingual {
  const { zh, en } = formatWords(format)
  return { zh: `此码的形式：${zh}`, en: `The code has the form of ${en}` }
}

/** What codes of a format are called. */
export function formatWords(format: FormatName): Bilingual {
  return otherCodes[kindOf[format]]
}
