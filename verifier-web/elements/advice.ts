/** What to do next: one step for staff and one for the holder, so that no outcome leaves a person standing. */
import { reasons, type Decision, type Reason } from 'greengate'
import { isMeasurement } from './kind-words.ts'
import type { Bilingual } from './language.ts'
import { adviceOf, unmeasured, type AdviceName, type Cause } from './reason-advice.ts'

/** One step for each of the two people who see a decision. */
export interface Advice {
  readonly staff: Bilingual
  readonly holder: Bilingual
}

const lane: Bilingual = { zh: '请走人工通道。', en: 'Please use the staffed lane.' }
const notYou: Bilingual = {
  zh: '这不是您的码的问题，请走人工通道。',
  en: 'Your code is not at fault; please use the staffed lane.',
}

const advice: Readonly<Record<AdviceName, Advice>> = {
  pass: {
    staff: { zh: '请放行。', en: 'Let the person through.' },
    holder: { zh: '请通行。', en: 'Please go through.' },
  },
  staff: {
    staff: {
      zh: '请引导至人工通道，核验后决定。',
      en: 'Send the person to the staffed lane; check and decide there.',
    },
    holder: lane,
  },
  stop: {
    staff: {
      zh: '请勿放行，说明依据的规则和申诉途径。',
      en: 'Do not let the person through; name the rule, and how to appeal.',
    },
    holder: {
      zh: '请向工作人员询问依据哪条规则、如何申诉。',
      en: 'Ask staff which rule this is, and how to appeal.',
    },
  },
  refresh: {
    staff: {
      zh: '请持码人刷新健康码后重新出示。',
      en: 'Ask the holder to refresh the code and to show it again.',
    },
    holder: {
      zh: '请在应用中刷新健康码，再出示一次。',
      en: 'Refresh your code in its app, and show it again.',
    },
  },
  health: {
    staff: {
      zh: '请持码人打开健康码（不是付款码、乘车码或网址）后出示。',
      en: 'Ask the holder to open the health code (not a payment code, a ticket or a link).',
    },
    holder: { zh: '请打开您的健康码后出示。', en: 'Open your health code, and show it.' },
  },
  again: {
    staff: {
      zh: '请持码人调亮屏幕、展平纸面，完整出示后重扫。',
      en: 'Have the code shown whole and bright, or flat on its paper, and scan it again.',
    },
    holder: {
      zh: '请调亮屏幕或展平纸面，完整出示二维码。',
      en: 'Make the screen bright, or the paper flat, and show the whole code.',
    },
  },
  distrust: {
    staff: {
      zh: '请勿采信此码，改用其他证明核验。',
      en: 'Do not rely on this code; ask for another proof.',
    },
    holder: {
      zh: '请出示其他证明，或走人工通道。',
      en: 'Show another proof, or use the staffed lane.',
    },
  },
  renew: {
    staff: {
      zh: '请勿采信此码，请持码人向发码机构重新申领。',
      en: 'Do not rely on this code; ask the holder to get a new one from its issuer.',
    },
    holder: {
      zh: '请向发码机构重新申领健康码。',
      en: 'Get a new code from your issuer.',
    },
  },
  data: {
    staff: {
      zh: '请为本机载入最新的核验数据；此前走人工通道。',
      en: 'Load current data into this verifier; until then use the staffed lane.',
    },
    holder: notYou,
  },
  update: {
    staff: {
      zh: '请升级本核验程序；此前走人工通道。',
      en: 'Update this verifier; until then use the staffed lane.',
    },
    holder: notYou,
  },
  clock: {
    staff: {
      zh: '请在本机系统设置中把日期和时间设为自动，再扫一次。',
      en: 'Set date and time to automatic in the settings of this device, then scan again.',
    },
    holder: notYou,
  },
  clocks: {
    staff: {
      zh: '请比对本机与手机的时间，校准有误的一方后重扫。',
      en: 'Compare the time of this device with that of the phone, set the wrong one, and scan again.',
    },
    holder: {
      zh: '请在手机设置中关闭再打开“自动设置时间”，然后重新打开健康码。',
      en: 'Turn automatic date and time off and on in the settings of your phone, and open the code anew.',
    },
  },
  live: {
    staff: {
      zh: '请持码人当面在应用中打开实时健康码。',
      en: 'Ask the holder to open the live code in the app, before your eyes.',
    },
    holder: {
      zh: '请在应用中打开实时健康码，不要出示截图。',
      en: 'Open the live code in its app; a picture of it will not do.',
    },
  },
  wait: {
    staff: {
      zh: '请等待一分钟，再扫新的实时健康码。',
      en: 'Wait for a minute, then scan a fresh live code.',
    },
    holder: {
      zh: '请等待一分钟，再次出示实时健康码。',
      en: 'Wait for a minute, then show your live code again.',
    },
  },
  readCard: {
    staff: { zh: '请在读卡器上重新刷证件。', en: 'Read the card again, on the card reader.' },
    holder: { zh: '请把证件放在读卡器上。', en: 'Lay your card on the card reader.' },
  },
  otherCard: {
    staff: {
      zh: '请持证人出示有效的身份证件。',
      en: 'Ask for an identity document that is valid.',
    },
    holder: { zh: '请出示有效的身份证件。', en: 'Show an identity document that is valid.' },
  },
  ownCard: {
    staff: {
      zh: '请勿采信，请本人出示自己的健康码和证件。',
      en: 'Do not rely on this code; ask for the code and the card of one and the same person.',
    },
    holder: {
      zh: '请出示您本人的健康码和证件。',
      en: 'Show your own code and your own card.',
    },
  },
  card: {
    staff: {
      zh: '请核对身份证件上的姓名与后四位。',
      en: 'Compare name and last four characters with the identity card.',
    },
    holder: { zh: '请出示身份证件。', en: 'Show your identity card.' },
  },
  parts: {
    staff: {
      zh: '请持码人依次出示这张证明的所有二维码。',
      en: 'Ask the holder to show all the codes of this certificate, one after the other.',
    },
    holder: {
      zh: '请依次出示这张证明的所有二维码。',
      en: 'Show all the codes of your certificate, one after the other.',
    },
  },
  measure: {
    staff: { zh: '请测量体温后再扫一次。', en: 'Take the temperature, then scan again.' },
    holder: {
      zh: '请接受体温测量，再次出示健康码。',
      en: 'Have your temperature taken, then show your code again.',
    },
  },
}

/** The reasons that made the outcome of a decision: those of its own outcome. */
function makers({ outcome, reasons: given }: Decision): readonly Reason[] {
  return given.filter(({ code }) => reasons[code].outcome === outcome)
}

function adviceFor(reason: Reason): readonly [AdviceName, Cause] {
  const kinds = reason.code === 'fact-missing' ? reason.kinds : []
  return kinds.length > 0 && kinds.every(isMeasurement) ? unmeasured : adviceOf[reason.code]
}

/** The advice that goes with a decision: that of the first reason which made the outcome. */
export function nextSteps(decision: Decision): Advice {
  if (decision.outcome === 'pass') return advice.pass
  const [first = decision.reasons[0]] = makers(decision)
  return advice[adviceFor(first)[0]]
}

/** With whom it lies that the gate is shut, in the order of the reasons that made it so; empty for a pass. */
export function causesOf(decision: Decision): readonly Cause[] {
  if (decision.outcome === 'pass') return []
  return [...new Set(makers(decision).map((reason) => adviceFor(reason)[1]))]
}
