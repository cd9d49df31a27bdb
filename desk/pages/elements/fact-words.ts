/** The fields and values of the usual kinds of fact in words, where the fact types bring none. */
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { Bilingual, Language } from '../../../verifier-web/elements/language.ts'
import type { AnswerOf } from '../../shared/routes.ts'

/** A kind of fact with its fields, as the desk describes it. */
export type Kind = AnswerOf<'GET /desk'>['declared'][number]
/** A field of it. */
export type KindField = Kind['fields'][number]
/** A fact, as the desk states it. */
export type StatedFact = AnswerOf<'GET /people/:id'>['facts'][number]

const kinds: Readonly<Record<string, Bilingual>> = {
  test: { zh: '检测', en: 'Test' },
  vaccination: { zh: '接种', en: 'Vaccination' },
  recovery: { zh: '康复', en: 'Recovery' },
  contact: { zh: '接触史', en: 'Contact with a case' },
  stay: { zh: '旅居史', en: 'Stay in a region' },
  symptom: { zh: '症状', en: 'Symptom' },
  quarantine: { zh: '隔离', en: 'Quarantine' },
  checkin: { zh: '健康打卡', en: 'Daily check-in' },
  temperature: { zh: '体温', en: 'Temperature' },
  assessment: { zh: '评定', en: 'Assessment' },
  order: { zh: '管控指令', en: 'Order of an authority' },
  person: { zh: '个人', en: 'Person' },
}

const fields: Readonly<Record<string, Bilingual>> = {
  at: { zh: '时间', en: 'When' },
  from: { zh: '自', en: 'From' },
  until: { zh: '至', en: 'Until' },
  region: { zh: '地区代码', en: 'Region code' },
  name: { zh: '名称', en: 'Name' },
  temperature: { zh: '体温', en: 'Temperature' },
  unwell: { zh: '身体不适', en: 'Unwell' },
  sampledAt: { zh: '采样时间', en: 'Sampled at' },
  method: { zh: '方法', en: 'Method' },
  result: { zh: '结果', en: 'Result' },
  product: { zh: '产品', en: 'Product' },
  dose: { zh: '第几针', en: 'Dose' },
  of: { zh: '共几针', en: 'Doses in all' },
  closeness: { zh: '密切程度', en: 'Closeness' },
  completed: { zh: '已期满', en: 'Completed' },
  outcome: { zh: '结论', en: 'Outcome' },
  authority: { zh: '机关', en: 'Authority' },
  basis: { zh: '依据', en: 'Basis' },
  birthDate: { zh: '出生日期', en: 'Date of birth' },
}

const values: Readonly<Record<string, Bilingual>> = {
  fever: { zh: '发热', en: 'fever' },
  cough: { zh: '咳嗽', en: 'cough' },
  breathless: { zh: '气促', en: 'short of breath' },
  pcr: { zh: '核酸', en: 'PCR' },
  antigen: { zh: '抗原', en: 'antigen' },
  negative: { zh: '阴性', en: 'negative' },
  positive: { zh: '阳性', en: 'positive' },
  inconclusive: { zh: '不确定', en: 'inconclusive' },
  close: { zh: '密切接触', en: 'close' },
  secondary: { zh: '次密接', en: 'secondary' },
  pass: { zh: '可以通行', en: 'pass' },
  check: { zh: '人工核验', en: 'check' },
  stop: { zh: '禁止通行', en: 'stop' },
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
}

const units: Readonly<Record<string, string>> = { Cel: '°C' }

/** What a kind is called: by the fact types, or as it usually is. */
export function kindWord(
  kind: string,
  language: Language,
  labels: Bilingual | undefined = kinds[kind],
): string {
  return labels?.[language] ?? kind
}

/** What a field is called. */
export function fieldWord(field: Pick<KindField, 'name' | 'labels' | 'unit'>, language: Language) {
  const word = (field.labels ?? fields[field.name])?.[language] ?? field.name
  return field.unit === undefined ? word : `${word} (${units[field.unit] ?? field.unit})`
}

/** A value as people read it. */
export function valueWord(value: unknown, language: Language): string {
  const text = String(value)
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return instantWords(text, language)
  return values[text]?.[language] ?? text
}

/** Everything that a fact says, on one line. */
export function factLine(said: StatedFact['fields'], language: Language): string {
  const colon = language === 'zh' ? '：' : ': '
  return Object.entries(said)
    .map(([name, value]) => `${fieldWord({ name }, language)}${colon}${valueWord(value, language)}`)
    .join(language === 'zh' ? '，' : ', ')
}
