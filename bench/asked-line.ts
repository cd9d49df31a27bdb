/** How something that was asked is written down: its bound, the figure that answers it, and why it is missed where it is. */

/** One thing that was asked. */
export interface Asked {
  readonly issue: number
  readonly what: string
  /** The benchmark and the name of its figure. */
  readonly bench: string
  readonly figure: string
  /** Absent: asked for beside another figure, without a bound of its own. */
  readonly bound?: readonly [kind: 'at most' | 'at least', value: number]
  readonly unit?: string
  /** Digits after the point; 3 by default. */
  readonly digits?: number
  /** At what size it is asked, where the quick form's is smaller: "with 1,000,000 people". */
  readonly size?: string
  /** Why the quick form's size says nothing of it. */
  readonly small?: string
  /** Why, where it is missed; absent: nobody has found out. */
  readonly why?: string
}

/** One line of several that one benchmark answers. */
export type Line = Omit<Asked, 'issue' | 'bench'>

/** Lines that one benchmark answers. */
export const of = (issue: number, bench: string, ...lines: readonly Line[]): readonly Asked[] =>
  lines.map((line) => ({ issue, bench, ...line }))

/** A ratio that has a bound. */
export const ratio = (what: string, most: number, why?: string): Line => ({
  ...{ what, figure: 'ratio', bound: ['at most', most] },
  ...(why !== undefined && { why }),
})

/** A figure that was asked for beside others, without a bound. */
export const beside = (what: string, figure: string, unit: string, digits = 1): Line => ({
  ...{ what, figure, unit, digits },
})
