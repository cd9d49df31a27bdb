/** Says expressions in words, Chinese and English: for whoever asks why, and for rule authors. */
import type { Words } from '../encoding/json-shape.ts'
import type { Place } from './compiled.ts'
import type { Expression } from './rule-set.ts'
import type { FieldType } from './vocabulary.ts'

/** What an expression says. Its place must be one where it compiles. */
export function phraseOf(expression: Expression, place: Place): Words {
  if ('value' in expression) return amount(expression.value, expression.unit)
  if ('parameter' in expression) {
    const { value, unit } = place.set.parameters[expression.parameter] ?? { value: NaN }
    return amount(value, unit)
  }
  if ('kind' in expression) return phraseOfFacts(expression, place)
  if ('field' in expression) return labelOf(place.fields?.get(expression.field), expression.field)
  if ('onSite' in expression) {
    const label = labelOf(place.vocabulary.onSite.get(expression.onSite), expression.onSite)
    return both(
      label,
      (zh) => `现场${zh}`,
      (en) => `${en} measured here`,
    )
  }
  switch (expression.op) {
    case 'and':
    case 'or':
      return join(
        expression.of.map((part) => bracketed(part, place)),
        expression.op === 'and' ? { zh: '，且', en: ' and ' } : { zh: '，或', en: ' or ' },
      )
    case 'not':
      return both(
        phraseOf(expression.of, place),
        (zh) => `并非（${zh}）`,
        (en) => `not (${en})`,
      )
    case 'days':
    case 'years':
    case 'elapsed': {
      const { zh, en } = since[expression.op]
      return both(
        phraseOf(expression.of, place),
        (of) => `距${of}的${zh}`,
        (of) => `${en} since ${of}`,
      )
    }
    case 'in':
      return both(
        phraseOf(expression.left, place),
        (zh) => `${zh}在“${expression.set}”中`,
        (en) => `${en} is in ${expression.set}`,
      )
    default:
      return join(
        [phraseOf(expression.left, place), phraseOf(expression.right, place)],
        comparisons[expression.op],
      )
  }
}

const since = {
  days: { zh: '天数', en: 'days' },
  years: { zh: '周年数', en: 'years' },
  elapsed: { zh: '时长', en: 'time' },
} as const

const comparisons = {
  '<': { zh: '小于', en: ' is less than ' },
  '<=': { zh: '不超过', en: ' is at most ' },
  '>': { zh: '大于', en: ' is more than ' },
  '>=': { zh: '不少于', en: ' is at least ' },
  '==': { zh: '为', en: ' is ' },
  '!=': { zh: '不为', en: ' is not ' },
} as const

type OfFacts = Extract<Expression, { kind: string }>

function phraseOfFacts(expression: OfFacts, place: Place): Words {
  const { kind, where } = expression
  const type = place.vocabulary.types.get(kind)
  const name = type?.labels ?? same(kind)
  const fields = type?.fields
  const facts =
    where === undefined || fields === undefined
      ? name
      : join([name, phraseOf(where, { ...place, fields })], { zh: '：', en: ' where ' })
  switch (expression.op) {
    case 'some':
      return both(
        facts,
        (zh) => `有${zh}`,
        (en) => `there is ${article(en)} ${en}`,
      )
    case 'none':
      return both(
        facts,
        (zh) => `没有${zh}`,
        (en) => `there is no ${en}`,
      )
    case 'every':
      return both(
        facts,
        (zh) => `每次${zh}`,
        (en) => `for every ${en}`,
      )
    case 'count':
      return both(
        facts,
        (zh) => `次数（${zh}）`,
        (en) => `the number of: ${en}`,
      )
    case 'countDays':
      return both(
        facts,
        (zh) => `天数（${zh}）`,
        (en) => `the number of days with: ${en}`,
      )
    case 'latest':
    case 'earliest': {
      const field = labelOf(fields?.get(expression.field), expression.field)
      const last = expression.op === 'latest'
      return {
        zh: `${last ? '最近' : '最早'}一次${facts.zh}的${field.zh}`,
        en: `${field.en} of the ${expression.op} ${facts.en}`,
      }
    }
  }
}

/** A part of a sentence; one that is itself made of parts stands in brackets. */
function bracketed(part: Expression, place: Place): Words {
  const words = phraseOf(part, place)
  const isJoined = 'op' in part && (part.op === 'and' || part.op === 'or')
  return isJoined
    ? both(
        words,
        (zh) => `（${zh}）`,
        (en) => `(${en})`,
      )
    : words
}

function labelOf(type: FieldType | undefined, name: string): Words {
  return type?.labels ?? same(name)
}

/** By how a label is written, which for most words is how it is spoken. */
function article(label: string): 'a' | 'an' {
  if (/^(?:hour|honest|heir)/i.test(label)) return 'an'
  if (/^(?:uni|use|usu|uti|eu|one\b|once\b|ubi)/i.test(label)) return 'a'
  return /^[aeiou]/i.test(label) ? 'an' : 'a'
}

/** Units that have a name of their own in words; every other is written as it stands. */
const units: Readonly<Record<string, Words & { readonly one: string }>> = {
  second: { zh: '秒', en: 'seconds', one: 'second' },
  minute: { zh: '分钟', en: 'minutes', one: 'minute' },
  hour: { zh: '小时', en: 'hours', one: 'hour' },
  day: { zh: '天', en: 'days', one: 'day' },
  year: { zh: '年', en: 'years', one: 'year' },
  Cel: { zh: '℃', en: '°C', one: '°C' },
}

/** Says a duration such as `P14D`. */
export function phraseOfDuration(duration: string): Words {
  const unit = duration.endsWith('D') ? 'day' : duration.endsWith('H') ? 'hour' : 'minute'
  return amount(Number.parseInt(duration.replace(/^PT?/, ''), 10), unit)
}

function amount(value: string | number | boolean, unit: string | undefined): Words {
  const name = unit !== undefined && Object.hasOwn(units, unit) ? units[unit] : undefined
  if (name !== undefined) {
    const en = value === 1 || value === -1 ? name.one : name.en
    return { zh: `${String(value)}${name.zh}`, en: `${String(value)} ${en}` }
  }
  return same(unit === undefined ? String(value) : `${String(value)} ${unit}`)
}

function same(text: string): Words {
  return { zh: text, en: text }
}

function both(
  { zh, en }: Words,
  inZh: (zh: string) => string,
  inEn: (en: string) => string,
): Words {
  return { zh: inZh(zh), en: inEn(en) }
}

function join(parts: readonly Words[], between: Words): Words {
  return {
    zh: parts.map(({ zh }) => zh).join(between.zh),
    en: parts.map(({ en }) => en).join(between.en),
  }
}
