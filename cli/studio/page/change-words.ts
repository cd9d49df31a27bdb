/** The words of the change record, in both languages. */

export const changeWords = {
  title: { zh: '变更记录', en: 'Change record' },
  how: {
    zh: '随规则一同签署。填写时直接写入左侧文本，注释保留。',
    en: 'Signed together with the rules. What you fill in goes straight into the text; comments stay.',
  },
  version: { zh: '版本', en: 'Version' },
  from: { zh: '生效时间', en: 'In force from' },
  until: { zh: '失效时间', en: 'In force until' },
  zone: { zh: (zone: string) => `（${zone} 时间）`, en: (zone: string) => ` (${zone} time)` },
  type: { zh: '变更类型', en: 'Type of change' },
  typeHint: {
    zh: '如：首版、收紧、放宽、更正',
    en: 'such as first, tightened, loosened, correction',
  },
  what: { zh: '变更内容', en: 'What is changed, and how' },
  basis: { zh: '依据', en: 'What it rests on' },
  document: { zh: '文件', en: 'Document' },
  article: { zh: '条款', en: 'Article' },
  documentNo: { zh: (no: number) => `依据 ${no}：文件`, en: (no: number) => `Document ${no}` },
  articleNo: { zh: (no: number) => `依据 ${no}：条款`, en: (no: number) => `Article ${no}` },
  add: { zh: '添加依据', en: 'Add another' },
  remove: { zh: (no: number) => `删除依据 ${no}`, en: (no: number) => `Remove row ${no}` },
  requestedBy: { zh: '提出人', en: 'Requested by' },
  reviewedBy: { zh: '审核人', en: 'Reviewed by' },
  missing: { zh: '还缺：', en: 'Still empty: ' },
  complete: { zh: '记录完整。', en: 'The record is complete.' },
  samePerson: {
    zh: '审核人必须不同于提出人。',
    en: 'The reviewer must be somebody else than who requested it.',
  },
  order: { zh: '失效时间必须晚于生效时间。', en: 'It must end later than it begins.' },
  unreadable: {
    zh: '文本的 YAML 有错误，无法填写；请先在编辑器中改正。',
    en: 'The text cannot be read as YAML, so nothing can be filled in; mend it in the editor first.',
  },
  readonly: { zh: '这套规则只能查看。', en: 'This set can be looked at, not changed.' },
} as const
