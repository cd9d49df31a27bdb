/** What to do next: one piece of advice for every reason, so that no outcome leaves a person standing. */
import { reasons, type Decision, type ReasonCode } from 'greengate'
import type { Bilingual } from './language.ts'

const advice = {
  pass: { zh: '请通行。', en: 'Let the person through.' },
  staff: {
    zh: '请引导至人工通道，由工作人员核验后决定。',
    en: 'Send the person to the staffed lane; staff check and decide.',
  },
  stop: {
    zh: '请勿放行，联系工作人员说明原因和申诉途径。',
    en: 'Do not let the person through; staff explain why, and how to appeal.',
  },
  refresh: {
    zh: '请持码人刷新健康码后重新出示。',
    en: 'Ask the holder to refresh the code and to show it again.',
  },
  health: {
    zh: '请持码人打开健康码（不是付款码、乘车码或网址）后重新出示。',
    en: 'Ask the holder to open the health code (not a payment code, a ticket or a link).',
  },
  distrust: {
    zh: '请勿采信此码，请持码人出示其他证明，或走人工通道。',
    en: 'Do not rely on this code; ask for another proof, or use the staffed lane.',
  },
  data: {
    zh: '请为本机载入最新的核验数据；此前请走人工通道。',
    en: 'Load current data into this verifier; until then use the staffed lane.',
  },
  update: {
    zh: '请升级本核验程序；此前请走人工通道。',
    en: 'Update this verifier; until then use the staffed lane.',
  },
  clock: {
    zh: '请校准本机的日期和时间；此前请走人工通道。',
    en: 'Set the date and time of this device; until then use the staffed lane.',
  },
  live: {
    zh: '请持码人在应用中打开实时健康码。',
    en: 'Ask the holder to open the live code in the app.',
  },
  phoneClock: {
    zh: '请持码人把手机时间设为自动校准后重试。',
    en: 'Ask the holder to let the phone set its clock by itself, and to try again.',
  },
  readCard: {
    zh: '请在读卡器上重新刷证件。',
    en: 'Read the card again, on the card reader.',
  },
  parts: {
    zh: '请持码人依次出示这张证明的所有二维码。',
    en: 'Ask the holder to show all the codes of this certificate, one after the other.',
  },
  card: {
    zh: '请核对身份证件上的姓名与后四位。',
    en: 'Compare name and last four characters with the identity card.',
  },
} as const satisfies Record<string, Bilingual>

const adviceOf: Readonly<Record<ReasonCode, keyof typeof advice>> = {
  'too-long': 'health',
  'not-a-credential': 'health',
  'other-code': 'health',
  'newer-version': 'update',
  damaged: 'refresh',
  'parts-missing': 'parts',
  'text-damaged': 'health',
  'too-large': 'distrust',
  'compression-damaged': 'health',
  'envelope-damaged': 'distrust',
  'payload-damaged': 'distrust',
  'card-malformed': 'readCard',
  'no-bundle': 'data',
  retired: 'staff',
  'no-trust-list': 'data',
  'issuer-unknown': 'distrust',
  'key-unknown': 'distrust',
  'key-out-of-time': 'distrust',
  'certificate-invalid': 'distrust',
  'certificate-out-of-time': 'distrust',
  'country-mismatch': 'distrust',
  'key-usage': 'distrust',
  'unsupported-key': 'staff',
  unsigned: 'distrust',
  'signature-invalid': 'distrust',
  'key-revoked': 'distrust',
  'not-yet-valid': 'refresh',
  expired: 'refresh',
  'card-not-yet-valid': 'distrust',
  'card-expired': 'distrust',
  'clock-suspect': 'clock',
  revoked: 'distrust',
  'status-missing': 'staff',
  'not-covered': 'health',
  'population-mismatch': 'data',
  'live-proof-invalid': 'distrust',
  'live-proof-not-yet-valid': 'phoneClock',
  'live-proof-expired': 'live',
  'live-proof-missing': 'live',
  'live-required': 'live',
  'station-just-started': 'live',
  'card-required': 'card',
  'card-not-chip': 'readCard',
  'tag-missing': 'card',
  'card-mismatch': 'distrust',
  'binding-key-missing': 'card',
  'different-persons': 'card',
  'person-unproven': 'staff',
  replayed: 'distrust',
  'already-used': 'staff',
  'replay-unknown': 'staff',
  'bundle-stale': 'data',
  'no-rule-set': 'data',
  'no-rule-set-in-force': 'data',
  'engine-too-old': 'update',
  'rule-set-unusable': 'staff',
  'fact-type-unknown': 'update',
  'other-codes-only': 'staff',
  'assessment-superseded': 'refresh',
  'assessed-stop': 'stop',
  'assessed-check': 'staff',
  'assessed-pass': 'pass',
  'rule-stop': 'stop',
  'rule-check': 'staff',
  'rule-pass': 'pass',
  'fact-missing': 'staff',
  'not-granted': 'staff',
}

/** The advice that goes with a decision: that of the first reason which made the outcome. */
export function nextStep(decision: Decision): Bilingual {
  if (decision.outcome === 'pass') return advice.pass
  const { outcome } = decision
  const made = decision.reasons.find((reason) => reasons[reason.code].outcome === outcome)
  return advice[adviceOf[(made ?? decision.reasons[0]).code]]
}
