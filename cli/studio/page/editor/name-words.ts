/** What a kind, a field, a parameter, a value set or a measurement is, in words of the page's language. */
import type { Known, FieldWords, KindWords } from './known.ts'
import { typeWords } from './language-words.ts'
import type { Bilingual } from './words.ts'

const said = {
  kind: { zh: '事实种类', en: 'kind of fact' },
  parameter: { zh: '参数', en: 'parameter' },
  valueSet: { zh: '取值集', en: 'value set' },
  measurement: { zh: '现场测量', en: 'measured at the gate' },
  values: { zh: '个值', en: 'values' },
  rule: { zh: '规则', en: 'rule' },
} as const satisfies Record<string, Bilingual>

type Parameter = NonNullable<Known['names']>['parameters'][number]
type ValueSet = NonNullable<Known['names']>['valueSets'][number]
type Measurement = NonNullable<Known['factTypes']>['onSite'][number]

/** `date`, `number, Cel`, `one of "close", "secondary"` */
export function fieldDetail(
  { type, unit, values }: FieldWords,
  { language }: Pick<Known, 'language'>,
): string {
  const word = typeWords[type]?.[language] ?? type
  if (values !== undefined) {
    return `${word}${language === 'zh' ? '：' : ' '}${values.map((value) => `"${value}"`).join(', ')}`
  }
  return unit === undefined ? word : `${word}, ${unit}`
}

/** Both labels, and the fields a line each. */
export function kindInfo(kind: KindWords, known: Known): string {
  const { zh, en } = kind.labels
  const fields = kind.fields.map((field) => `${field.name}: ${fieldDetail(field, known)}`)
  return [`${said.kind[known.language]}: ${zh} / ${en}`, ...fields].join('\n')
}

export function fieldInfo(field: FieldWords, kind: string, known: Known): string {
  return `${kind}.${field.name}: ${fieldDetail(field, known)}`
}

/** `14 day` */
export function parameterDetail({ value, unit }: Parameter): string {
  return unit === null ? value : `${value} ${unit}`
}

export function parameterInfo(parameter: Parameter, { language }: Known): string {
  return `${said.parameter[language]} $${parameter.name} = ${parameterDetail(parameter)}`
}

export function valueSetDetail({ count }: ValueSet, { language }: Known): string {
  return `${count} ${said.values[language]}`
}

export function valueSetInfo(set: ValueSet, known: Known): string {
  return `${said.valueSet[known.language]} ${set.name}: ${valueSetDetail(set, known)}`
}

export function measurementInfo({ name, unit }: Measurement, { language }: Known): string {
  return `onSite.${name}: ${said.measurement[language]}, ${unit}`
}

export function ruleInfo(
  { no, id, outcome }: NonNullable<Known['names']>['rules'][number],
  { language }: Known,
): string {
  return `${said.rule[language]} ${no} ${id}: ${outcome}`
}
