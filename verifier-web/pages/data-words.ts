/** What the page says about its data: where it stands, how old it is, and why a file was refused. */
import type { ErrorCode } from 'greengate'
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
}

/** A role's name; one that is not known here is shown as it is. */
export function roleWords(role: string): Bilingual {
  return roles[role] ?? { zh: role, en: role }
}

const refusals: Partial<Record<ErrorCode, Bilingual>> = {
  ERR_BUNDLE_MALFORMED: {
    zh: '这不是可用的数据文件，或文件不完整。请重新取得该文件。',
    en: 'This is no data file, or it is incomplete. Get the file again.',
  },
  ERR_CBOR_MALFORMED: {
    zh: '这不是可用的数据文件，或文件不完整。请重新取得该文件。',
    en: 'This is no data file, or it is incomplete. Get the file again.',
  },
  ERR_BUNDLE_TOO_LARGE: { zh: '文件过大。', en: 'The file is too large.' },
  ERR_BUNDLE_SIGNATURE: {
    zh: '签名与根不符。请勿使用该文件，并告知发布机构。',
    en: 'Its signatures do not fit the root. Do not use it, and tell its publisher.',
  },
  ERR_BUNDLE_DIGEST: {
    zh: '文件内容被改动过。请重新取得该文件。',
    en: 'Its contents were changed. Get the file again.',
  },
  ERR_BUNDLE_MEMBER_MISSING: {
    zh: '文件缺少一部分。请重新取得该文件。',
    en: 'A part of it is missing. Get the file again.',
  },
  ERR_BUNDLE_ROLLBACK: {
    zh: '文件比现有数据旧。请取得最新的文件。',
    en: 'It is older than the data in use. Get the newest file.',
  },
  ERR_BUNDLE_EQUIVOCATION: {
    zh: '同一版本出现了两份不同内容。请保留该文件并告知发布机构。',
    en: 'It gives other contents to a version that is known already. Keep it, and tell its publisher.',
  },
  ERR_BUNDLE_EXPIRED: {
    zh: '文件已过期。请取得最新的文件。',
    en: 'It has expired. Get the newest file.',
  },
  ERR_BUNDLE_WORLD: {
    zh: '该文件不属于本页核验的环境（例如演示数据）。请取得正式文件。',
    en: 'It is of a world that this page does not serve, such as a demonstration. Get the right file.',
  },
  ERR_BUNDLE_CLOCK: {
    zh: '文件的签署时间晚于本机时间。请校准本机的日期和时间。',
    en: 'It was signed later than this device’s clock says. Set the date and time.',
  },
  ERR_STORE_FAILED: {
    zh: '浏览器无法保存数据（空间不足或不允许）。',
    en: 'The browser cannot keep it: there is no room, or no leave.',
  },
  ERR_STORE_DAMAGED: {
    zh: '浏览器中保存的数据已损坏。请清除本站数据后重试。',
    en: 'What the browser kept is damaged. Clear this site’s data and try again.',
  },
}

/** Why a file was refused, and what to do about it. */
export function refusalWords(code: ErrorCode): Bilingual {
  return refusals[code] ?? { zh: '文件不可用。', en: 'The file cannot be used.' }
}
