/** What one evaluation sees, and the first instant at which it may see something else. */
import type { Range } from './compare.ts'
import type { FactBase, Scalar } from './vocabulary.ts'
import { civilDay, nextDayChange, rowAt, type Offsets } from './zone.ts'

/** One evaluation of a rule set: a person, a place, an instant. */
export interface Scene {
  /** Unix seconds. */
  readonly now: number
  /** Today in the set's zone; undefined before its table begins. */
  readonly today: number | undefined
  readonly offsets: Offsets
  /** The row of the table that `now` falls under. */
  readonly row: number
  readonly facts: FactBase
  readonly onSite: Readonly<Record<string, number>>
  /**
   * The first instant after `now` at which a comparison that was made may turn out otherwise. Until then
   * the evaluation takes the same path, so comparisons that it skipped do not matter.
   */
  next: number
  /** What was asked of all facts before, by its place; null: unknown. */
  readonly answers: (Scalar | Range | null | undefined)[]
}

export function makeScene(
  now: number,
  offsets: Offsets,
  facts: FactBase,
  onSite: Readonly<Record<string, number>>,
): Scene {
  const row = rowAt(now, offsets)
  const today = civilDay(now, offsets)
  return { now, today, offsets, row, facts, onSite, next: Infinity, answers: [] }
}

/** Notes that an evaluation may change at an instant, if that is still to come. */
export function noteInstant(scene: Scene, instant: number): void {
  if (instant > scene.now && instant < scene.next) scene.next = instant
}

/** Notes that an evaluation may change when a civil day begins. */
export function noteDay(scene: Scene, day: number): void {
  noteInstant(scene, nextDayChange(day, scene.now, scene.offsets, scene.row))
}

/** Notes that days which are unknown now are known once the table of offsets begins. */
export function noteTableBegin(scene: Scene): void {
  noteInstant(scene, scene.offsets[0]?.[0] ?? Infinity)
}
