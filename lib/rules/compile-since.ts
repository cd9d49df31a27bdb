/** Compiles `days`, `years` and `elapsed`: values that grow with time from an instant or a day. */
import { fault, type Compiled, type Place, type Read, type Since } from './compiled.ts'
import { add } from './cost.ts'
import { noteDay, noteInstant, noteTableBegin, type Scene } from './scene.ts'
import type { TypedFact } from './vocabulary.ts'
import { anniversary, civilDay, yearsBetween } from './zone.ts'

type SinceOp = 'days' | 'years' | 'elapsed'

const units = { days: 'day', years: 'year', elapsed: 'second' } as const

/** @throws RuleSetFault `ERR_RULE_SET_MALFORMED` */
export function compileSince(op: SinceOp, of: Compiled, place: Place): Compiled {
  const { is } = of.type
  if (op === 'elapsed' ? is !== 'instant' : is !== 'instant' && is !== 'date') {
    throw fault(place, `${op} needs an instant${op === 'elapsed' ? '' : ' or a date'}`)
  }
  const since = makers[op](is === 'date' ? (of.read as Origin) : dayOf(op, of.read as Origin))
  return {
    type: { is: 'number', unit: units[op] },
    cost: add(of),
    since,
    read(scene, fact) {
      const origin = since.origin(scene, fact)
      return origin === undefined ? undefined : since.valueAt(scene, origin)
    },
  }
}

type Origin = Read<number | undefined>

/** The civil day of an instant; `elapsed` counts from the instant itself. */
function dayOf(op: SinceOp, read: Origin): Origin {
  if (op === 'elapsed') return read
  return (scene: Scene, fact: TypedFact) => {
    const instant = read(scene, fact)
    return instant === undefined ? undefined : civilDay(instant, scene.offsets)
  }
}

function todayOf(scene: Scene): number | undefined {
  if (scene.today === undefined) noteTableBegin(scene)
  return scene.today
}

const makers: Readonly<Record<SinceOp, (origin: Origin) => Since>> = {
  days: (origin) => ({
    origin,
    valueAt(scene, day) {
      const today = todayOf(scene)
      return today === undefined ? undefined : today - day
    },
    noteReach(scene, day, threshold) {
      noteDay(scene, day + threshold)
    },
  }),
  years: (origin) => ({
    origin,
    valueAt(scene, day) {
      const today = todayOf(scene)
      return today === undefined ? undefined : yearsBetween(day, today)
    },
    noteReach(scene, day, threshold) {
      noteDay(scene, anniversary(day, threshold))
    },
  }),
  elapsed: (origin) => ({
    origin,
    valueAt: (scene, instant) => scene.now - instant,
    noteReach(scene, instant, threshold) {
      noteInstant(scene, instant + threshold)
    },
  }),
}
