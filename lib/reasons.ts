/** The table of reasons, in check order: code, outcome, stage, section of docs/format.md, words. */

/** What the gate must do. Only `pass` opens it. */
export type Outcome = 'pass' | 'check' | 'stop' | 'invalid' | 'unreadable'

/** The stages of a decision, in the order in which they run. */
export type Stage =
  'decode' | 'issuer' | 'signature' | 'validity' | 'status' | 'holder' | 'freshness' | 'rules'

interface Row {
  readonly outcome: Outcome
  readonly stage: Stage
  readonly section: string
  readonly zh: string
  readonly en: string
}

/**
 * The reasons, in check order. Adding one means adding a test vector for it.
 *
 * The words are for the person at the gate: a class of reason, never medical detail.
 */
export const reasons = {
  'too-long': {
    outcome: 'unreadable',
    stage: 'decode',
    section: '6.1',
    zh: '二维码内容过长，不是健康码',
    en: 'This code is too long to be a health code',
  },
  'not-a-credential': {
    outcome: 'unreadable',
    stage: 'decode',
    section: '6.1',
    zh: '不是健康码，请出示健康码',
    en: 'Not a health code; please show your health code',
  },
  'other-code': {
    outcome: 'unreadable',
    stage: 'decode',
    section: '6.1',
    zh: '这是其他用途的二维码，请出示健康码',
    en: 'This is another kind of QR code; please show your health code',
  },
  'newer-version': {
    outcome: 'unreadable',
    stage: 'decode',
    section: '6.1',
    zh: '健康码版本较新，本机需要升级',
    en: 'This code is of a newer kind; this verifier must be updated',
  },
  damaged: {
    outcome: 'unreadable',
    stage: 'decode',
    section: '6.1',
    zh: '健康码已损坏，请刷新后重试',
    en: 'This health code is damaged; refresh it and try again',
  },
  'no-bundle': {
    outcome: 'check',
    stage: 'issuer',
    section: '6.2',
    zh: '本机尚无核验数据，请走人工通道',
    en: 'This verifier has no data yet; use the staffed lane',
  },
  retired: {
    outcome: 'check',
    stage: 'issuer',
    section: '6.2',
    zh: '健康码核验已停止使用',
    en: 'Health code checks have ended',
  },
  'no-trust-list': {
    outcome: 'check',
    stage: 'issuer',
    section: '6.2',
    zh: '本机没有发码机构名单，请走人工通道',
    en: 'This verifier knows no issuers; use the staffed lane',
  },
  'issuer-unknown': {
    outcome: 'invalid',
    stage: 'issuer',
    section: '6.2',
    zh: '发码机构不在名单中',
    en: 'The issuer of this code is not known',
  },
  'key-unknown': {
    outcome: 'invalid',
    stage: 'issuer',
    section: '6.2',
    zh: '签名密钥不在名单中',
    en: 'The key that signed this code is not known',
  },
  'key-out-of-time': {
    outcome: 'invalid',
    stage: 'issuer',
    section: '6.2',
    zh: '发码时该密钥不在有效期内',
    en: 'The key was not valid when this code was issued',
  },
  'signature-invalid': {
    outcome: 'invalid',
    stage: 'signature',
    section: '6.3',
    zh: '签名无效，健康码不可信',
    en: 'The signature is wrong; this code cannot be trusted',
  },
  'key-revoked': {
    outcome: 'invalid',
    stage: 'signature',
    section: '6.3',
    zh: '签发此码的密钥在该时段已被撤销，请重新申领',
    en: 'The key of this code was revoked for that time; please get a new code',
  },
  'not-yet-valid': {
    outcome: 'invalid',
    stage: 'validity',
    section: '6.4',
    zh: '健康码尚未生效',
    en: 'This code is not valid yet',
  },
  expired: {
    outcome: 'invalid',
    stage: 'validity',
    section: '6.4',
    zh: '健康码已过期，请刷新',
    en: 'This code has expired; please refresh it',
  },
  'clock-suspect': {
    outcome: 'check',
    stage: 'validity',
    section: '6.4',
    zh: '本机时钟有误，请走人工通道',
    en: 'The clock of this verifier is wrong; use the staffed lane',
  },
  'status-missing': {
    outcome: 'check',
    stage: 'status',
    section: '6.5',
    zh: '无法查验是否已撤销，请走人工通道',
    en: 'Cannot tell whether this code was revoked; use the staffed lane',
  },
  'live-proof-missing': {
    outcome: 'check',
    stage: 'holder',
    section: '6.6',
    zh: '请出示实时健康码，不要使用截图',
    en: 'Show the live code in your app, not a picture of it',
  },
  'live-required': {
    outcome: 'check',
    stage: 'holder',
    section: '6.6',
    zh: '此处需要实时健康码',
    en: 'A live code is needed here',
  },
  'card-required': {
    outcome: 'check',
    stage: 'holder',
    section: '6.6',
    zh: '请同时出示身份证件',
    en: 'Please show your identity card as well',
  },
  'tag-missing': {
    outcome: 'check',
    stage: 'holder',
    section: '6.6',
    zh: '健康码未绑定证件，请人工核对',
    en: 'This code is not bound to a card; staff must compare',
  },
  'binding-key-missing': {
    outcome: 'check',
    stage: 'holder',
    section: '6.6',
    zh: '本机无法核对证件，请人工核对',
    en: 'This verifier cannot match the card; staff must compare',
  },
  'person-unproven': {
    outcome: 'check',
    stage: 'holder',
    section: '6.6',
    zh: '无法确认这些码属于同一人',
    en: 'Cannot tell that these codes belong to one person',
  },
  replayed: {
    outcome: 'invalid',
    stage: 'holder',
    section: '6.6',
    zh: '此码刚刚已被使用',
    en: 'This very code was shown already',
  },
  'already-used': {
    outcome: 'check',
    stage: 'holder',
    section: '6.6',
    zh: '此码刚刚已通行，请走人工通道',
    en: 'This code has just been used; use the staffed lane',
  },
  'replay-unknown': {
    outcome: 'check',
    stage: 'holder',
    section: '6.6',
    zh: '无法查验是否重复使用，请走人工通道',
    en: 'Cannot tell whether this code was used already; use the staffed lane',
  },
  'bundle-stale': {
    outcome: 'check',
    stage: 'freshness',
    section: '6.7',
    zh: '本机核验数据已过时，请走人工通道',
    en: 'The data of this verifier is too old; use the staffed lane',
  },
  'no-rule-set': {
    outcome: 'check',
    stage: 'rules',
    section: '6.8',
    zh: '本机没有适用的规则，请走人工通道',
    en: 'This verifier has no rules for this place; use the staffed lane',
  },
  'no-rule-set-in-force': {
    outcome: 'check',
    stage: 'rules',
    section: '6.8',
    zh: '目前没有生效的规则，请走人工通道',
    en: 'No rules are in force now; use the staffed lane',
  },
  'engine-too-old': {
    outcome: 'check',
    stage: 'rules',
    section: '6.8',
    zh: '规则较新，本机需要升级，请走人工通道',
    en: 'The rules need a newer verifier; use the staffed lane',
  },
  'rule-set-unusable': {
    outcome: 'check',
    stage: 'rules',
    section: '6.8',
    zh: '规则有误，请走人工通道',
    en: 'The rules are faulty; use the staffed lane',
  },
  'fact-type-unknown': {
    outcome: 'check',
    stage: 'rules',
    section: '6.8',
    zh: '规则用到本机未知的信息类型，请走人工通道',
    en: 'The rules read a kind of fact this verifier does not know; use the staffed lane',
  },
  'assessment-superseded': {
    outcome: 'check',
    stage: 'rules',
    section: '6.8',
    zh: '规则已更新，请刷新健康码',
    en: 'The rules have changed; please refresh your code',
  },
  'assessed-stop': {
    outcome: 'stop',
    stage: 'rules',
    section: '6.8',
    zh: '不符合通行规则，请联系工作人员',
    en: 'The rules do not allow passage; please speak to staff',
  },
  'assessed-check': {
    outcome: 'check',
    stage: 'rules',
    section: '6.8',
    zh: '需要人工核验',
    en: 'The rules ask for a check by staff',
  },
  'assessed-pass': {
    outcome: 'pass',
    stage: 'rules',
    section: '6.8',
    zh: '符合通行规则',
    en: 'The rules grant passage',
  },
  'rule-stop': {
    outcome: 'stop',
    stage: 'rules',
    section: '6.8',
    zh: '不符合通行规则，请联系工作人员',
    en: 'The rules do not allow passage; please speak to staff',
  },
  'rule-check': {
    outcome: 'check',
    stage: 'rules',
    section: '6.8',
    zh: '需要人工核验',
    en: 'The rules ask for a check by staff',
  },
  'rule-pass': {
    outcome: 'pass',
    stage: 'rules',
    section: '6.8',
    zh: '符合通行规则',
    en: 'The rules grant passage',
  },
  'fact-missing': {
    outcome: 'check',
    stage: 'rules',
    section: '6.8',
    zh: '信息不全，无法判定，请走人工通道',
    en: 'Facts are missing; use the staffed lane',
  },
  'not-granted': {
    outcome: 'check',
    stage: 'rules',
    section: '6.8',
    zh: '没有规则准许通行，请走人工通道',
    en: 'No rule grants passage; use the staffed lane',
  },
} as const satisfies Record<string, Row>

/** The code of a reason: stable, public, lower case. */
export type ReasonCode = keyof typeof reasons

/** The reasons' codes in check order, for sorting. */
export const reasonOrder: ReadonlyMap<ReasonCode, number> = new Map(
  (Object.keys(reasons) as ReasonCode[]).map((code, place) => [code, place]),
)
