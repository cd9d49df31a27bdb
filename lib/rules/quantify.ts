/** What is asked of all facts of a kind: unknown wherever a fact that is not known could decide. */
import type { Range, Value } from './compare.ts'
import type { Read } from './compiled.ts'
import type { Scene } from './scene.ts'
import type { Truth } from './truth.ts'
import type { TypedFact } from './vocabulary.ts'
import { civilDay } from './zone.ts'

function isCovered(scene: Scene, kind: number): boolean {
  return scene.facts.coveredUntil[kind] !== undefined
}

function factsOf(scene: Scene, kind: number): readonly TypedFact[] {
  return scene.facts.facts[kind] as readonly TypedFact[]
}

/**
 * Asks once in a scene: what is asked of all facts has the same answer wherever it stands, and rules ask the
 * same again and again.
 */
export function askOnce<T extends Value>(place: number, read: Read<T>): Read<T> {
  return (scene, fact) => {
    const known = scene.answers[place]
    if (known !== undefined) return (known ?? undefined) as T
    const answer = read(scene, fact)
    scene.answers[place] = answer ?? null
    return answer
  }
}

/** Whether there is a fact for which a condition holds. */
export function someOf(kind: number, where: Read<Truth>): Read<Truth> {
  return (scene) => {
    let isDoubtful = false
    for (const fact of factsOf(scene, kind)) {
      const value = where(scene, fact)
      if (value === true) return true
      if (value === undefined) isDoubtful = true
    }
    return isDoubtful || !isCovered(scene, kind) ? undefined : false
  }
}

/** How many there are; what may be one happening told twice is surely one, and at most two. */
export function countOf(kind: number, where: Read<Truth>): Read<Range> {
  return (scene) => {
    let low = 0
    let doubtful = 0
    let told: Set<number> | undefined
    for (const fact of factsOf(scene, kind)) {
      const value = where(scene, fact)
      if (value === false) continue
      const { happening } = fact
      if (value === undefined || (happening !== undefined && told?.has(happening) === true)) {
        doubtful++
        continue
      }
      low++
      if (happening !== undefined) (told ??= new Set()).add(happening)
    }
    return { low, high: isCovered(scene, kind) ? low + doubtful : Infinity }
  }
}

/** On how many different civil days they lie. */
export function countDaysOf(
  kind: number,
  where: Read<Truth>,
  by: number,
  isDate: boolean,
): Read<Range> {
  return (scene) => {
    const sure = new Set<number>()
    const doubtful = new Set<number>()
    let unplaced = 0
    for (const fact of factsOf(scene, kind)) {
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
  kind: number,
  where: Read<Truth>,
  by: number,
  field: number,
  sign: 1 | -1,
): Read<Value> {
  return (scene) => {
    if (!isCovered(scene, kind)) return undefined
    let best: TypedFact | undefined
    let isTied = false
    for (const fact of factsOf(scene, kind)) {
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
