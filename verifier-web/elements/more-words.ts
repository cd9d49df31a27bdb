/** The words of a decision's data and basis, fetched with them. */
import type { RoleSummary } from 'greengate'
import type { Bilingual } from './language.ts'

/** Labels and sentences. */
export const moreWords = {
  ruleSet: { zh: '规则集', en: 'Rule set' },
  noRules: { zh: '未用到规则', en: 'no rules were reached' },
  window: { zh: '规则生效期', en: 'In force' },
  correction: { zh: '更正', en: 'Correction' },
  correctionSays: {
    zh: '此版为更正：未经通常的预告即生效。',
    en: 'This version is a correction: it took effect without the usual notice.',
  },
  emergency: { zh: '应急', en: 'Emergency' },
  emergencySays: {
    zh: '适用了应急规则：它只会使结论更严。',
    en: 'Emergency rules apply here; they can only make an answer stricter.',
  },
  freshness: { zh: '所用数据的时效', en: 'How fresh the data are' },
  allFresh: { zh: '全部有效', en: 'all good' },
  bundle: { zh: '核验数据版本', en: 'Verifier data' },
  changed: {
    zh: '数据在作出结论后已更换，这里只列当时的版本。',
    en: 'The data were replaced since; only the versions of that time are known.',
  },
  noBundle: { zh: '本机没有核验数据。', en: 'This verifier has no data.' },
  used: { zh: '用于此结论', en: 'used for this answer' },
  old: { zh: '已有', en: 'old' },
  limit: { zh: '上限', en: 'limit' },
  noLimit: { zh: '未规定上限', en: 'no limit is set' },
  basis: { zh: '核验依据', en: 'What this rests on' },
  at: { zh: '核验时间', en: 'Decided at' },
  engine: { zh: '规则引擎', en: 'Rule engine' },
  digest: { zh: '数据摘要', en: 'Digest of the data' },
  station: { zh: '检查点', en: 'Station' },
  none: { zh: '无', en: 'none' },
} as const satisfies Record<string, Bilingual>

/** How old data are, in a word. */
export const stateWords: Readonly<Record<RoleSummary['state'], Bilingual>> = {
  fresh: { zh: '有效', en: 'good' },
  late: { zh: '偏旧', en: 'getting old' },
  stale: { zh: '已过时', en: 'too old' },
}

/** The inputs by their names. */
export const inputWords: Readonly<Record<RoleSummary['role'], Bilingual>> = {
  timestamp: { zh: '时间戳', en: 'Timestamp' },
  trust: { zh: '发码机构名单', en: 'List of issuers' },
  facts: { zh: '信息类型表', en: 'Fact types' },
  status: { zh: '撤销名单', en: 'Lists of revoked codes' },
  covered: { zh: '已评估名单', en: 'List of who was assessed' },
  notGreen: { zh: '非绿名单', en: 'List of who is not green' },
}

/** Since and until, either of which may be open. */
export function windowWords(from: string | null, until: string | null): Bilingual {
  return {
    zh: `${from ?? '…'} 至 ${until ?? '…'}`,
    en: `${from ?? '…'} until ${until ?? '…'}`,
  }
}
