/** Puts together what several codes of one person state: one happening that two of them tell is counted once. */
import type { FactBase, FieldType, TypedFact } from '../rules/vocabulary.ts'

/**
 * Merges the facts of several codes of one person. Nothing is dropped and nothing filled in, so that whatever a rule
 * would make of a fact alone it makes of it here; only what is counted must know that two codes may tell the same.
 * The order of the codes does not matter to any rule.
 *
 * Facts of two codes may be one happening unless a field that both state says otherwise. Texts do not: the same
 * product has a name in every code system; nor do regions, which are told more or less closely.
 *
 * @param bases - At least one, all made with the same fact types; what a code takes back is its own, and done already.
 * @throws TypeError if the fact types differ.
 */
export function mergeFactBases(bases: readonly [FactBase, ...FactBase[]]): FactBase {
  const [first] = bases
  if (bases.length === 1) return first
  const { types } = first
  if (bases.some((base) => base.types !== types)) {
    throw new TypeError('facts must be made with the same fact types')
  }
  const kinds = [...types.values()]
  return {
    types,
    facts: kinds.map(({ fields }, place) =>
      mergeKind(
        bases.map(({ facts }) => facts[place] as readonly TypedFact[]),
        [...fields.values()],
      ),
    ),
    coveredUntil: kinds.map((_, place) => latest(bases.map((base) => base.coveredUntil[place]))),
  }
}

function latest(instants: readonly (number | undefined)[]): number | undefined {
  const stated = instants.filter((instant) => instant !== undefined)
  return stated.length === 0 ? undefined : Math.max(...stated)
}

/** The facts of one kind, code by code; those that may be one happening get one number. */
function mergeKind(
  codes: readonly (readonly TypedFact[])[],
  fields: readonly FieldType[],
): readonly TypedFact[] {
  const merged = codes.flatMap((facts, code) => facts.map((fact) => ({ fact, code })))
  // The number of a fact is the place of the first that may be the same, or the same as the same.
  const numbers = merged.map((_, place) => place)
  merged.forEach((one, i) => {
    for (let j = 0; j < i; j++) {
      const other = merged[j] as (typeof merged)[number]
      // A code tells each happening once.
      if (one.code === other.code || !mayBeOne(one.fact, other.fact, fields)) continue
      const [a, b] = [numbers[i] as number, numbers[j] as number]
      for (let k = 0; k <= i; k++) if (numbers[k] === Math.max(a, b)) numbers[k] = Math.min(a, b)
    }
  })
  return merged.map(({ fact: { id, values } }, i) => {
    const happening = numbers[i] as number
    const isTold = numbers.filter((number) => number === happening).length > 1
    return isTold ? { id, values, happening } : { id, values }
  })
}

function mayBeOne(one: TypedFact, other: TypedFact, fields: readonly FieldType[]): boolean {
  return fields.every(({ type }, slot) => {
    if (type === 'text' || type === 'region') return true
    const [a, b] = [one.values[slot], other.values[slot]]
    return a === undefined || b === undefined || a === b
  })
}
