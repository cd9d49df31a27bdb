/** Who lives together, where, and what befell each: found for one person without making the others. */
import { drawOf, type Draw } from './draw.ts'
import { marginals } from './marginals.ts'
import { cities, cityWeights, outside, outsideWeights } from './regions.ts'

/** What a draw is for; each purpose has its own numbers. */
export const purposes = { home: 1, region: 2, plight: 3, facts: 4, force: 5, fault: 6 } as const

export interface Household {
  /** The number of its first member; the others follow. */
  readonly first: number
  readonly size: number
  readonly region: string
}

/** Neighbours, cut into households together. */
const block = 24

/** The household of person `n`. */
export function householdOf(seed: number, n: number): Household {
  const start = n - (n % block)
  const draw = drawOf(seed, start, purposes.home)
  let first = 0
  for (;;) {
    const size = Math.min(draw.weighted(marginals.households) + 1, block - first)
    if (n - start < first + size) {
      return { first: start + first, size, region: regionOf(seed, start + first) }
    }
    first += size
  }
}

function regionOf(seed: number, first: number): string {
  const draw = drawOf(seed, first, purposes.region)
  if (draw.chance(marginals.outside)) return placeOf(draw, outside, outsideWeights).region
  const { region, counties } = placeOf(draw, cities, cityWeights)
  return region + draw.pick(counties)
}

/** One of the places, each as often as it weighs. */
export function placeOf<Thing>(
  draw: Draw,
  places: readonly Thing[],
  weights: readonly number[],
): Thing {
  return places[draw.weighted(weights)] as Thing
}

export type PlightName = keyof typeof marginals.plights

/** What befell a person, and how many days ago. */
export interface Plight {
  readonly name: PlightName
  readonly daysAgo: number
}

const plightNames = Object.keys(marginals.plights) as readonly PlightName[]
const plightWeights = Object.values(marginals.plights)

/** What befell person `n`. */
export function plightOf(seed: number, n: number): Plight {
  const draw = drawOf(seed, n, purposes.plight)
  return { name: placeOf(draw, plightNames, plightWeights), daysAgo: draw.between(0, 30) }
}

/** The colour that the codes of other people in the household show for a plight. */
export function colourOf({ name, daysAgo }: Plight): 'green' | 'yellow' | 'red' {
  if (name === 'well' || daysAgo > 14) return 'green'
  if (name === 'ill' || name === 'close') return 'red'
  return daysAgo > 7 && name === 'feverish' ? 'green' : 'yellow'
}
