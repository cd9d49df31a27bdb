/** What a run tries of what would take too long as a whole: some by its seed, or all of it for `npm test -- --whole`. */

/** The seed of this run. */
export const runSeed = Number(process.env['GREENGATE_SEED'] ?? 20_200_211)

/** Whether everything is tried. */
export const isWhole = process.env['GREENGATE_WHOLE'] === '1'

/** Some of a list, in its order: by the seed, or all of it where the run is a whole one. */
export function sampled<T>(items: readonly T[], count: number, seed = runSeed): readonly T[] {
  if (isWhole || count >= items.length) return items
  let state = seed >>> 0
  const next = (): number => {
    // Numerical Recipes' generator: small, and good enough to choose by.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state
  }
  const lots = items.map((item, at) => ({ item, at, lot: next() }))
  const chosen = lots.toSorted((a, b) => a.lot - b.lot).slice(0, count)
  return chosen.toSorted((a, b) => a.at - b.at).map(({ item }) => item)
}
