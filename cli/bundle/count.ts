/** Counts how many people of a population an emergency set would stop. */
import { availableParallelism } from 'node:os'
import { GreengateError, parseFactTypes } from 'greengate/rules'
import { instantText } from '../edges/instant.ts'
import { writeWhole } from '../edges/file.ts'
import { measureImpact, type Measurement } from '../impact/main.ts'
import { OperatorError } from '../operator-error.ts'
import { digest, payloadBytes, type Document } from './document.ts'
import { countsPath, type Counts } from './emergency-counts.ts'
import { newest, type Shelf } from './shelf.ts'

/**
 * Counts, and writes the counts beside the set, for the emergency role to sign.
 *
 * @throws {@link OperatorError}
 */
export async function countStopped(
  shelf: Shelf,
  set: Document,
  population: Measurement['population'],
): Promise<Counts> {
  const facts = newest([...shelf.signed, ...shelf.drafts], 'facts')
  if (facts === undefined)
    throw new OperatorError('count: there are no fact types; add facts first')
  const path = `${set.place}.json`
  const file = { path, name: path, value: set.value, sha256: digest(set.payload), bases: [] }
  const impact = await measureImpact({
    a: file,
    b: file,
    factTypes: typesOf(facts),
    now: undefined,
    population,
    examples: 0,
    seed: 1,
    withFacts: false,
    workers: availableParallelism(),
  })
  const counts: Counts = {
    format: 'greengate-counts-1',
    name: set.name,
    sha256: digest(set.payload),
    people: impact.people,
    stopped: stoppedOf(impact),
    at: instantText(new Date(impact.now)),
  }
  await writeWhole(countsPath(shelf.authority, set.place), payloadBytes(counts))
  return counts
}

function stoppedOf({ states, matrix }: Awaited<ReturnType<typeof measureImpact>>): number {
  const stop = states.indexOf('stop')
  // The same set on both sides: whoever is stopped stands on the diagonal.
  return matrix[stop * states.length + stop] ?? 0
}

function typesOf(facts: Document): ReturnType<typeof parseFactTypes> {
  try {
    return parseFactTypes(facts.value)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`${facts.place}.json: ${error.message} (${error.code}); correct it`)
  }
}
