/** What is asked of all facts of a kind: unknown wherever a fact that is not known could decide. */
import type { Range, Value } from './compare.ts'
import type { Read } from './compiled.ts'
import type { Scene } from './scene.ts'
import type { Truth } from './truth.ts'
import type { TypedFact } from './vocabulary.ts'
import { civilDay } from './zone.ts'

function isCovered(scene: Scene, kind: string): boolean {
  return scene.facts.coveredUntil(kind) !== undefined
}

/** Whether there is a fact for which a condition holds. */
export function someOf(kind: string, where: Read<Truth>): Read<Truth> {
  return (scene) => {
    let isDoubtful = false
    for (const fact of scene.facts.facts(kind)) {
      const value = where(scene, fact)
      if (value === true) return true
      if (value === undefined) isDoubtful = true
    }
    return isDoubtful || !isCovered(scene, kind) ? undefined : false
  }
}

/** How many there are. */
export function countOf(kind: string, where: Read<Truth>): Read<Range> {
  return (scene) => {
    let low = 0
    let doubtful = 0
    for (const fact of scene.facts.facts(kind)) {
      const value = where(scene, fact)
      if (value === true) low++
      if (value === undefined) doubtful++
    }
    return { low, high: isCovered(scene, kind) ? low + doubtful : Infinity }
  }
}

/** On how many different civil days they lie. */
export function countDaysOf(
  kind: string,
  where: Read<Truth>,
  by: number,
  isDate: boolean,
): Read<Range> {
  return (scene) => {
    const sure = new Set<number>()
    const doubtful = new Set<number>()
    let unplaced = 0
    for (const fact of scene.facts.facts(kind)) {
      const value = where(scene, fact)
      if (value === false) continue
      const time = fact.values[by] as number | undefined
      const day = time === undefined || isDate ? time : civilDay(time, scene.offsets)
      if (day === undefined) unplaced++
      else (value === true ? sure : doubtful).add(day)
    }
    if (!isCovered(scene, kind)) return { low: sure.size, high: Infinity }
    let high = sure.size + unplaced
    for (const day of doubtful) if (!sure.has(day)) high++
    return { low: sure.size, high }
  }
}

/**
 * A field of the fact that is last (sign 1) or first (-1) in an order; unknown wherever another fact might be
 * the one.
 */
export function lastOf(
  kind: string,
  where: Read<Truth>,
  by: number,
  field: number,
  sign: 1 | -1,
): Read<Value> {
  return (scene) => {
    if (!isCovered(scene, kind)) return undefined
    let best: TypedFact | undefined
    let isTied = false
    for (const fact of scene.facts.facts(kind)) {
      const matches = where(scene, fact)
      if (matches === false) continue
      const place = fact.values[by]
      if (matches === undefined || typeof place !== 'number') return undefined
      const ahead = best === undefined ? 1 : sign * (place - (best.values[by] as number))
      // Two facts of one instant that differ leave no one last.
      if (ahead === 0 && best?.values[field] !== fact.values[field]) isTied = true
      if (ahead > 0) {
        best = fact
        isTied = false
      }
    }
    return isTied ? undefined : best?.values[field]
  }
}
