/** What a code says, a line a value, for people: fields in words, and codes by their names where value sets say them. */
import type { Inspection } from 'greengate'
import type { Language } from '../edges/language.ts'
import { nameOfValue, type ValueNames } from './value-names.ts'

/** The members of a DCC in words. */
const dccWords: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  ver: ['格式版本', 'schema version'],
  dob: ['出生日期', 'date of birth'],
  'nam.fn': ['姓', 'surname'],
  'nam.fnt': ['姓（标准写法）', 'surname, standardised'],
  'nam.gn': ['名', 'given name'],
  'nam.gnt': ['名（标准写法）', 'given name, standardised'],
  v: ['接种', 'vaccination'],
  t: ['检测', 'test'],
  r: ['康复', 'recovery'],
  'v.vp': ['疫苗种类', 'kind of vaccine'],
  'v.mp': ['产品', 'product'],
  'v.ma': ['厂商', 'maker'],
  'v.dn': ['剂次', 'dose'],
  'v.sd': ['全程剂数', 'of doses'],
  'v.dt': ['接种日期', 'date'],
  't.tt': ['检测方法', 'method'],
  't.nm': ['检测名称', 'name of the test'],
  't.ma': ['检测试剂', 'device'],
  't.sc': ['采样时间', 'sampled at'],
  't.dr': ['结果时间', 'result at'],
  't.tr': ['结果', 'result'],
  't.tc': ['检测机构', 'test centre'],
  'r.fr': ['首次阳性日期', 'first positive test'],
  'r.df': ['有效自', 'valid from'],
  'r.du': ['有效至', 'valid until'],
  tg: ['疾病', 'disease'],
  co: ['国家', 'country'],
  is: ['签发机构', 'issuer'],
  ci: ['证书编号', 'certificate id'],
}

/** Lists what a code says; a format other than the DCC by its own names. */
export function claimLines(
  { format, payload }: Pick<Inspection, 'format' | 'payload'>,
  names: ValueNames,
  language: Language,
): readonly string[] {
  const isDcc = format === 'hcert'
  return valuesOf(payload, []).map(({ path, value }) => {
    const field = path.filter((step) => !/^\d+$/.test(step)).join('.')
    const label = isDcc ? dccLabel(path, language) : path.join('.')
    const name = isDcc ? nameOfValue(field, value, names) : undefined
    const separator = language === 'zh' ? '：' : ': '
    return `  ${label}${separator}${name === undefined ? value : `${name} (${value})`}`
  })
}

/** `v.0.mp` as `vaccination 1, product`. */
function dccLabel(path: readonly string[], language: Language): string {
  const [group = '', place = '', ...rest] = path
  const inWords = (name: string): string | undefined => dccWords[name]?.[language === 'zh' ? 0 : 1]
  if (!/^\d+$/.test(place)) return inWords(path.join('.')) ?? path.join('.')
  const member = rest.join('.')
  const field = inWords(`${group}.${member}`) ?? inWords(member) ?? member
  const entry = `${inWords(group) ?? group} ${String(Number(place) + 1)}`
  return language === 'zh' ? `${entry}，${field}` : `${entry}, ${field}`
}

interface Value {
  readonly path: readonly string[]
  readonly value: string
}

/** Every value that is no list or object, with where it stands; control characters would move the cursor. */
function valuesOf(value: unknown, path: readonly string[]): readonly Value[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) => valuesOf(inner, [...path, name]))
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return [{ path: path.map(printable), value: printable(text) }]
}

function printable(text: string): string {
  return text.replace(/\p{C}/gu, ' ')
}
