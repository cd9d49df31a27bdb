/** All that was shown, brought together: several codes are judged as one only if they are proven to be of one person. */
import type { Bundle } from '../bundle/bundle.ts'
import type { Reason } from '../decision.ts'
import { formatDate } from '../encoding/instant.ts'
import type { CodeFormat } from '../formats/format.ts'
import type { StatedPerson } from '../formats/person.ts'
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
  return { readings, ...bringTogether(readings) }
}

function bringTogether(readings: readonly Reading[]): Pick<Shown, 'together' | 'apart'> {
  const genuine = readings.filter(isGenuine)
  const others = genuine.filter((code) => code.state === 'genuine-other')
  const [{ together } = {}] = others
  const match = together?.samePerson(genuine.flatMap(personsOf)) ?? { state: 'unproven' }
  if (match.state === 'different') {
    const { differs } = match
    return { together: undefined, apart: { code: 'different-persons', differs } }
  }
  const [first, ...rest] = genuine.flatMap(({ facts }) => (facts === undefined ? [] : [facts]))
  const isOne =
    match.state === 'same' &&
    genuine.length === readings.length &&
    rest.length + 1 === genuine.length &&
    // Of two codes of ours it cannot be told whether one supersedes the other.
    genuine.length - others.length < 2
  return !isOne || first === undefined || together === undefined
    ? { together: undefined, apart: { code: 'person-unproven' } }
    : { together: together.mergeFactBases([first, ...rest]), apart: undefined }
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
