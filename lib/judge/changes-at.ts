/** Finds the first later instant at which a judgement turns out otherwise. */

/** What may turn out otherwise at `next` and not before. */
export interface Turning {
  readonly outcome: string
  readonly reasons: readonly unknown[]
  /** Infinity: never. */
  readonly next: number
}

/** How often a decision is judged again to find when it changes; beyond, holdsUntil is early, never late. */
const maxSteps = 1000

/**
 * The first later instant at which outcome or reasons differ. Between two instants that the checks name
 * nothing can change, so it is enough to ask again at each.
 *
 * @param limit - From here on something else would have to be asked, so that it counts as a change.
 */
export function changesAt(
  first: Turning,
  at: (now: number) => Turning,
  limit = Infinity,
): number | undefined {
  let before: string | undefined
  let { next } = first
  for (let step = 0; step < maxSteps && next < limit; step++) {
    const later = at(next)
    if (later.outcome !== first.outcome) return next
    before ??= JSON.stringify(first.reasons)
    if (JSON.stringify(later.reasons) !== before) return next
    next = later.next
  }
  const end = Math.min(next, limit)
  return Number.isFinite(end) ? end : undefined
}
