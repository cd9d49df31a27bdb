/** A group that goes through together: everybody of it first shows a code or a card, one after the other. */
import type { Group } from '../../shared/kiosk-api.ts'
import type { Admitted } from './admissions.ts'

/** Without anybody of it showing anything for so long, a group is over. */
export const groupMs = 60_000

/** At most one group at a gate. Times are of one monotonic clock. */
export interface GroupAtGate {
  /** Begins; whoever was admitted before in a group that is not complete is given back. */
  begin(size: number, nowMs: number): readonly Admitted[]
  now(): Group | null
  /** Somebody showed something: the group is still there. */
  touch(nowMs: number): void
  /** One more may pass; everybody of it once it is complete, and undefined before. */
  add(person: Admitted): readonly Admitted[] | undefined
  /** It is over: gives back who was admitted. */
  end(): readonly Admitted[]
  isOver(nowMs: number): boolean
}

/** Starts with none. */
export function startGroup(): GroupAtGate {
  let size = 1
  let admitted: readonly Admitted[] = []
  let touchedMs = 0
  const end = () => {
    const all = admitted
    admitted = []
    size = 1
    return all
  }
  return {
    begin(people, nowMs) {
      const before = end()
      size = people
      touchedMs = nowMs
      return before
    },
    now: () => (size > 1 ? { shown: admitted.length, of: size } : null),
    touch(nowMs) {
      touchedMs = nowMs
    },
    add(person) {
      admitted = [...admitted, person]
      return admitted.length >= size ? end() : undefined
    },
    end,
    isOver: (nowMs) => size > 1 && nowMs - touchedMs >= groupMs,
  }
}
