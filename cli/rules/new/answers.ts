/** What a new rule set is asked for: each has a default, a flag, and a reader that says what is wrong. */
import { Temporal } from 'temporal-polyfill'
import { instantText, parseInstant } from '../../edges/instant.ts'
import type { Question } from '../../edges/questions.ts'
import { OperatorError } from '../../operator-error.ts'

/** What a new rule set is made of. */
export interface Answers {
  readonly id: string
  readonly titleZh: string
  readonly titleEn: string
  readonly zone: string
  /** RFC 3339, UTC. */
  readonly from: string
  readonly days: number
  readonly testHours: number
  readonly contactDays: number
  readonly highRisk: readonly string[]
  readonly fever: number
  readonly basis: string
  readonly requestedBy: string
  readonly reviewedBy: string
}

const text = (answer: string): string => {
  if (answer.trim() !== '') return answer.trim()
  throw new OperatorError('must not be empty')
}

const id = (answer: string): string => {
  if (/^[a-z0-9][a-z0-9-]{0,62}$/.test(answer)) return answer
  throw new OperatorError('must be of small letters, digits and -, such as cn-3301')
}

const whole =
  (least: number, most: number) =>
  (answer: string): number => {
    const value = /^\d{1,6}$/.test(answer) ? Number(answer) : Number.NaN
    if (value >= least && value <= most) return value
    throw new OperatorError(`must be a whole number from ${least} to ${most}`)
  }

const fever = (answer: string): number => {
  const value = /^\d{2}(\.\d{1,2})?$/.test(answer) ? Number(answer) : Number.NaN
  if (value >= 35 && value <= 42) return value
  throw new OperatorError('must be degrees Celsius from 35 to 42, such as 37.3')
}

const zone = (answer: string): string => {
  try {
    return Temporal.Now.instant().toZonedDateTimeISO(answer).timeZoneId
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new OperatorError('must be of the time-zone database, such as Asia/Shanghai')
  }
}

const regions = (answer: string): readonly string[] => {
  const codes = answer.split(/[\s,，、]+/).filter((code) => code !== '')
  const isCode = (code: string): boolean => /^[A-Z0-9]{2}[A-Z0-9-]{0,10}$/.test(code)
  if (codes.length > 0 && codes.length <= 100 && codes.every(isCode)) return codes
  throw new OperatorError('must be codes of regions such as 42 or 330106, with commas between')
}

/** The midnight after two days: authorities give notice. */
function nextBeginning({ zone: name = 'UTC' }: Partial<Answers>, now: Date): string {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(name)
  return today
    .add({ days: 3 })
    .startOfDay()
    .toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

/** The questions, in the order in which they are asked. */
export const questions: readonly Question<Answers>[] = [
  {
    name: 'id',
    flag: '--id <id>',
    ask: { zh: '规则集代号', en: 'Id of the rule set' },
    fallback: () => 'my-rules',
    read: id,
  },
  {
    name: 'titleZh',
    flag: '--title-zh <text>',
    ask: { zh: '中文标题', en: 'Title in Chinese' },
    fallback: (before) => `${before.id ?? ''} 通行规则`,
    read: text,
  },
  {
    name: 'titleEn',
    flag: '--title-en <text>',
    ask: { zh: '英文标题', en: 'Title in English' },
    fallback: (before) => `Rules of passage ${before.id ?? ''}`,
    read: text,
  },
  {
    name: 'zone',
    flag: '--zone <zone>',
    ask: { zh: '时区', en: 'Time zone' },
    fallback: () => 'Asia/Shanghai',
    read: zone,
  },
  {
    name: 'from',
    flag: '--from <instant>',
    ask: { zh: '生效时刻', en: 'In force from' },
    fallback: nextBeginning,
    read: (answer) => instantText(parseInstant(answer, 'the beginning')),
  },
  {
    name: 'days',
    flag: '--days <number>',
    ask: { zh: '有效天数', en: 'For how many days' },
    fallback: () => '30',
    read: whole(1, 3650),
  },
  {
    name: 'testHours',
    flag: '--test-hours <number>',
    ask: { zh: '阴性检测有效小时数', en: 'Hours for which a negative test counts' },
    fallback: () => '48',
    read: whole(2, 720),
  },
  {
    name: 'contactDays',
    flag: '--contact-days <number>',
    ask: {
      zh: '接触、旅居和阳性追溯天数',
      en: 'Days for which a contact, a stay or a positive test counts',
    },
    fallback: () => '14',
    read: whole(1, 365),
  },
  {
    name: 'highRisk',
    flag: '--high-risk <codes>',
    ask: { zh: '高风险地区代码', en: 'Regions of high risk, by code' },
    fallback: () => '420100',
    read: regions,
  },
  {
    name: 'fever',
    flag: '--fever <number>',
    ask: { zh: '现场发热温度（℃）', en: 'Fever at the gate, °C' },
    fallback: () => '37.3',
    read: fever,
  },
  {
    name: 'basis',
    flag: '--basis <text>',
    ask: { zh: '依据的文件', en: 'Document that this rests on' },
    fallback: () => 'Draft, no document yet',
    read: text,
  },
  {
    name: 'requestedBy',
    flag: '--requested-by <text>',
    ask: { zh: '提出者', en: 'Requested by' },
    fallback: () => 'Health bureau',
    read: text,
  },
  {
    name: 'reviewedBy',
    flag: '--reviewed-by <text>',
    ask: { zh: '审核者', en: 'Reviewed by' },
    fallback: () => 'Nobody yet',
    read: text,
  },
]
