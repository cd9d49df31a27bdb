/** What the word at a position is, in words: for whoever points at it. */
import { fieldNamed, kindNamed, type Known } from './known.ts'
import { forms, languageWords } from './language-words.ts'
import { wordsOfMember } from './member-words.ts'
import { withNamesOf } from './names-in-text.ts'
import {
  fieldInfo,
  kindInfo,
  measurementInfo,
  parameterInfo,
  ruleInfo,
  valueSetInfo,
} from './name-words.ts'
import { partsOf, type Part } from './token-roles.ts'
import { conditionAt, placeAt } from './yaml-place.ts'
import { valueOf } from './yaml-value.ts'
import { plurals } from '../../../language/words.ts'

/** A word and what there is to say of it, a line each. */
export interface Description {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** The description; undefined where there is nothing to say. */
export function describeAt(text: string, position: number, given: Known): Description | undefined {
  const place = placeAt(text, position)
  if (place === undefined) return undefined
  const known = withNamesOf(text, place.outline, given)
  const condition = known.kind === 'rules' ? conditionAt(text, place, position) : undefined
  if (condition !== undefined) {
    const { source, index } = condition
    const parts = partsOf(source.text)
    const part =
      parts.find(({ start, end }) => start <= index && index < end) ??
      parts.find(({ end }) => end === index)
    const said = part === undefined ? undefined : sayPart(part, known)
    return part === undefined || said === undefined
      ? undefined
      : { from: source.offsetAt(part.start), to: source.offsetAt(part.end), text: said }
  }
  const entry = place.outline.entries.find(
    ({ key }) => key !== undefined && key.start <= position && position <= key.end,
  )
  if (entry?.key !== undefined) {
    const said = sayMember(text, entry.path, place.outline, known)
    return said === undefined ? undefined : { from: entry.key.start, to: entry.key.end, text: said }
  }
  if (place.valueAt === undefined) return undefined
  const said = sayValue(place.valueAt, text.slice(place.from, place.to), known)
  return said === undefined ? undefined : { from: place.from, to: place.to, text: said }
}

function sayPart({ role, text, means, spot }: Part, known: Known): string | undefined {
  const { factTypes, names, language } = known
  switch (role) {
    case 'kind': {
      const kind = kindNamed(known, means)
      return kind === undefined ? undefined : kindInfo(kind, known)
    }
    case 'field': {
      const field = fieldNamed(known, spot.kind, means)
      return field === undefined ? undefined : fieldInfo(field, spot.kind ?? '', known)
    }
    case 'measurement': {
      const found = factTypes?.onSite.find(({ name }) => name === means)
      return found === undefined ? undefined : measurementInfo(found, known)
    }
    case 'parameter': {
      const found = names?.parameters.find(({ name }) => name === means)
      return found === undefined ? undefined : parameterInfo(found, known)
    }
    case 'set': {
      const found = names?.valueSets.find(({ name }) => name === means)
      return found === undefined ? undefined : valueSetInfo(found, known)
    }
    case 'function':
    case 'word':
    case 'sign': {
      const words = languageWords[means]?.[language]
      if (words === undefined) return undefined
      const form = forms[text]
      return form === undefined ? `${text}: ${words}` : `${form}\n${words}`
    }
    case 'unit': {
      const singular = Object.keys(plurals).find((unit) => plurals[unit] === means) ?? means
      return languageWords[singular]?.[language]
    }
    case 'text':
    case 'number':
    case 'comment':
    case 'wrong':
      return undefined
  }
}

function sayMember(
  text: string,
  path: string,
  outline: Parameters<typeof valueOf>[1],
  known: Known,
): string | undefined {
  const field = /^(.*\.facts\[\d+\])\.fields\.([^.]+)$/.exec(path)
  if (field !== null) {
    const kind = valueOf(text, outline, `${field[1] ?? ''}.kind`)
    const found = fieldNamed(known, kind, field[2] ?? '')
    return found === undefined ? undefined : fieldInfo(found, kind ?? '', known)
  }
  const parameter = /^parameters\.([^.]+)$/.exec(path)?.[1]
  if (parameter !== undefined) {
    const found = known.names?.parameters.find(({ name }) => name === parameter)
    return found === undefined ? undefined : parameterInfo(found, known)
  }
  const set = /^valueSets\.([^.]+)$/.exec(path)?.[1]
  if (set !== undefined) {
    const found = known.names?.valueSets.find(({ name }) => name === set)
    return found === undefined ? undefined : valueSetInfo(found, known)
  }
  const measured = /\.onSite\.([^.]+)$/.exec(path)?.[1]
  if (measured !== undefined) {
    const found = known.factTypes?.onSite.find(({ name }) => name === measured)
    return found === undefined ? undefined : measurementInfo(found, known)
  }
  return wordsOfMember(path)?.[known.language]
}

function sayValue(path: string, written: string, known: Known): string | undefined {
  const value = written.replace(/^(["'])(.*)\1$/s, '$2').trim()
  if (/\.kind$/.test(path)) {
    const kind = kindNamed(known, value)
    return kind === undefined ? undefined : kindInfo(kind, known)
  }
  if (/\.fired\[\d+\]$/.test(path)) {
    const rule = known.names?.rules.find(({ no }) => String(no) === value)
    return rule === undefined ? undefined : ruleInfo(rule, known)
  }
  return undefined
}
