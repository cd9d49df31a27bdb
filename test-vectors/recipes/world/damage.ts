/** Codes with one line of the format broken, and signed all the same: only the form is at fault. */
import type { Case } from '../hand/vector-file.ts'
import { hex } from '../hand/bytes.ts'
import { rawMap, type Pair } from '../hand/cbor.ts'
import { greengate, type Claims } from '../hand/claims.ts'
import { makeCode, type Breakage } from '../hand/code.ts'
import { key } from '../hand/keys.ts'
import { unreadable } from '../hand/reasons.ts'
import { assessed, noon, person } from './people.ts'

/** One broken code. */
export const damaged = (
  id: string,
  broken: Breakage,
  comment: string,
  claims: Claims = assessed(),
): Case => {
  const { cose, text } = makeCode(id, key('issuer-good'), claims, broken)
  return { id, comment, now: noon, cose: hex(cose), text, ...unreadable('damaged') }
}

/** Sets a claim of the payload, or takes it away. */
export const claim = (label: unknown, value?: unknown): Breakage => ({
  claims: (map) => {
    if (value === undefined) map.delete(label as number)
    else map.set(label as number, value)
  },
})

/** Sets a position of the Greengate claim. */
export const position = (place: number, value: unknown): Breakage => ({
  claim: (positions) => {
    positions[place] = value
  },
})

/** Takes the whole Greengate claim for another value. */
export const wholeClaim = (value: unknown): Breakage => claim(greengate, value)

/** Changes the one fact of the code. */
export const brokenFact = (change: (fact: unknown[]) => void): Breakage => ({
  claim: (positions) => {
    const [first] = positions[6] as unknown[][]
    if (first === undefined) throw new TypeError('the code has no fact')
    change(first)
  },
})

/** Sets the one field of the one fact. */
export const fieldOf = (value: unknown, name: unknown = 'v'): Breakage =>
  brokenFact((fact) => {
    fact[4] = new Map([[name, value]])
  })

/** Writes the payload's map by hand, so that order and doubles are as given. */
export const pairs = (change: (given: readonly Pair[]) => readonly Pair[]): Breakage => ({
  payload: (_, map) => rawMap(...change([...map])),
})

/** Claims with a fact, for breakages of facts. */
export const withFact: Claims = person
