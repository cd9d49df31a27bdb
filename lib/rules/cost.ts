/** What a rule set can cost at most, so that none can make a gate slow (docs/rules.md 8). */

/** Steps that a set may take for a person with `factsPerKind` facts of each kind. */
export const maxCost = 1_000_000

/** A code holds 1,024 bytes, and the shortest fact takes 16 of them. */
const factsPerKind = 64

/** The steps of a form and of its parts, each of which is asked once. */
export function add(...parts: readonly { readonly cost: number }[]): number {
  return parts.reduce((sum, { cost }) => sum + cost, 1)
}

/** The steps of a form that asks its condition of every fact. */
export function addForEachFact(where: { readonly cost: number } | undefined): number {
  return 1 + factsPerKind * (where?.cost ?? 1)
}
