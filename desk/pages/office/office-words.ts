/** What the office's page says, in both languages. */
import type { Bilingual, Language } from '../../../verifier-web/elements/language.ts'

/** The page's own words. */
export const words = {
  title: { zh: '签发台', en: 'Issuing desk' },
  work: { zh: '待办', en: 'Worklist' },
  standing: { zh: '总体情况', en: 'Standings' },
  sources: { zh: '数据来源', en: 'Sources' },
  orders: { zh: '指令', en: 'Orders' },
  audit: { zh: '审计', en: 'Audit' },
  nothingToDo: { zh: '没有事项。', en: 'Nothing to do.' },
  which: { zh: '显示', en: 'Show' },
  undecided: { zh: '未办结', en: 'Not decided' },
  everything: { zh: '全部', en: 'All' },
  held: { zh: '待认领记录', en: 'Held records' },
  overdue: { zh: '已逾期', en: 'Overdue' },
  due: { zh: '期限', en: 'Due' },
  opened: { zh: '收到', en: 'Received' },
  nobody: { zh: '未知何人', en: 'Nobody known' },
  back: { zh: '返回待办', en: 'Back to the worklist' },
  wish: { zh: '诉求', en: 'Asks' },
  wrote: { zh: '申请人说明', en: 'What they wrote' },
  told: { zh: '针对的结论', en: 'What was told' },
  receipt: { zh: '申诉号', en: 'Appeal number' },
  factsAbout: { zh: '涉及的记录', en: 'The record in question' },
  factsOf: { zh: '此人的全部记录', en: 'All records of this person' },
  now: { zh: '现在的结论', en: 'Standing now' },
  acts: { zh: '办理过程', en: 'What was done' },
  noActs: { zh: '尚未办理。', en: 'Nothing yet.' },
  proposal: { zh: '待复核的方案', en: 'Proposal that waits' },
  agree: { zh: '同意', en: 'Agree' },
  disagree: { zh: '不同意', en: 'Disagree' },
  propose: { zh: '提出方案', en: 'Propose' },
  note: { zh: '备注', en: 'Note' },
  ground: { zh: '理由', en: 'Ground' },
  groundTold: {
    zh: '理由（办结后告知申请人）',
    en: 'Ground (the applicant is told it when this is decided)',
  },
  do: { zh: '做什么', en: 'What to do' },
  fact: { zh: '记录', en: 'Record' },
  kind: { zh: '种类', en: 'Kind' },
  toWhom: { zh: '转给何人', en: 'To whom it belongs' },
  find: { zh: '查找', en: 'Find' },
  found: { zh: '已找到', en: 'Found' },
  basis: { zh: '法规依据', en: 'Legal basis' },
  document: { zh: '证明材料', en: 'Document seen' },
  acted: { zh: '已记录。', en: 'Written down.' },
  yours: {
    zh: '这是您提出的方案，须由另一名工作人员复核。',
    en: 'You proposed this: another officer must decide.',
  },
  takeBack: { zh: '撤回方案', en: 'Take it back' },
  states: { zh: '可报', en: 'States' },
  all: { zh: '全部种类', en: 'every kind' },
  records: { zh: '记录数', en: 'Records' },
  waiting: { zh: '待核实', en: 'Held' },
  last: { zh: '最近一次', en: 'Last' },
  never: { zh: '从未', en: 'never' },
  covers: { zh: '资料完整至', en: 'Complete until' },
  people: { zh: '人数', en: 'People' },
  toAssess: { zh: '等待评估', en: 'Waiting to be assessed' },
  outcome: { zh: '结论', en: 'Outcome' },
  reason: { zh: '原因', en: 'Reason' },
  orderHow: {
    zh: '选择由机关签名的指令文件，或把内容贴在下面。',
    en: 'Choose the file of an order that its authority signed, or paste it below.',
  },
  orderFile: { zh: '指令文件', en: 'File of the order' },
  orderText: { zh: '指令内容', en: 'Text of the order' },
  orderTaken: { zh: '指令已生效。', en: 'The order was taken.' },
  whole: { zh: '审计链完整。', en: 'The chain of digests is whole.' },
  broken: { zh: '审计链已断裂！', en: 'The chain of digests is broken!' },
  who: { zh: '由', en: 'by' },
  about: { zh: '关于', en: 'about' },
  older: { zh: '更早的', en: 'Older' },
} as const satisfies Record<string, Bilingual>

/** What a proposal would do. */
export const proposalWords = {
  refuse: { zh: '不予更正', en: 'Refuse' },
  retract: { zh: '撤销记录', en: 'Retract a record' },
  move: { zh: '把记录转给他人', en: 'Move a record to somebody else' },
  add: { zh: '补充记录', en: 'Add a record' },
  'assess-again': { zh: '重新评估', en: 'Assess again' },
  assign: { zh: '认领给某人', en: 'Assign to somebody' },
  drop: { zh: '弃用', en: 'Drop' },
} as const satisfies Record<string, Bilingual>

/** What an officer did. */
export const actWords = {
  noted: { zh: '备注', en: 'noted' },
  proposed: { zh: '提出方案', en: 'proposed' },
  agreed: { zh: '同意', en: 'agreed' },
  disagreed: { zh: '不同意', en: 'disagreed' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
} as const satisfies Record<string, Bilingual>

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
