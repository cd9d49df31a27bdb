/** Measures an impact: has it counted on all cores, and makes the result. */
import { basename } from 'node:path'
import { GreengateError, type CompiledRuleSet, type FactTypes } from 'greengate/rules'
import { digestOf } from '../edges/digest.ts'
import { instantText } from '../edges/instant.ts'
import { OperatorError } from '../operator-error.ts'
import { compileBoth } from './compile-set.ts'
import { impactOf, type Impact, type JudgedPopulation } from './impact.ts'
import type { Job, Population, SetSource, Share } from './job.ts'
import { cutLines } from './line-ranges.ts'
import type { CountProgress } from './progress-bar.ts'
import { runJob, type Counted } from './workers.ts'

/** One of the two sets. */
export interface MeasuredSet extends SetSource {
  /** What it is called in an error: its file. */
  readonly name: string
}

/** How far a measurement has come: bytes of a file, or synthetic people. */
export type ImpactProgress = CountProgress

/** What is to be measured. */
export interface Measurement {
  readonly a: MeasuredSet
  readonly b: MeasuredSet
  readonly factTypes: FactTypes
  /** Undefined: when B takes effect. */
  readonly now: Date | undefined
  readonly population: Population
  readonly examples: number
  readonly seed: number
  readonly withFacts: boolean
  /** Threads, at most. */
  readonly workers: number
  /** Told after every share that is counted. */
  readonly onProgress?: (progress: ImpactProgress) => void
  /** Stops it, its threads too. */
  readonly signal?: AbortSignal
}

/** About a third of a second's work each: enough to be worth a message, few enough to end together. */
const shareBytes = 4_194_304
const sharePeople = 2_000

/**
 * Measures.
 *
 * @throws {@link OperatorError} for sets that cannot be run, and for a population without people; what the signal
 * gives as its reason when it is stopped
 */
export async function measureImpact(measurement: Measurement): Promise<Impact> {
  const { a, b, factTypes, population, now, examples, seed, withFacts, workers } = measurement
  const sets = compiled(measurement)
  const at = now ?? new Date(sets.b.from * 1000)
  const seconds = Math.floor(at.getTime() / 1000)
  const job: Job = { a, b, factTypes, now: seconds, population, examples, seed, withFacts }
  const { shares, whole } = sharesOf(population)
  let [done, people] = [0, 0]
  const counted = await runJob(job, {
    shares,
    workers,
    onCounted: ({ start, end }, share) => {
      done += end - start
      people += share.people
      measurement.onProgress?.({ done, whole, people })
    },
    ...(measurement.signal === undefined ? {} : { signal: measurement.signal }),
  })
  if (counted.people === 0) throw noPeople(population, counted)
  return impactOf(counted, {
    a: { compiled: sets.a, sha256: digestOf(a.value, a.name) },
    b: { compiled: sets.b, sha256: digestOf(b.value, b.name) },
    now: instantText(at),
    population: judgedOf(population, counted),
  })
}

function compiled({ a, b, factTypes }: Measurement): ReturnType<typeof compileBoth> {
  const one = (set: MeasuredSet): CompiledRuleSet => {
    try {
      return compileBoth({ a: set, b: set, factTypes }).b
    } catch (error) {
      if (!(error instanceof GreengateError)) throw error
      const advice = 'see greengate rules impact --help'
      throw new OperatorError(`${set.name}: ${error.message} (${error.code}); ${advice}`)
    }
  }
  return { a: one(a), b: one(b) }
}

function sharesOf(population: Population): {
  readonly shares: readonly Share[]
  readonly whole: number
} {
  if (population.kind === 'file') {
    const { ranges, bytes } = cutLines(population.path, shareBytes)
    return { shares: ranges, whole: bytes }
  }
  const { count } = population
  const shares = Array.from({ length: Math.ceil(count / sharePeople) }, (_, i) => ({
    start: i * sharePeople,
    end: Math.min(count, (i + 1) * sharePeople),
  }))
  return { shares, whole: count }
}

function judgedOf(population: Population, { lines, bad }: Counted): JudgedPopulation {
  if (population.kind === 'synthetic') return { kind: 'synthetic', seed: population.seed }
  return { kind: 'file', name: basename(population.path), lines, bad }
}

function noPeople(population: Population, { bad }: Counted): OperatorError {
  const name = population.kind === 'file' ? population.path : '--synthetic'
  const [first] = bad.first
  const why = first === undefined ? 'no line holds anything' : `line ${first.line} ${first.reason}`
  return new OperatorError(`${name}: holds no people: ${why}; give a line of JSON each`)
}
