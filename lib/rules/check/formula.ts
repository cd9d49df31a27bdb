/** Conditions as formulas over variables: nothing but and, or, and "this variable is in these cells". */
import type { Point, Variable } from './variable.ts'

export interface Leaf {
  readonly is: 'leaf'
  readonly variable: Variable
  readonly holds: (point: Point) => boolean
  /** The cells where it holds; asked for only when all conditions are known. */
  readonly mask: () => bigint
  readonly key: string
}

export type Formula =
  | { readonly is: 'constant'; readonly value: boolean; readonly key: string }
  | { readonly is: 'and' | 'or'; readonly of: readonly Formula[]; readonly key: string }
  | Leaf

export const always: Formula = { is: 'constant', value: true, key: 'T' }
export const never: Formula = { is: 'constant', value: false, key: 'F' }

/** @param key - Says which points: two leaves of one key hold for the same. */
export function leaf(variable: Variable, key: string, holds: (point: Point) => boolean): Leaf {
  let mask: bigint | undefined
  return {
    is: 'leaf',
    variable,
    holds,
    mask: () => (mask ??= variable.mask(holds)),
    key: `${variable.key} ${key}`,
  }
}

export function and(...of: readonly Formula[]): Formula {
  return joined('and', of)
}

export function or(...of: readonly Formula[]): Formula {
  return joined('or', of)
}

function joined(is: 'and' | 'or', parts: readonly Formula[]): Formula {
  const decisive = is === 'or'
  const of = new Map<string, Formula>()
  for (const part of parts) {
    if (part.is === 'constant') {
      if (part.value === decisive) return part
    } else if (part.is === is) {
      for (const inner of part.of) of.set(inner.key, inner)
    } else {
      of.set(part.key, part)
    }
  }
  const [first] = of.values()
  if (first === undefined) return decisive ? never : always
  if (of.size === 1) return first
  return { is, of: [...of.values()], key: `(${is} ${[...of.keys()].sort().join(' ')})` }
}

/** The opposite: every point of a variable that does not hold, the unknown one too. */
export function negate(formula: Formula): Formula {
  switch (formula.is) {
    case 'constant':
      return formula.value ? never : always
    case 'and':
      return or(...formula.of.map(negate))
    case 'or':
      return and(...formula.of.map(negate))
    case 'leaf': {
      const { variable, key, holds } = formula
      const own = key.slice(variable.key.length + 1)
      return leaf(variable, own.startsWith('!') ? own.slice(1) : `!${own}`, (p) => !holds(p))
    }
  }
}

/** When a condition is true, and when it is false; it may be neither. */
export interface Rails {
  readonly isTrue: Formula
  readonly isFalse: Formula
  /** Whether it is always one of both. */
  readonly isSure: boolean
}

/** A condition that is never unknown. */
export function sure(isTrue: Formula): Rails {
  return { isTrue, isFalse: negate(isTrue), isSure: true }
}

export function not({ isTrue, isFalse, isSure }: Rails): Rails {
  return { isTrue: isFalse, isFalse: isTrue, isSure }
}

export function allOf(parts: readonly Rails[]): Rails {
  return {
    isTrue: and(...parts.map(({ isTrue }) => isTrue)),
    isFalse: or(...parts.map(({ isFalse }) => isFalse)),
    isSure: parts.every(({ isSure }) => isSure),
  }
}

export function anyOf(parts: readonly Rails[]): Rails {
  return not(allOf(parts.map(not)))
}
