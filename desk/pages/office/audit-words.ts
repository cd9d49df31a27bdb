/** What the audit trail says, in both languages. */
import type { Bilingual, Language } from '../../../verifier-web/elements/language.ts'
import { matterKindWords } from '../elements/desk-words.ts'
import { proposalWords } from './office-words.ts'

const audit: Readonly<Record<string, Bilingual>> = {
  'account-erased': { zh: '删除账户', en: 'Account erased' },
  'matter-opened': { zh: '收到事项', en: 'Matter received' },
  'matter-noted': { zh: '备注', en: 'Note' },
  'matter-proposed': { zh: '提出方案', en: 'Proposed' },
  'matter-agreed': { zh: '同意方案', en: 'Agreed' },
  'matter-disagreed': { zh: '不同意方案', en: 'Disagreed' },
  'matter-withdrawn': { zh: '撤回事项', en: 'Withdrawn' },
  'order-taken': { zh: '指令生效', en: 'Order taken' },
  'order-revoked': { zh: '指令撤销', en: 'Order revoked' },
  'paper-made': { zh: '制作纸质码', en: 'Paper code made' },
  'person-found': { zh: '查找个人', en: 'Person looked up' },
  'person-seen': { zh: '查看个人', en: 'Person looked at' },
  'person-read-chip': { zh: '读卡登记', en: 'Card read' },
  'person-read-mrz': { zh: '扫描证件登记', en: 'Card scanned' },
  'person-read-typed': { zh: '手工登记', en: 'Card typed' },
  retention: { zh: '到期清除', en: 'Old data removed' },
}

/** What an entry of the audit trail says was done; what has no words yet is shown by its name. */
export function auditWord(what: string, language: Language): string {
  return audit[what]?.[language] ?? what
}

const callers: Readonly<Record<string, Bilingual>> = {
  account: { zh: '申请人', en: 'an applicant' },
  source: { zh: '数据来源', en: 'source' },
  desk: { zh: '系统', en: 'the desk itself' },
}

/** Who it was, where it was no officer: an account by its kind, a source by its name. */
export function whoWord(who: string, language: Language): string {
  const [kind = '', ...rest] = who.split(':')
  const word = callers[kind]?.[language]
  if (word === undefined) return who
  return kind === 'source' ? `${word} ${rest.join(':')}` : word
}

const details: Readonly<Record<string, Bilingual>> = {
  does: { zh: '方案', en: 'proposal' },
  kind: { zh: '类型', en: 'kind' },
  act: { zh: '方案编号', en: 'number of the proposal' },
  fact: { zh: '记录编号', en: 'number of the record' },
  authority: { zh: '机关', en: 'authority' },
  order: { zh: '指令', en: 'order' },
}
const values: Readonly<Record<string, Bilingual>> = { ...proposalWords, ...matterKindWords }

/** One thing more that an entry says. */
export function auditDetail(name: string, value: string, language: Language): string {
  const colon = language === 'zh' ? '：' : ': '
  return `${details[name]?.[language] ?? name}${colon}${values[value]?.[language] ?? value}`
}
