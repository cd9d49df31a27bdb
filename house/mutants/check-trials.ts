/** Deletes checks one at a time, and sees at least one test fail for each. */
import { makeRunner, type Declared } from './expectations.ts'
import { makeLinker, type FileText } from './linker.ts'
import type { Mutant } from './mutants.ts'

/** What is run on a source that lacks a check; only what makes its world anew in every test can be. */
export const checkTests: readonly string[] = [
  'house/mutants/bundle-tests.ts',
  // What verifiers without stations and population sets may leave unread, and so no vector and no attack.
  'lib/bundle/open-sets.test.ts',
  'lib/bundle/population-header.test.ts',
  'lib/bundle/sealed-keys.test.ts',
]

/** Checks whose loss no test can tell, and why: another check stands behind them. */
const behindOthers: Readonly<Record<string, string>> = {
  'lib/bundle/population-header.ts if (rate > maxRate) throw shape.refuse(`${at}.rate`, `must be at most ${String(maxRate)}`)':
    'no data of such a rate can be opened, so that open-sets.ts refuses a header that states one',
}

/** The tests, ready to be run on a source that lacks a check. */
export interface CheckSuite {
  readonly tests: number
  /** The first test that fails; undefined where none does. */
  failing(change: FileText): Promise<string | undefined>
}

/** @throws Error if a test fails on the sources as they are. */
export const makeCheckSuite = async (): Promise<CheckSuite> => {
  const linker = makeLinker()
  const declare = (change?: FileText): readonly Declared[] => {
    const runner = makeRunner()
    linker.load(checkTests, { vitest: runner.module }, change)
    return runner.declared
  }
  const declared = declare()
  for (const { name, body } of declared) {
    if (!(await passes(body))) throw new Error(`fails on the sources as they are: ${name}`)
  }
  return {
    tests: declared.length,
    async failing(change) {
      for (const { name, body } of declare(change)) {
        if (!(await passes(body))) return name
      }
      return undefined
    },
  }
}

const passes = async (body: () => unknown): Promise<boolean> => {
  try {
    await body()
    return true
  } catch {
    return false
  }
}

/** What is wrong with how a deleted check was met; undefined: nothing. */
export const tryDeleted = async (
  mutant: Mutant,
  suite: CheckSuite,
): Promise<string | undefined> => {
  const by = await suite.failing(mutant)
  const isBehind = mutant.id in behindOthers
  if ((by === undefined) === isBehind) return undefined
  const what =
    by === undefined ? 'no test misses it' : `said to be behind others, but missed by "${by}"`
  return `${mutant.path}:${String(mutant.line)} ${what}: ${mutant.id}`
}
