/** The tests that mutants of the rule engine are tried by: its vectors and its unit tests, the quickest first. */
import { Script } from 'node:vm'
import * as fc from 'fast-check'
import { makeRunner, type Declared } from './expectations.ts'
import { makeLinker, type FileText } from './linker.ts'

/** The tests, ready to be run again and again. */
export interface Suite {
  /** How many there are. */
  readonly tests: number
  /**
   * The first test that fails on a changed file; undefined where none does.
   *
   * @param spareMs - What a test may take beyond ten times its time: what runs for ever fails after it.
   */
  failing(change: FileText, spareMs?: number): string | undefined
}

/** A test and the milliseconds that it took on the sources as they are. */
interface Timed {
  readonly name: string
  readonly place: number
  readonly ms: number
}

/** A property of many runs, which is not for here: what only it finds deserves an example. */
class Long extends Error {}
const maxRuns = 300

/** The same draws whatever the seed of the run: what kills a mutant once kills it every time. */
const seed = 20_200_211
const drawn = {
  ...fc,
  assert(property: fc.IProperty<unknown>, parameters: fc.Parameters<unknown> = {}): void {
    if ((parameters.numRuns ?? 100) > maxRuns) throw new Long()
    fc.assert(property, { seed, endOnFailure: true, ...parameters })
  },
}
const properties = { ...drawn, default: drawn, __esModule: true }

/** The vectors of rules/, and the unit tests that load quickly; those of whole rule sets do not. */
const files = [
  'house/mutants/vectors.ts',
  'lib/facts/fact-base.test.ts',
  ...[
    ...['compare', 'compile-comparison', 'compile-expression', 'compile', 'cost', 'evaluate'],
    ...['explain-rules', 'overlay', 'parse-rule-set', 'phrase', 'reads', 'resolve', 'tighter'],
    ...['happenings', 'truth', 'zone'],
  ].map((name) => `lib/rules/${name}.test.ts`),
]

/** @throws Error if a test fails on the sources as they are. */
export const makeSuite = (): Suite => {
  const linker = makeLinker()
  const declare = (change?: FileText): readonly Declared[] => {
    const runner = makeRunner()
    linker.load(files, { vitest: runner.module, 'fast-check': properties }, change)
    return runner.declared
  }
  const declared = declare()
  const order = declared.flatMap(timed).toSorted((a, b) => a.ms - b.ms)

  const failing: Suite['failing'] = (change, spareMs = 5_000) => {
    let changed: readonly Declared[] = []
    const load = (): void => {
      changed = declare(change)
    }
    if (!passes(20_000, load)) return 'the tests do not load'
    if (changed.length !== declared.length) return 'other tests load'
    return order.find(({ place, ms }) => {
      const body = changed[place]?.body
      return body === undefined || !passes(spareMs + 10 * ms, body)
    })?.name
  }
  return { tests: order.length, failing }
}

const timed = ({ name, body }: Declared, place: number): readonly Timed[] => {
  const from = performance.now()
  try {
    within(60_000, body)
  } catch (error) {
    if (error instanceof Long) return []
    throw error
  }
  return [{ name, place, ms: performance.now() - from }]
}

/** Any error fails a test: its own, one of the mutant, or that of the time-out. */
const passes = (ms: number, body: () => unknown): boolean => {
  try {
    within(ms, body)
    return true
  } catch {
    return false
  }
}

const trial = new Script('globalThis.mutantTrial()')

/** Calls a function that may not end. What it says to the console is not for here. */
const within = (ms: number, body: () => unknown): void => {
  const { log } = console
  const home = globalThis as { mutantTrial?: () => unknown }
  home.mutantTrial = body
  console.log = () => undefined
  try {
    const result: unknown = trial.runInThisContext({ timeout: Math.ceil(ms) })
    if (result instanceof Promise) throw new TypeError('tests here are synchronous')
  } finally {
    console.log = log
    delete home.mutantTrial
  }
}
