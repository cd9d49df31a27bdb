/** The one word in which each outcome is shown. */
import type { Outcome } from 'greengate'
import type { Bilingual } from './language.ts'

/** The word for each outcome; always shown with the shape and the colour, never one of them alone. */
export const outcomeWord: Readonly<Record<Outcome, Bilingual>> = {
  pass: { zh: '可以通行', en: 'Pass' },
  check: { zh: '人工核验', en: 'Check' },
  stop: { zh: '禁止通行', en: 'Stop' },
  invalid: { zh: '无效', en: 'Invalid' },
  unreadable: { zh: '无法识别', en: 'Cannot read' },
}
