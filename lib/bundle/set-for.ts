/** Which population set counts, and since when: all that a bundle without such sets needs of them. */
import type {
  CoveredSet,
  NotGreenSet,
  PopulationHeader,
  PopulationSet,
} from './population-header.ts'

/** When what a set says was last looked at anew. */
export function assessedLast(set: CoveredSet | NotGreenSet): number {
  const patches = 'patches' in set ? set.patches : []
  return (patches.at(-1) ?? set).assessedAt
}

/** The set that counts while a version of the rules is in force: of that version, or of the last before it. */
export function setFor<S extends PopulationSet>(
  { sets }: PopulationHeader<S>,
  version: number,
): S | undefined {
  return sets.findLast((set) => set.version <= version)
}
