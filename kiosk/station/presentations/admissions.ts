/** Who may go through and has not yet: claims and places, person by person, until the lane says what became of each. */
import type { ReceiptPlace } from 'greengate'
import type { Claim } from '../replay/replay.ts'

/** One person with a grant. */
export interface Admitted {
  readonly claims: readonly Claim[]
  /** The receipt, or the act of staff, that lets the person through. */
  readonly place: ReceiptPlace
}

/** The people before the gate, in the order of their grants. */
export interface Admissions {
  /** Before the gate is told, so that nobody is through whom this does not know. */
  add(persons: readonly Admitted[]): void
  /** The gate did not take the command: whoever is still here of them is out again, their claims too. */
  refuse(persons: readonly Admitted[]): readonly ReceiptPlace[]
  /** So many went through. */
  passed(persons: number): readonly ReceiptPlace[]
  /** So many did not: they may show their codes and cards once more. */
  released(persons: number): readonly ReceiptPlace[]
  /** How many are waited for. */
  waiting(): number
}

/** Releases what a person claimed. */
export function releaseClaims(claims: readonly Claim[]): void {
  for (const { release } of claims) release()
}

/** Starts with nobody. */
export function startAdmissions(): Admissions {
  let waiting: readonly Admitted[] = []
  const take = (persons: number) => {
    const some = waiting.slice(0, persons)
    waiting = waiting.slice(persons)
    return some
  }
  const release = (persons: readonly Admitted[]) => {
    for (const { claims } of persons) releaseClaims(claims)
    return persons.map(({ place }) => place)
  }
  return {
    add(persons) {
      waiting = [...waiting, ...persons]
    },
    refuse(persons) {
      const still = waiting.filter((one) => persons.includes(one))
      waiting = waiting.filter((one) => !persons.includes(one))
      return release(still)
    },
    passed: (persons) => take(persons).map(({ place }) => place),
    released: (persons) => release(take(persons)),
    waiting: () => waiting.length,
  }
}
