/** All that was shown, brought together: several codes are judged as one only if they are proven to be of one person. */
import type { Bundle } from '../bundle/bundle.ts'
import type { CardMatch, Reason } from '../decision.ts'
import { formatDate } from '../encoding/instant.ts'
import type { CodeFormat } from '../formats/format.ts'
import type { StatedPerson } from '../formats/person.ts'
import type { FactBase } from '../rules/vocabulary.ts'
import type { Context } from './context.ts'
import { matchCard } from './match-card.ts'
import { isGenuine, type Genuine, type Reading } from './read-code.ts'
import type { GenuineOther } from './read-others.ts'
import { readTexts } from './read-texts.ts'
import type { StationKeys } from './station-keys.ts'

/** What there is to read codes with. */
export interface Reader {
  readonly bundle: Bundle | undefined
  readonly formats?: readonly CodeFormat[]
  readonly context: Pick<Context, 'card'>
  readonly stationKeys?: StationKeys
}

/** What was shown, the same at every instant. */
export interface Shown {
  readonly readings: readonly Reading[]
  /** What became of the card beside it. */
  readonly card: CardMatch
  /** Of several codes of one person, what all of them state; undefined: each is judged by itself. */
  readonly together: FactBase | undefined
  /** Why several codes are judged each by itself, where they are not proven to be of one person. */
  readonly apart: Reason | undefined
}

/** Reads what was shown, and compares it with the card beside it. */
export async function readShown(
  texts: string | readonly string[],
  { bundle, formats, context, stationKeys }: Reader,
): Promise<Shown> {
  const readings = await readTexts(texts, bundle, formats)
  const card = await matchCard(context.card, readings, stationKeys)
  return {
    readings,
    card,
    ...(readings.length === 1 ? alone : bringTogether(readings, card)),
  }
}

const alone = { together: undefined, apart: undefined }

function bringTogether(
  readings: readonly Reading[],
  card: CardMatch,
): Pick<Shown, 'together' | 'apart'> {
  const genuine = readings.filter(isGenuine)
  const areAll = genuine.length === readings.length
  const others = genuine.filter((code) => code.state === 'genuine-other')
  const [{ together } = {}] = others
  // A card that every code matches says whose they are, also of one that names nobody.
  const isProven = card === 'match'
  const persons = genuine.flatMap(personsOf).filter((person) => person !== null || !isProven)
  const match = together?.samePerson(persons) ?? { state: 'unproven' }
  if (match.state === 'different') {
    const { differs } = match
    return { together: undefined, apart: { code: 'different-persons', differs } }
  }
  const [first, ...rest] = genuine.flatMap(({ facts }) => (facts === undefined ? [] : [facts]))
  const isOne =
    match.state === 'same' &&
    areAll &&
    rest.length + 1 === genuine.length &&
    // Of two codes of ours it cannot be told whether one supersedes the other.
    genuine.length - others.length < 2
  if (isOne && first !== undefined && together !== undefined) {
    return { together: together.mergeFactBases([first, ...rest]), apart: undefined }
  }
  return isProven && areAll ? alone : { together: undefined, apart: { code: 'person-unproven' } }
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
