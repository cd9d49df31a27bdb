/** What a holder may do about each thing that a destination's rules would say, in words. */
import { msg, str } from '@lit/localize'
import type { Decision, Reason } from 'greengate'

/** The advice for a reason; undefined where the reason says it all. */
function adviceFor({ code }: Reason): string | undefined {
  switch (code) {
    case 'expired':
      return msg('届时此码已过期：请在出发前重新申领。', { id: 'holder-advice-expired' })
    case 'not-yet-valid':
      return msg('届时此码尚未生效：请看清生效时间。', { id: 'holder-advice-not-yet-valid' })
    case 'revoked':
    case 'key-revoked':
    case 'signature-invalid':
    case 'issuer-unknown':
    case 'key-unknown':
      return msg('请向发码机构重新申领，或改用目的地认可的机构发的码。', {
        id: 'holder-advice-other-code',
      })
    case 'fact-missing':
    case 'fact-type-unknown':
      return msg('请在出发前补全缺少的信息（如检测、申报），再申领新码。', {
        id: 'holder-advice-missing',
      })
    case 'assessment-superseded':
      return msg('此码按旧规则或别处规则评定：请申领新码。', { id: 'holder-advice-superseded' })
    case 'no-rule-set':
    case 'no-rule-set-in-force':
      return msg('本机没有届时生效的规则：请联网更新后再看。', { id: 'holder-advice-no-rules' })
    case 'live-proof-missing':
      return msg('请在持有密钥的设备上出示。', { id: 'holder-advice-live' })
    case 'card-required':
      return msg('请带上身份证件：检票口会核对。', { id: 'holder-advice-card' })
    case 'rule-stop':
    case 'assessed-stop':
      return msg('对此有异议，可向规则的发布机构申诉。', { id: 'holder-advice-appeal' })
    default:
      return undefined
  }
}

/** All of it, each piece once. */
export function aheadAdvice({ reasons }: Decision): readonly string[] {
  return [...new Set(reasons.map(adviceFor).filter((words) => words !== undefined))]
}

/** Until when it would stand. */
export function standsWords(until: string | undefined): string {
  return until === undefined
    ? msg('不会仅因时间而改变', { id: 'holder-stands-always' })
    : msg(str`到${until}为止`, { id: 'holder-stands-until' })
}
