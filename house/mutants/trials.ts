/** Tries mutants of the rule engine, and knows of which survivors it is explained that no test could tell them. */
import { globSync, readFileSync } from 'node:fs'
import { mutantsOf, type Mutant } from './mutants.ts'
import type { Suite } from './suite.ts'

/** A survivor, and why it does all that the engine does. */
export interface Explained {
  readonly id: string
  readonly why: string
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

/** Entries of the list that name no mutant any more. */
export const strayOf = (
  explained: readonly Explained[],
  mutants: readonly Mutant[],
): readonly string[] => {
  const ids = new Set(mutants.map(({ id }) => id))
  return explained.map(({ id }) => id).filter((id) => !ids.has(id))
}

/** What became of a mutant, and what is wrong with that. */
export interface Tried {
  /** The first test that it failed; undefined where it survived. */
  readonly by: string | undefined
  readonly fault: string | undefined
}

/** Tries one mutant: it must be killed, or it must survive as the list says. */
export const tryMutant = (mutant: Mutant, suite: Suite, explained: readonly Explained[]): Tried => {
  const by = suite.failing(mutant)
  const isExplained = explained.some(({ id }) => id === mutant.id)
  if ((by === undefined) === isExplained) return { by, fault: undefined }
  const what = by === undefined ? 'survived' : `explained, but killed by "${by}"`
  return { by, fault: `${what}: ${told(mutant)}` }
}

/** A mutant with its line, for people. */
export const told = ({ path, line, id }: Mutant): string =>
  `${path}:${String(line)} ${id.slice(path.length + 1)}`
