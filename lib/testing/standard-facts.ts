/** The standard pack of fact types, and a short hand for conditions over them. */
import { parseFactTypes } from '../facts/fact-types.ts'
import type { Comparison, Expression } from '../rules/rule-set.ts'

const instant = { type: 'instant' }
const date = { type: 'date' }
const truth = { type: 'boolean' }
const text = { type: 'text' }
const region = { type: 'region' }
const degrees = { type: 'decimal', unit: 'Cel' }
const integer = { type: 'integer' }
const oneOf = (...values: readonly string[]) => ({ type: 'enumeration', values })

const types: Readonly<Record<string, object>> = {
  test: {
    sampledAt: instant,
    method: oneOf('pcr', 'antigen', 'antibody'),
    result: oneOf('negative', 'positive', 'inconclusive'),
  },
  vaccination: { at: date, product: text, dose: integer, of: integer },
  recovery: { at: date },
  contact: { at: date, closeness: oneOf('close', 'secondary') },
  stay: { region, from: date, until: date },
  symptom: { at: date, name: oneOf('fever', 'cough', 'breathless') },
  quarantine: { from: date, until: date, completed: truth },
  checkin: { at: instant, temperature: degrees, unwell: truth },
  temperature: { at: instant, celsius: degrees },
  assessment: { at: instant, outcome: oneOf('pass', 'check', 'stop'), set: text },
  order: {
    outcome: oneOf('check', 'stop'),
    from: instant,
    until: instant,
    authority: text,
    basis: text,
  },
  person: { name: text, birthDate: date, idType: oneOf('resident', 'passport', 'other') },
  entry: { at: date, from: region, quarantined: truth },
  clinic: { at: date, cleared: truth },
  household: { at: instant, colour: oneOf('green', 'yellow', 'red') },
}

export const standardFacts = parseFactTypes({
  version: 1,
  expires: '2030-01-01T00:00:00Z',
  types: Object.entries(types).map(([name, fields]) => ({
    name,
    labels: { zh: name, en: name },
    fields,
  })),
  onSite: { temperature: degrees },
})

export const lit = (value: number | string | boolean, unit?: string): Expression =>
  unit === undefined ? { value } : { value, unit }
export const parameter = (name: string): Expression => ({ parameter: name })
export const field = (name: string): Expression => ({ field: name })
export const days = (name: string): Expression => ({ op: 'days', of: field(name) })
export const elapsed = (name: string): Expression => ({ op: 'elapsed', of: field(name) })
export const years = (name: string): Expression => ({ op: 'years', of: field(name) })
export const is = (left: Expression, op: Comparison, right: Expression): Expression => ({
  op,
  left,
  right,
})
export const equals = (name: string, value: string | boolean): Expression =>
  is(field(name), '==', lit(value))
export const all = (...of: readonly Expression[]): Expression =>
  of.length === 1 ? (of[0] as Expression) : { op: 'and', of }
export const any = (...of: readonly Expression[]): Expression =>
  of.length === 1 ? (of[0] as Expression) : { op: 'or', of }
export const not = (of: Expression): Expression => ({ op: 'not', of })
export const some = (kind: string, ...where: readonly Expression[]): Expression => ({
  op: 'some',
  kind,
  where: all(...where),
})
export const none = (kind: string, ...where: readonly Expression[]): Expression => ({
  op: 'none',
  kind,
  where: all(...where),
})
/** Between two numbers of days ago, both included. */
export const daysAgo = (name: string, least: number, most: Expression): Expression =>
  all(is(days(name), '>=', lit(least, 'day')), is(days(name), '<=', most))
/** Not longer ago, and not ahead. */
export const within = (name: string, most: Expression): Expression =>
  all(is(elapsed(name), '>=', lit(0, 'second')), is(elapsed(name), '<=', most))
