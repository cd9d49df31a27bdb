/** Tries mutants of the rule engine, and knows of which survivors it is explained that no test could tell them. */
import { globSync, readFileSync } from 'node:fs'
import { mutantsOf, type Mutant } from './mutants.ts'
import type { Suite } from './suite.ts'

/** A survivor, and why it does all that the engine does. */
export interface Explained {
  readonly id: string
  readonly why: string
}

/** A mutant and the test that it failed; none where it survived. */
export interface Tried {
  readonly mutant: Mutant
  readonly by: string | undefined
}

/** Every mutant of the engine and of the fact base: lib/rules/ without what lies below it and without its tests. */
export const allMutants = (): readonly Mutant[] =>
  globSync(['lib/rules/*.ts', 'lib/facts/fact-base.ts'])
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.test.ts'))
    .toSorted()
    .flatMap((path) => mutantsOf(path, readFileSync(path, 'utf8')))

/** The list that is kept beside this file. */
export const readExplained = (): readonly Explained[] =>
  JSON.parse(readFileSync('house/mutants/explained.json', 'utf8')) as readonly Explained[]

/** Entries that name no mutant any more. */
export const without = (
  explained: readonly Explained[],
  mutants: readonly Mutant[],
): readonly string[] => {
  const ids = new Set(mutants.map(({ id }) => id))
  return explained.map(({ id }) => id).filter((id) => !ids.has(id))
}

/** So many of them, drawn by chance. */
export const sampleOf = (
  mutants: readonly Mutant[],
  count: number,
  random: () => number,
): readonly Mutant[] => {
  const drawn = mutants.map((mutant) => ({ mutant, lot: random() }))
  return drawn
    .toSorted((a, b) => a.lot - b.lot)
    .slice(0, count)
    .map(({ mutant }) => mutant)
}

/** Tries one mutant. */
export const tryMutant = (mutant: Mutant, suite: Suite): Tried => ({
  mutant,
  by: suite.failing(mutant),
})

/** Where a mutant is, for people. */
export const told = ({ path, line, id }: Mutant): string => `${path}:${String(line)} ${id.slice(path.length + 1)}`
