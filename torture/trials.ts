/** Every long trial, in the order in which they run. */
import type { Trial } from '../house/endurance.ts'
import { anyText } from './any-text.ts'
import { batches } from './batches.ts'
import { reportFaults, shortOfFaults } from './faults-batch.ts'
import { bundles } from './bundles.ts'
import { collected } from './collected.ts'
import { deletedChecksTrial } from './deleted-checks.ts'
import { fleet } from './fleet.ts'
import { costlyTexts, foreignMutants } from './foreign-texts.ts'
import { flippedBit } from './flipped-bit.ts'
import { fullDisks } from './full-disks.ts'
import { garbageHour } from './garbage-hour.ts'
import { goodCodes } from './good-codes.ts'
import { killedDesks } from './killed-desks.ts'
import { killedJournals } from './killed-journals.ts'
import { killedStations } from './killed-stations.ts'
import { killedStores } from './killed-stores.ts'
import { laneMishaps } from './lane-mishaps.ts'
import { mutants } from './mutants.ts'
import { powerCuts } from './power-cuts.ts'
import { pushed } from './pushed.ts'
import { openThreads } from './threads.ts'
import { reportFlips, shortOfFlips } from './next-flip.ts'
import { populationRows } from './population-rows.ts'
import { report, shortOf } from './people-counts.ts'
import { batch, seeds, type RoundName } from './rounds.ts'
import { runtimesTrial } from './runtimes.ts'
import { scannerNoise } from './scanner-noise.ts'
import { sdtStreams } from './sdt-streams.ts'
import { soak } from './soak.ts'
import { suite } from './suite.ts'

/** Threads that share the steps: as many as the smallest machine that this is run on has cores. */
const threadCount = 2

/** With other people, other versions or another oracle the counts are others. */
const sets = ['test-vectors/rule-sets/fact-types.json', 'test-vectors/rule-sets/hangzhou/*/*.json']

/** What a trial has that threads share. */
const shared = (name: RoundName) => {
  const threads = openThreads(name, threadCount)
  return { seed: seeds[name], data: sets, width: 4 * threadCount, ...threads }
}

const people: Trial = {
  name: 'people',
  about:
    'synthetic people, every other one at a boundary, each under the fourteen versions: outcome, rules and whether anything is missing are what the oracle says',
  count: 1_000_000 / batch,
  each: batch,
  programs: ['torture/people-batch.ts', 'torture/people-counts.ts'],
  ...shared('people'),
  shortOf: (tally) => shortOf(tally, 1000),
  report,
}

const faults: Trial = {
  name: 'faults',
  about:
    'people with a fault in their records, under the fourteen versions, as stated and as corrected: what the oracle says of the same records, and once corrected what is true',
  count: 200_000 / batch,
  each: batch,
  programs: ['torture/faults-batch.ts'],
  ...shared('faults'),
  shortOf: shortOfFaults,
  report: reportFaults,
}

const flips: Trial = {
  name: 'holdsUntil',
  about:
    'decisions under the fourteen versions: the next flip is never before the instant that is foretold',
  count: 10_000,
  programs: ['torture/next-flip.ts'],
  ...shared('flips'),
  shortOf: shortOfFlips,
  report: reportFlips,
}

export const allTrials = async (): Promise<readonly Trial[]> => {
  const good = await goodCodes()
  const carried = [
    bundles(),
    powerCuts(),
    killedStores(),
    killedDesks(),
    killedJournals(),
    fullDisks,
    deletedChecksTrial(),
  ]
  const foreign = [await foreignMutants(), costlyTexts()]
  return [
    flippedBit(good),
    anyText(good),
    ...foreign,
    people,
    faults,
    flips,
    ...carried,
    populationRows,
    runtimesTrial,
    collected,
    batches,
    sdtStreams,
    mutants(),
    scannerNoise,
    killedStations(),
    garbageHour(),
    laneMishaps(),
    pushed(),
    fleet,
    soak(),
    suite,
  ]
}
