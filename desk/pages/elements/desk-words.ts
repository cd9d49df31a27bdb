/** What every page of the desk says, in both languages. */
import type { Bilingual } from '../../../verifier-web/elements/language.ts'

/** Words that the desk's pages share. */
export const deskWords = {
  language: { zh: '语言', en: 'Language' },
  textSize: { zh: '字号', en: 'Text size' },
  sections: { zh: '栏目', en: 'Sections' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出', en: 'Sign out' },
  contact: { zh: '手机号或邮箱', en: 'Phone number or e-mail' },
  sendCode: { zh: '获取验证码', en: 'Send me a code' },
  oneTimeCode: { zh: '六位验证码', en: 'The six digits' },
  codeSent: { zh: '验证码已发出。', en: 'The code is on its way.' },
  otherContact: { zh: '换一个号码', en: 'Use another contact' },
  provider: { zh: '用统一身份认证登录', en: 'Sign in with the identity service' },
  or: { zh: '或', en: 'or' },
  loading: { zh: '正在载入…', en: 'Loading…' },
  send: { zh: '提交', en: 'Send' },
  cancel: { zh: '取消', en: 'Cancel' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  choose: { zh: '请选择', en: 'Choose' },
  optional: { zh: '可不填', en: 'optional' },
  rule: { zh: '规则', en: 'Rule' },
  version: { zh: '版本', en: 'version' },
  noRule: { zh: '资料不全', en: 'Facts missing' },
  source: { zh: '来源', en: 'From' },
  idType: { zh: '证件类型', en: 'Type of card' },
  idNumber: { zh: '证件号码', en: 'Number of the card' },
  unreachable: {
    zh: '连接不上服务台。请检查网络后重试。',
    en: 'The desk cannot be reached. Check the network and try again.',
  },
  retry: { zh: '重试', en: 'Try again' },
} as const satisfies Record<string, Bilingual>

/** Types of card, as people call them. */
export const idTypeWords = {
  'cn-resident-id': { zh: '居民身份证、居住证', en: 'Resident identity card or permit' },
  passport: { zh: '护照', en: 'Passport' },
  'hk-macao-permit': { zh: '港澳居民来往内地通行证', en: 'Hong Kong or Macao travel permit' },
  'taiwan-permit': { zh: '台湾居民来往大陆通行证', en: 'Taiwan travel permit' },
  'permanent-residence': { zh: '外国人永久居留证', en: 'Permanent residence card' },
} as const satisfies Record<string, Bilingual>

/** The colour of each outcome, as people call the code. */
export const colourWords = {
  pass: { zh: '绿码', en: 'Green' },
  check: { zh: '黄码', en: 'Yellow' },
  stop: { zh: '红码', en: 'Red' },
} as const satisfies Record<string, Bilingual>

/** What sort of matter. */
export const matterKindWords = {
  correction: { zh: '更正', en: 'Correction' },
  appeal: { zh: '申诉', en: 'Appeal' },
  'held-fact': { zh: '待认领记录', en: 'Held record' },
} as const satisfies Record<string, Bilingual>

/** How far a matter is. */
export const matterStateWords = {
  open: { zh: '待办', en: 'Open' },
  proposed: { zh: '待复核', en: 'Waits for a second officer' },
  granted: { zh: '已同意', en: 'Granted' },
  refused: { zh: '未同意', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const satisfies Record<string, Bilingual>

/** What somebody wishes to be corrected. */
export const wishWords = {
  'not-mine': { zh: '不是我的记录', en: 'This record is not mine' },
  wrong: { zh: '内容有误', en: 'The record is wrong' },
  missing: { zh: '缺少记录', en: 'A record is missing' },
  identity: { zh: '身份信息有误', en: 'Something about the identity is wrong' },
} as const satisfies Record<string, Bilingual>
