/** A code in words: whose it seems to be, until when, whether this device can show it. */
import { msg, str } from '@lit/localize'
import type { Assessment, Outcome } from 'greengate'
import { languageOf } from '../words/localize.ts'
import { dayWords } from './day-words.ts'
import { timeOf } from './holder-world.ts'
import type { CodeLook } from './look-at-code.ts'

/** Whose it seems to be, as the code states it. */
export function whoWords({ name, lastFour }: CodeLook): string {
  const four = lastFour === undefined ? undefined : `****${lastFour}`
  const stated = [name, four].filter((part) => part !== undefined).join(' ')
  return stated === '' ? msg('码中未写明', { id: 'holder-nobody-named' }) : stated
}

/** What it is. */
export function formatWords({ format }: CodeLook): string {
  switch (format) {
    case 'greengate':
      return msg('Greengate 健康码', { id: 'holder-format-greengate' })
    case 'hcert':
      return msg('欧盟数字新冠证书', { id: 'holder-format-hcert' })
    case 'shc':
      return msg('SMART 健康卡', { id: 'holder-format-shc' })
    case 'nzcp':
      return msg('新西兰新冠通行证', { id: 'holder-format-nzcp' })
    case 'vds-nc':
      return msg('国际民航组织数字印章', { id: 'holder-format-vds-nc' })
    case 'claim169':
      return msg('身份信息码', { id: 'holder-format-claim169' })
  }
}

/** Until when. */
export function untilWords(look: CodeLook, now: Date): string {
  const { validFrom, validUntil } = look
  const time = timeOf(look, now)
  if (time === 'not-yet-valid' && validFrom !== undefined) {
    const from = dayWords(validFrom, now, languageOf())
    return msg(str`尚未生效，自${from}起`, { id: 'holder-valid-from' })
  }
  if (validUntil === undefined) return msg('码中未写明期限', { id: 'holder-no-end' })
  const when = dayWords(validUntil, now, languageOf())
  return time === 'expired' ? msg(str`已于${when}过期`, { id: 'holder-expired-at' }) : when
}

/** Whether it is by whom it should be, as far as the data of this device tell. */
export function genuineWords({ signature, reasons }: CodeLook): string {
  if (reasons.includes('revoked') || reasons.includes('key-revoked')) {
    return msg('已被撤销：检票口不会接受。', { id: 'holder-revoked' })
  }
  switch (signature) {
    case 'valid':
      return msg('签名属实', { id: 'holder-genuine' })
    case 'invalid':
      return msg('签名不符：此码可能被改动或伪造，检票口不会接受。', { id: 'holder-forged' })
    case 'unsigned':
      return msg('没有签名：检票口不会接受。', { id: 'holder-unsigned' })
    default:
      return msg('本机数据不认识发码机构，无法判断真伪。', { id: 'holder-unknown-issuer' })
  }
}

/** How this device can show it. */
export function bindingWords({ binding, format }: CodeLook): string {
  switch (binding) {
    case 'own':
      return msg('绑定本机密钥：出示时每30秒更新，截图无用。', { id: 'holder-binding-own' })
    case 'other':
      return msg(
        '绑定另一台设备的密钥：本机不能出示。请在原设备上出示，或在“添加”中用发码机构的挑战码重新申领。',
        { id: 'holder-binding-other' },
      )
    case 'none':
      return format === 'greengate'
        ? msg('未绑定密钥：按原样出示，任何人拍下都能出示，请勿外传。', {
            id: 'holder-binding-none',
          })
        : msg('按原样出示，任何人拍下都能出示，请勿外传。', { id: 'holder-binding-static' })
  }
}

/** What its issuer made of the facts. */
export function assessedWords({ outcome }: Assessment): string {
  switch (outcome) {
    case 'pass':
      return msg('符合规则', { id: 'holder-assessed-pass' })
    case 'check':
      return msg('需人工核验', { id: 'holder-assessed-check' })
    case 'stop':
      return msg('不符合规则', { id: 'holder-assessed-stop' })
  }
}

/** A rule by its name; without a number, a version of its set. */
export function ruleWords(of: {
  readonly set: string
  readonly version: number
  readonly no?: number | undefined
}): string {
  const { set, version, no } = of
  return no === undefined
    ? msg(str`${set} 第${version}版`, { id: 'holder-rule-version' })
    : msg(str`${set} 第${version}版第${no}条`, { id: 'holder-rule' })
}

/** An outcome as it is foretold: never in the words of a gate. */
export function foretoldWords(outcome: Outcome): string {
  switch (outcome) {
    case 'pass':
      return msg('预计可以通行', { id: 'holder-would-pass' })
    case 'check':
      return msg('预计需要人工核验', { id: 'holder-would-check' })
    case 'stop':
      return msg('预计不能通行', { id: 'holder-would-stop' })
    case 'invalid':
      return msg('预计此码无效', { id: 'holder-would-be-invalid' })
    case 'unreadable':
      return msg('预计此码无法识别', { id: 'holder-would-be-unreadable' })
  }
}
