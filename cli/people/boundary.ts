/** Where rule sets change their mind, as data: what a person is made to stand at, one unit before, on it and one after. */
import type { FieldValue } from 'greengate/issue'

/** What one unit of a boundary is; of `Cel` a tenth. A `number` is a plain one, a `count` is of facts. */
export const units = ['second', 'day', 'year', 'Cel', 'number', 'count'] as const

export type Unit = (typeof units)[number]

/**
 * A boundary. It stands in a fact of `kind` (at its `field`), in a measurement `onSite`, or in how old the
 * coverage of a kind is (`covers`); without a `unit` it is only there or not.
 *
 * Field values `today-14` and `now-3600` are a date so many days ago and an instant so many seconds ago.
 */
export interface Boundary {
  readonly name: string
  readonly unit?: Unit
  readonly value?: number
  readonly kind?: string
  /** An instant or date that lies `value` units ago, or a number that is `value`; of a count: what the days differ in. */
  readonly field?: string
  /** The other fields of the fact. */
  readonly fields?: Readonly<Record<string, FieldValue>>
  /** Facts that must be there too. */
  readonly also?: readonly {
    readonly kind: string
    readonly fields: Readonly<Record<string, FieldValue>>
  }[]
  /** Kinds of which the person must have no fact. */
  readonly without?: readonly string[]
  readonly onSite?: 'temperature'
  readonly covers?: string
  /** Where it counts: prefixes of regions; whoever lives elsewhere is moved there. */
  readonly regions?: readonly string[]
}

/** One boundary and on which side of it a person is: -1, 0 or 1 unit. */
export interface Stand {
  readonly boundary: Boundary
  readonly side: -1 | 0 | 1
}

/** Boundaries with all their sides and all their pairs, to be gone through one after another. */
export interface Forcing {
  readonly boundaries: readonly Boundary[]
  /** Where the k-th forced person stands: of four, one at one boundary, three at a pair. */
  standsOf(k: number): readonly Stand[]
}

const sides = [0, -1, 1] as const

/** Opens the round trip through boundaries. */
export function forcingOf(boundaries: readonly Boundary[]): Forcing {
  const sidesOf = ({ unit }: Boundary) => (unit === undefined ? ([0] as const) : sides)
  const singles = boundaries.flatMap((boundary) =>
    sidesOf(boundary).map((side): readonly Stand[] => [{ boundary, side }]),
  )
  const pairs = boundaries.flatMap((one, i) =>
    boundaries.slice(i + 1).map((other) => [one, other] as const),
  )
  return {
    boundaries,
    standsOf: (k) => {
      const quarter = Math.floor(k / 4)
      if (k % 4 === 0 || pairs.length === 0) return around(singles, quarter)
      const turn = k - quarter - 1
      const [one, other] = around(pairs, turn)
      // All pairs on the boundary itself first, then on their other sides.
      const round = Math.floor(turn / pairs.length)
      return [
        { boundary: one, side: around(sidesOf(one), round) },
        { boundary: other, side: around(sidesOf(other), Math.floor(round / 3)) },
      ]
    },
  }
}

function around<Thing>(things: readonly Thing[], turn: number): Thing {
  const thing = things[turn % things.length]
  if (thing === undefined) throw new TypeError('there must be a boundary')
  return thing
}
