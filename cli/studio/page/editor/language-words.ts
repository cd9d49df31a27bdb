/** What the words of the language mean, in one line each. */
import type { Bilingual } from './words.ts'

/** Functions, signs, connectives and units. */
export const languageWords: Readonly<Record<string, Bilingual>> = {
  some: { zh: '有这样一条事实', en: 'there is such a fact' },
  every: { zh: '该类事实条条如此（一条也没有时亦为真）', en: 'all facts of the kind are such' },
  none: { zh: '没有这样的事实', en: 'there is no such fact' },
  count: { zh: '这样的事实有多少条', en: 'how many such facts there are' },
  countDays: {
    zh: '这样的事实落在多少个不同的日子',
    en: 'on how many different days such facts lie',
  },
  latest: { zh: '最近一条事实的某个字段', en: 'a field of the last such fact' },
  earliest: { zh: '最早一条事实的某个字段', en: 'a field of the first such fact' },
  days: { zh: '距今多少个整日历日', en: 'how many whole civil days ago' },
  years: { zh: '距今满多少年', en: 'how many completed years ago' },
  elapsed: { zh: '距今多长时间，精确到秒', en: 'how long ago, to the second' },
  and: { zh: '并且：两边都为真', en: 'both are true' },
  or: { zh: '或者：至少一边为真', en: 'one or both are true' },
  not: { zh: '否定，只管后面一项', en: 'the opposite of the one thing behind it' },
  in: { zh: '属于取值集；地区则按前缀', en: 'is of a value set; a region: lies within one' },
  true: { zh: '真', en: 'true' },
  false: { zh: '假', en: 'false' },
  onSite: { zh: '现场测得的数值', en: 'what is measured at the gate' },
  by: { zh: '按哪个时间字段排', en: 'the field by which they lie in time' },
  '=': { zh: '等于', en: 'equal to' },
  '!=': { zh: '不等于', en: 'other than' },
  '<': { zh: '小于；时间则更早', en: 'less than; of times: before' },
  '<=': { zh: '小于或等于', en: 'at most' },
  '>': { zh: '大于；时间则更晚', en: 'more than; of times: after' },
  '>=': { zh: '大于或等于', en: 'at least' },
  day: { zh: '日历日', en: 'civil days' },
  year: { zh: '满年', en: 'completed years' },
  hour: { zh: '小时', en: 'hours' },
  minute: { zh: '分钟', en: 'minutes' },
  second: { zh: '秒', en: 'seconds' },
  unitless: { zh: '不带单位的数', en: 'a plain number, without a unit' },
}

/** How each function is written. */
export const forms: Readonly<Record<string, string>> = {
  some: 'some(kind, condition)',
  every: 'every(kind, condition)',
  none: 'none(kind, condition)',
  count: 'count(kind, condition)',
  countDays: 'countDays(kind by field, condition)',
  latest: 'latest(kind by field, condition).field',
  earliest: 'earliest(kind by field, condition).field',
  days: 'days(field)',
  years: 'years(field)',
  elapsed: 'elapsed(field)',
  onSite: 'onSite.name',
}

/** The types of fields. */
export const typeWords: Readonly<Record<string, Bilingual>> = {
  instant: { zh: '时刻', en: 'instant' },
  date: { zh: '日期', en: 'date' },
  integer: { zh: '整数', en: 'whole number' },
  decimal: { zh: '小数', en: 'number' },
  boolean: { zh: '真假', en: 'truth' },
  text: { zh: '文本', en: 'text' },
  region: { zh: '地区代码', en: 'region code' },
  enumeration: { zh: '枚举', en: 'one of' },
}
