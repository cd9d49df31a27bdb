/** How time is looked at: with `now` left open, or at one instant, where all views of a field are one value. */
import { anniversary, civilDay, rowAt, yearsBetween, type Offsets } from '../zone.ts'
import type { FieldTypeName, Scalar } from '../vocabulary.ts'
import type { Point } from './variable.ts'

/** What a condition reads of a field: itself, or how long ago it is. */
export type View = 'raw' | 'days' | 'years' | 'elapsed'

/** `now` undefined: days, years and seconds since an instant are independent of each other. */
export interface Lens {
  readonly now: number | undefined
  readonly offsets: Offsets
}

/** An instant, and all that can be said of it. */
export interface Moment {
  readonly now: number
  readonly today: number
  readonly offsets: Offsets
}

const daySeconds = 86_400

/** The moment of a lens; undefined where `now` is open, or lies before days can be told. */
export function momentOf({ now, offsets }: Lens): Moment | undefined {
  const today = now === undefined ? undefined : civilDay(now, offsets)
  return now === undefined || today === undefined ? undefined : { now, today, offsets }
}

/** Reads a field's value through a view at a moment. */
export function viewAt(
  view: View,
  type: FieldTypeName,
  { now, today, offsets }: Moment,
): (point: Point) => Point {
  const dayOf = (point: Point): number | undefined =>
    typeof point !== 'number' || type === 'date' ? (point as undefined) : civilDay(point, offsets)
  switch (view) {
    case 'raw':
      return (point) => point
    case 'elapsed':
      return (point) => (typeof point === 'number' ? now - point : undefined)
    case 'days':
      return (point) => {
        const day = dayOf(point)
        return day === undefined ? undefined : today - day
      }
    case 'years':
      return (point) => {
        const day = dayOf(point)
        return day === undefined ? undefined : yearsBetween(day, today)
      }
  }
}

/** Values of a field about where its comparison with a constant turns. */
export function samplesNear(
  view: View,
  type: FieldTypeName,
  constant: Scalar,
  moment: Moment,
): readonly number[] {
  if (typeof constant !== 'number') return []
  const [floor, ceil] = [Math.floor(constant), Math.ceil(constant)]
  switch (view) {
    case 'raw': {
      if (type === 'decimal') return [constant - 0.1, constant, constant + 0.1]
      return [floor - 1, floor, ceil, ceil + 1]
    }
    case 'elapsed':
      return [floor - 1, floor, ceil, ceil + 1].map((seconds) => moment.now - seconds)
    case 'days':
      return around(moment.today - ceil, moment.today - floor, type, moment)
    case 'years':
      return [floor, ceil, ceil + 1].flatMap((years) => {
        const day = anniversary(moment.today, -years)
        return around(day, day, type, moment)
      })
  }
}

/** Values without any constant in sight: just now, some time ago, and soon. */
export function usualSamples(type: FieldTypeName, { now, today }: Moment): readonly number[] {
  switch (type) {
    case 'instant':
      return [now - 3600, now - 3 * daySeconds, now, now - 40 * daySeconds, now + daySeconds]
    case 'date':
      return [today - 1, today - 3, today, today - 40, today + 1]
    case 'integer':
      return [1, 0, 2]
    case 'decimal':
      return [36.5, 0, 38]
    default:
      return []
  }
}

function around(
  first: number,
  last: number,
  type: FieldTypeName,
  moment: Moment,
): readonly number[] {
  const days: number[] = []
  for (let day = first - 1; day <= last + 1; day++) days.push(day)
  return type === 'date' ? days : days.flatMap((day) => instantsOf(day, moment))
}

/** The first and a later second of a civil day, and the last one before it. */
function instantsOf(day: number, { now, today, offsets }: Moment): readonly number[] {
  const row = Math.max(0, rowAt(day * daySeconds, offsets))
  const [, offset] = offsets[row] as Offsets[number]
  const start = day * daySeconds - offset
  const inDay = [start, start + daySeconds / 2, start - 1]
  return day === today ? [...inDay, now] : inDay
}

/** Whether civil days never go back while time goes on, as they do where a fold crosses midnight. */
export function isMonotone(offsets: Offsets): boolean {
  return offsets.every(([from], i) => {
    if (i === 0) return true
    const before = offsets[i - 1] as Offsets[number]
    const last = civilDay(from - 1, [[-Infinity, before[1]]]) as number
    return last <= (civilDay(from, offsets) as number)
  })
}
