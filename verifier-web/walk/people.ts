/** The seven codes of the walk, taken from the demo's people by what must be shown for them. */
import type { Outcome, ReasonCode } from 'greengate'
import type { makeDemo } from '../../cli/demo/main.ts'

type Demo = Awaited<ReturnType<typeof makeDemo>>

/** A person of the demo. */
export type Person = Demo['people'][number]

const wanted: readonly (readonly [string, Outcome, ReasonCode?])[] = [
  ['pass', 'pass'],
  ['check', 'check'],
  ['stop', 'stop'],
  ['tampered', 'invalid', 'signature-invalid'],
  ['expired', 'invalid', 'expired'],
  ['unknown-issuer', 'invalid', 'issuer-unknown'],
  ['foreign', 'unreadable', 'other-code'],
]

/** One person for each kind of answer, under the name of that kind. */
export function chooseWalk(people: readonly Person[]): ReadonlyMap<string, Person> {
  return new Map(
    wanted.map(([name, outcome, code]) => {
      const person = people.find(
        (one) =>
          one.outcome === outcome && (code === undefined || one.reasons.some((is) => is === code)),
      )
      if (person === undefined) throw new Error(`the demo has nobody for ${name}`)
      return [name, person]
    }),
  )
}
