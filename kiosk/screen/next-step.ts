/** What the person at the gate does next: one short piece of advice for every class of reason. */
import { reasons, type Outcome, type Reason, type ReasonCode } from 'greengate'
import type { Bilingual, ShownDecision } from '../shared/kiosk-api.ts'

/** What there is to do. */
export type NextStep =
  | 'go'
  | 'staff'
  | 'stop'
  | 'refresh'
  | 'health-code'
  | 'live'
  | 'clock'
  | 'card'
  | 'card-again'
  | 'code'
  | 'again'
  | 'parts'

/** In the imperative, and no longer than a glance. */
export const nextWords: Readonly<Record<NextStep, Bilingual>> = {
  go: { zh: '请进站', en: 'Please go ahead' },
  staff: { zh: '请到人工通道', en: 'Please go to the staffed lane' },
  stop: { zh: '请勿进站，联系工作人员', en: 'Do not enter; please speak to staff' },
  refresh: { zh: '请刷新健康码后重新出示', en: 'Refresh your code, then show it again' },
  'health-code': {
    zh: '请打开健康码后重新出示',
    en: 'Open your health code, then show it',
  },
  live: { zh: '请在应用中打开实时健康码', en: 'Open the live code in your app' },
  clock: {
    zh: '请将手机时间设为自动后重试',
    en: 'Set your phone’s clock to automatic, then try again',
  },
  card: { zh: '请同时刷身份证', en: 'Place your ID card as well' },
  'card-again': { zh: '请重新放置身份证', en: 'Place your ID card again' },
  code: { zh: '请出示健康码', en: 'Show your health code' },
  again: { zh: '请调高屏幕亮度，重新出示', en: 'Turn the screen brighter and show it again' },
  parts: { zh: '请依次出示全部二维码', en: 'Show all codes of this card, one by one' },
}

/** Where a reason leaves the person with something to do; every other one is for staff. */
const stepOf: Readonly<Partial<Record<ReasonCode, NextStep>>> = {
  'too-long': 'health-code',
  'not-a-credential': 'health-code',
  'other-code': 'health-code',
  damaged: 'again',
  'parts-missing': 'parts',
  'text-damaged': 'again',
  'compression-damaged': 'again',
  'card-malformed': 'card-again',
  expired: 'refresh',
  'not-covered': 'code',
  'live-proof-not-yet-valid': 'clock',
  'live-proof-expired': 'live',
  'live-proof-missing': 'live',
  'live-required': 'live',
  'station-just-started': 'live',
  'card-required': 'card',
  'card-not-chip': 'card',
  'assessment-superseded': 'refresh',
}

const otherwise: Readonly<Record<Outcome, NextStep>> = {
  pass: 'go',
  check: 'staff',
  stop: 'stop',
  invalid: 'staff',
  unreadable: 'staff',
}

/** What the other half would have mended; where more is wrong nobody is asked for it, since it would mend nothing. */
const mendable: readonly ReasonCode[] = ['card-required', 'not-covered']

/**
 * The reasons that made the outcome, the weightiest first; that the rules would have granted passage helps nobody who is
 * sent to staff.
 */
export const decisive = ({
  outcome,
  reasons: given,
}: Pick<ShownDecision, 'outcome' | 'reasons'>): readonly Reason[] => {
  const made = given.filter(({ code }) => reasons[code].outcome === outcome)
  const isMendable = ({ code }: Reason) => mendable.includes(code)
  return [...made.filter((one) => !isMendable(one)), ...made.filter(isMendable)]
}

/** What a decision leaves to be done; by its weightiest reason. */
export function nextStep(decision: Pick<ShownDecision, 'outcome' | 'reasons'>): NextStep {
  const { outcome } = decision
  // A stop is never argued away by what else was wrong.
  if (outcome === 'pass' || outcome === 'stop') return otherwise[outcome]
  const [first] = decisive(decision)
  return (first && stepOf[first.code]) ?? otherwise[outcome]
}
