/** All that was shown, brought together: several codes are judged as one only if they are proven to be of one person. */
import type { Bundle } from '../bundle/bundle.ts'
import type { Reason } from '../decision.ts'
import { formatDate } from '../encoding/instant.ts'
import { mergeFactBases } from '../facts/merge-facts.ts'
import type { CodeFormat } from '../formats/format.ts'
import type { StatedPerson } from '../formats/person.ts'
import { samePerson } from '../formats/same-person.ts'
import type { FactBase } from '../rules/vocabulary.ts'
import type { Genuine, Reading } from './read-code.ts'
import type { GenuineOther } from './read-others.ts'
import { readTexts } from './read-texts.ts'

/** What was shown, the same at every instant. */
export interface Shown {
  readonly readings: readonly Reading[]
  /** Of several codes of one person, what all of them state; undefined: each is judged by itself. */
  readonly together: FactBase | undefined
  /** Why several codes are judged each by itself. */
  readonly apart: Reason | undefined
}

/** Reads what was shown. */
export async function readShown(
  texts: string | readonly string[],
  bundle: Bundle | undefined,
  formats?: readonly CodeFormat[],
): Promise<Shown> {
  const readings = await readTexts(texts, bundle, formats)
  if (readings.length === 1) return { readings, together: undefined, apart: undefined }
  const genuine = readings.filter(isGenuine)
  const match = samePerson(genuine.flatMap(personsOf))
  if (match.state === 'different') {
    const { differs } = match
    return { readings, together: undefined, apart: { code: 'different-persons', differs } }
  }
  const bases = genuine.flatMap(({ facts }) => (facts === undefined ? [] : [facts]))
  const [first, ...rest] = bases
  // Of two codes of ours it cannot be told whether one supersedes the other.
  const isOne =
    match.state === 'same' &&
    genuine.length === readings.length &&
    bases.length === genuine.length &&
    genuine.filter(({ state }) => state === 'genuine').length < 2
  if (!isOne || first === undefined) {
    return { readings, together: undefined, apart: { code: 'person-unproven' } }
  }
  return { readings, together: mergeFactBases([first, ...rest]), apart: undefined }
}

/** Whether a code's signature is right. */
export function isGenuine(reading: Reading): reading is Genuine | GenuineOther {
  return reading.state === 'genuine' || reading.state === 'genuine-other'
}

/** Whom a code speaks of: another's says so apart from its facts, ours by its facts of the kind `person`. */
function personsOf(code: Genuine | GenuineOther): readonly (StatedPerson | null)[] {
  if (code.state === 'genuine-other') return [code.credential.person]
  const { facts } = code
  const kinds = [...(facts?.types ?? [])]
  const place = kinds.findIndex(([kind]) => kind === 'person')
  const fields = kinds[place]?.[1].fields
  const stated = facts?.facts[place] ?? []
  if (fields === undefined || stated.length === 0) return [null]
  const slots = [...fields.keys()]
  return stated.map(({ values }) => {
    const name = values[slots.indexOf('name')]
    const birthDate = values[slots.indexOf('birthDate')]
    return {
      surname: typeof name === 'string' ? name : null,
      given: null,
      birthDate: typeof birthDate === 'number' ? formatDate(birthDate) : null,
    }
  })
}
