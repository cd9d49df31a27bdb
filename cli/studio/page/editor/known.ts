/** What the editor knows of the world while somebody types: fact types, the set's own names, and the page's language. */
import type { FactTypesWords, Judgement, Language } from '../../studio-api.ts'
import type { Operand } from './condition-walk.ts'

/** What is known. */
export interface Known {
  readonly factTypes: FactTypesWords | undefined
  readonly names: Judgement['names']
  readonly language: Language
  readonly kind: 'rules' | 'cases'
}

export type KindWords = FactTypesWords['kinds'][number]
export type FieldWords = KindWords['fields'][number]

/** What a value is, as far as it is known. */
export interface ValueWords {
  readonly type: string
  readonly unit?: string | undefined
  readonly values?: readonly string[] | undefined
}

export function kindNamed(known: Known, name: string | undefined): KindWords | undefined {
  return known.factTypes?.kinds.find((kind) => kind.name === name)
}

export function fieldNamed(
  known: Known,
  kind: string | undefined,
  name: string,
): FieldWords | undefined {
  return kindNamed(known, kind)?.fields.find((field) => field.name === name)
}

export function isTime({ type }: { readonly type: string }): boolean {
  return type === 'instant' || type === 'date'
}

export function isNumber({ type }: { readonly type: string }): boolean {
  return type === 'number' || type === 'integer' || type === 'decimal'
}

const calls: Readonly<Record<string, ValueWords>> = {
  days: { type: 'number', unit: 'day' },
  years: { type: 'number', unit: 'year' },
  elapsed: { type: 'number', unit: 'second' },
  count: { type: 'number' },
  countDays: { type: 'number' },
}

/** What one side of a comparison is. */
export function valueWords(known: Known, operand: Operand | undefined): ValueWords | undefined {
  switch (operand?.is) {
    case 'field':
      return fieldNamed(known, operand.kind, operand.name)
    case 'call':
      return calls[operand.function] ?? { type: 'boolean' }
    case 'measurement': {
      const found = known.factTypes?.onSite.find(({ name }) => name === operand.name)
      return found === undefined ? undefined : { type: 'number', unit: found.unit }
    }
    case 'parameter': {
      const found = known.names?.parameters.find(({ name }) => name === operand.name)
      return found === undefined ? undefined : { type: 'number', unit: found.unit ?? undefined }
    }
    case 'condition':
    case 'truth':
      return { type: 'boolean' }
    case 'text':
    case 'number':
      return { type: operand.is }
    case undefined:
      return undefined
  }
}

const ofTime = ['second', 'minute', 'hour']

/** Whether numbers of two units can be compared: seconds, minutes and hours are one. */
export function isSameUnit(a: string | undefined, b: string | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && ofTime.includes(a) && ofTime.includes(b))
}
