/** What the page says about its data: where it stands, and how old it is. */
import type { Bilingual } from '../elements/language.ts'

/** The labels of the data panel. */
export const dataWords = {
  heading: { zh: '核验数据', en: 'Verifier data' },
  none: { zh: '本页尚无核验数据', en: 'This page has no data yet' },
  noneHelp: {
    zh: '没有数据，任何码都只能得到“人工核验”。请先选择根文件（root.ggb），再选择数据文件（bundle.ggb）；也可将文件拖入本页。',
    en: 'Without data every code is answered with “Check”. Choose the root file (root.ggb) first, then the data file (bundle.ggb), or drop them on this page.',
  },
  rootOnly: { zh: '已有根，尚无数据', en: 'There is a root, but no data yet' },
  rootOnlyHelp: {
    zh: '请选择由该根签发的数据文件（bundle.ggb）。此前任何码都只能得到“人工核验”。',
    en: 'Choose a data file (bundle.ggb) signed under this root. Until then every code is answered with “Check”.',
  },
  loading: { zh: '正在读取核验数据……', en: 'Reading the verifier’s data…' },
  chooseRoot: { zh: '选择根文件', en: 'Choose a root file' },
  chooseBundle: { zh: '选择数据文件', en: 'Choose a data file' },
  compare: { zh: '请核对根指纹', en: 'Compare the root’s fingerprint' },
  compareHelp: {
    zh: '请与发布机构公布的指纹逐字核对。只有完全一致才可信任：本页今后只接受由此根签发的数据。',
    en: 'Compare it, character by character, with the one its publisher announced. Trust it only if all agree: this page will then take data from this root alone.',
  },
  trust: { zh: '完全一致，信任此根', en: 'All agree: trust this root' },
  discard: { zh: '不一致，放弃', en: 'They differ: discard' },
  root: { zh: '根指纹', en: 'Fingerprint of the root' },
  version: { zh: '数据版本', en: 'Data version' },
  ruleSet: { zh: '适用规则', en: 'Rules applied' },
  inForce: { zh: '现行', en: 'in force' },
  notInForce: { zh: '目前没有现行版本', en: 'no version is in force now' },
  until: { zh: '有效至', en: 'until' },
  next: { zh: '下一版', en: 'next' },
  from: { zh: '生效时间', en: 'from' },
  ages: { zh: '各部分的时效与根指纹全文', en: 'Age of each part, and the whole fingerprint' },
  signed: { zh: '前签署', en: 'since it was signed' },
  stale: { zh: '已过时', en: 'too old' },
  fresh: { zh: '有效', en: 'fresh' },
  limit: { zh: '上限', en: 'limit' },
  refused: { zh: '文件未被采用', en: 'The file was not taken up' },
  kept: { zh: '原有数据不变。', en: 'The data from before stays.' },
} as const satisfies Record<string, Bilingual>

/** A world that is not production is always named: its codes mean nothing at a gate. */
export const worldWords: Readonly<Record<string, Bilingual>> = {
  demo: { zh: '演示数据', en: 'Demonstration data' },
  test: { zh: '测试数据', en: 'Test data' },
  production: { zh: '正式数据', en: 'Production data' },
}

const roles: Readonly<Record<string, Bilingual>> = {
  root: { zh: '根', en: 'Root' },
  snapshot: { zh: '快照', en: 'Snapshot' },
  timestamp: { zh: '时间戳', en: 'Timestamp' },
  trust: { zh: '发码机构名单', en: 'List of issuers' },
  facts: { zh: '信息类型表', en: 'Fact types' },
  rules: { zh: '规则', en: 'Rules' },
  status: { zh: '撤销名单', en: 'Status lists' },
}

/** A role's name; one that is not known here is shown as it is. */
export function roleWords(role: string): Bilingual {
  return roles[role] ?? { zh: role, en: role }
}
