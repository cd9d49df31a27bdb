/** What is said of each reason, apart from the table: whoever only decides need not carry the words. */
import type { Words } from './encoding/json-shape.ts'
import type { ReasonCode } from './reasons.ts'

/** For the person at the gate: a class of reason, never medical detail. */
export const reasonWords: Readonly<Record<ReasonCode, Words>> = {
  'too-long': {
    zh: '二维码内容过长，不是健康码',
    en: 'This code is too long to be a health code',
  },
  'not-a-credential': {
    zh: '不是健康码，请出示健康码',
    en: 'Not a health code; please show your health code',
  },
  'other-code': {
    zh: '这是其他用途的二维码，请出示健康码',
    en: 'This is another kind of QR code; please show your health code',
  },
  'newer-version': {
    zh: '健康码版本较新，本机需要升级',
    en: 'This code is of a newer kind; this verifier must be updated',
  },
  damaged: {
    zh: '健康码已损坏，请刷新后重试',
    en: 'This health code is damaged; refresh it and try again',
  },
  'parts-missing': {
    zh: '二维码不完整，请出示全部各部分',
    en: 'Parts of this code are missing; please show all of them',
  },
  'text-damaged': {
    zh: '二维码文字已损坏，请重新出示',
    en: 'The text of this code is damaged; please show it again',
  },
  'too-large': {
    zh: '二维码展开后过大，不是健康码',
    en: 'This code unpacks to more than any health code holds',
  },
  'compression-damaged': {
    zh: '二维码的压缩数据已损坏',
    en: 'The compressed data of this code are damaged',
  },
  'envelope-damaged': {
    zh: '二维码的签名封装已损坏',
    en: 'The signed envelope of this code is damaged',
  },
  'payload-damaged': {
    zh: '二维码的内容不合格式',
    en: 'The content of this code is not in its format',
  },
  'card-malformed': {
    zh: '证件号码不合格式，请重新读取证件',
    en: 'This card number is not well-formed; please read the card again',
  },
  'no-bundle': {
    zh: '本机尚无核验数据，请走人工通道',
    en: 'This verifier has no data yet; use the staffed lane',
  },
  retired: {
    zh: '健康码核验已停止使用',
    en: 'Health code checks have ended',
  },
  'no-trust-list': {
    zh: '本机没有发码机构名单，请走人工通道',
    en: 'This verifier knows no issuers; use the staffed lane',
  },
  'issuer-unknown': {
    zh: '发码机构不在名单中',
    en: 'The issuer of this code is not known',
  },
  'key-unknown': {
    zh: '签名密钥不在名单中',
    en: 'The key that signed this code is not known',
  },
  'key-out-of-time': {
    zh: '发码时该密钥不在有效期内',
    en: 'The key was not valid when this code was issued',
  },
  'certificate-invalid': {
    zh: '签名证书不是名单中的机构所签',
    en: 'The certificate that signed this code is not by a listed authority',
  },
  'certificate-out-of-time': {
    zh: '签名证书不在有效期内',
    en: 'A certificate of this code is not valid now',
  },
  'country-mismatch': {
    zh: '证书的国家与发码国家不符',
    en: 'The certificate is of another country than this code says',
  },
  'key-usage': {
    zh: '该密钥无权签发此类证明',
    en: 'The key may not sign certificates of this kind',
  },
  'unsupported-key': {
    zh: '本机不支持此码的签名密钥，请走人工通道',
    en: 'This verifier cannot use the key of this code; use the staffed lane',
  },
  unsigned: {
    zh: '此码没有签名，不可信',
    en: 'This code is not signed and cannot be trusted',
  },
  'signature-invalid': {
    zh: '签名无效，健康码不可信',
    en: 'The signature is wrong; this code cannot be trusted',
  },
  'key-revoked': {
    zh: '签发此码的密钥在该时段已被撤销，请重新申领',
    en: 'The key of this code was revoked for that time; please get a new code',
  },
  'not-yet-valid': {
    zh: '健康码尚未生效',
    en: 'This code is not valid yet',
  },
  expired: {
    zh: '健康码已过期，请刷新',
    en: 'This code has expired; please refresh it',
  },
  'card-not-yet-valid': {
    zh: '证件尚未生效',
    en: 'This card is not valid yet',
  },
  'card-expired': {
    zh: '证件已过有效期',
    en: 'This card has expired',
  },
  'clock-suspect': {
    zh: '本机时钟有误，请走人工通道',
    en: 'The clock of this verifier is wrong; use the staffed lane',
  },
  revoked: {
    zh: '此码已被发码机构撤销',
    en: 'The issuer has revoked this code',
  },
  'status-missing': {
    zh: '无法查验是否已撤销，请走人工通道',
    en: 'Cannot tell whether this code was revoked; use the staffed lane',
  },
  'not-covered': {
    zh: '证件查不到结果，请出示健康码',
    en: 'Nothing is known for this card; please show a health code',
  },
  'population-mismatch': {
    zh: '本机的名单不是同一批，请走人工通道',
    en: 'The lists of this verifier do not belong together; use the staffed lane',
  },
  'live-proof-invalid': {
    zh: '动态码不是持码人本人生成的',
    en: 'This live code was not made by the holder of the code',
  },
  'live-proof-not-yet-valid': {
    zh: '动态码时间超前，请校准手机时间后重试',
    en: 'This live code is ahead of time; set the clock of the phone and try again',
  },
  'live-proof-expired': {
    zh: '动态码已过时，请刷新后重试',
    en: 'This live code is too old; refresh it and try again',
  },
  'live-proof-missing': {
    zh: '请出示实时健康码，不要使用截图',
    en: 'Show the live code in your app, not a picture of it',
  },
  'live-required': {
    zh: '此处需要实时健康码',
    en: 'A live code is needed here',
  },
  'station-just-started': {
    zh: '本机刚启动，请稍候刷新动态码再试',
    en: 'This verifier has just started; wait a moment and show a fresh live code',
  },
  'card-required': {
    zh: '请同时出示身份证件',
    en: 'Please show your identity card as well',
  },
  'card-not-chip': {
    zh: '请在读卡器上刷证件，手工输入的号码须人工核验',
    en: 'The card must be read by its chip; a number from elsewhere needs staff',
  },
  'tag-missing': {
    zh: '健康码未绑定证件，请人工核对',
    en: 'This code is not bound to a card; staff must compare',
  },
  'card-mismatch': {
    zh: '健康码与证件不是同一人',
    en: 'This code is of another person than the card',
  },
  'binding-key-missing': {
    zh: '本机无法核对证件，请人工核对',
    en: 'This verifier cannot match the card; staff must compare',
  },
  'different-persons': {
    zh: '这些码上的姓名或出生日期不同，请人工核对',
    en: 'These codes name different persons; staff must compare',
  },
  'person-unproven': {
    zh: '无法确认这些码属于同一人',
    en: 'Cannot tell that these codes belong to one person',
  },
  replayed: {
    zh: '此码刚刚已被使用',
    en: 'This very code was shown already',
  },
  'already-used': {
    zh: '此码刚刚已通行，请走人工通道',
    en: 'This code has just been used; use the staffed lane',
  },
  'replay-unknown': {
    zh: '无法查验是否重复使用，请走人工通道',
    en: 'Cannot tell whether this code was used already; use the staffed lane',
  },
  'bundle-stale': {
    zh: '本机核验数据已过时，请走人工通道',
    en: 'The data of this verifier is too old; use the staffed lane',
  },
  'no-rule-set': {
    zh: '本机没有适用的规则，请走人工通道',
    en: 'This verifier has no rules for this place; use the staffed lane',
  },
  'no-rule-set-in-force': {
    zh: '目前没有生效的规则，请走人工通道',
    en: 'No rules are in force now; use the staffed lane',
  },
  'engine-too-old': {
    zh: '规则较新，本机需要升级，请走人工通道',
    en: 'The rules need a newer verifier; use the staffed lane',
  },
  'rule-set-unusable': {
    zh: '规则有误，请走人工通道',
    en: 'The rules are faulty; use the staffed lane',
  },
  'fact-type-unknown': {
    zh: '规则用到本机未知的信息类型，请走人工通道',
    en: 'The rules read a kind of fact this verifier does not know; use the staffed lane',
  },
  'other-codes-only': {
    zh: '此处规则只适用于其他国家的码，请走人工通道',
    en: 'The rules here are for codes of other countries; use the staffed lane',
  },
  'assessment-superseded': {
    zh: '规则已更新，请刷新健康码',
    en: 'The rules have changed; please refresh your code',
  },
  'assessed-stop': {
    zh: '不符合通行规则，请联系工作人员',
    en: 'The rules do not allow passage; please speak to staff',
  },
  'assessed-check': {
    zh: '需要人工核验',
    en: 'The rules ask for a check by staff',
  },
  'assessed-pass': {
    zh: '符合通行规则',
    en: 'The rules grant passage',
  },
  'rule-stop': {
    zh: '不符合通行规则，请联系工作人员',
    en: 'The rules do not allow passage; please speak to staff',
  },
  'rule-check': {
    zh: '需要人工核验',
    en: 'The rules ask for a check by staff',
  },
  'rule-pass': {
    zh: '符合通行规则',
    en: 'The rules grant passage',
  },
  'fact-missing': {
    zh: '信息不全，无法判定，请走人工通道',
    en: 'Facts are missing; use the staffed lane',
  },
  'not-granted': {
    zh: '没有规则准许通行，请走人工通道',
    en: 'No rule grants passage; use the staffed lane',
  },
}
