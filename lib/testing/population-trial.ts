/** A page's side of the trial of population sets: builds, asks, and opens what was broken. */
import { GreengateError } from '../errors.ts'
import { controlCopy } from '../status/population/control-copy.ts'
import { openNotGreen } from '../status/population/not-green.ts'
import { buildFiles, countWrong, type PopulationFiles } from './population-world.ts'

const fetchBytes = async (path: string): Promise<Uint8Array> =>
  new Uint8Array(await (await fetch(path)).arrayBuffer())

const codeOf = (data: Uint8Array): string => {
  try {
    openNotGreen(data)
    return 'opened'
  } catch (error) {
    return error instanceof GreengateError ? error.code : 'not ours'
  }
}

const trial = async () => {
  const given: PopulationFiles = {
    covered: await fetchBytes('/covered'),
    'not-green': await fetchBytes('/not-green'),
    patch: await fetchBytes('/patch'),
  }
  const own = await buildFiles()
  const same = (Object.keys(own) as (keyof PopulationFiles)[]).filter(
    (name) => String(own[name]) === String(given[name]),
  )
  const set = given['not-green']
  const flipped = set.slice()
  flipped[1000] = (flipped[1000] as number) ^ 4
  return {
    same,
    ...countWrong(given, 100_000),
    control: countWrong({ ...given, 'not-green': controlCopy(set) }).wrong['not-green'],
    refused: [codeOf(flipped), codeOf(set.slice(0, -4)), codeOf(set.slice(0, -1))],
  }
}

declare global {
  var greengatePopulation: typeof trial | undefined
}
globalThis.greengatePopulation = trial
