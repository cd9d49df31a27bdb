/** Finds the two sets of a version where they are kept, and refuses those that do not belong together. */
import { OperatorError } from '../operator-error.ts'
import type { CoveredPayload, NotGreenPayload } from './headers.ts'
import { wholeNumber } from './rows-options.ts'
import { readSetData, type SetStore } from './set-store.ts'

/** Both sets of one version. */
export interface FoundSets {
  readonly covered: CoveredPayload
  readonly notGreen: NotGreenPayload
}

/**
 * Finds sets, and sees that their data are there as they were made.
 *
 * @param version - Undefined: the newest.
 * @throws {@link OperatorError}
 */
export async function findSets(
  store: SetStore,
  ruleSet: string,
  version: string | undefined,
): Promise<FoundSets> {
  const wanted =
    version === undefined
      ? undefined
      : wholeNumber(version, '--version', 1, Number.MAX_SAFE_INTEGER)
  const headers = [
    await store.header('covered', ruleSet),
    await store.header('not-green', ruleSet),
  ] as const
  const versions = headers[1]?.sets.map((set) => set.version) ?? []
  const chosen = wanted ?? versions.at(-1)
  const covered = headers[0]?.sets.find((set) => set.version === chosen)
  const notGreen = headers[1]?.sets.find((set) => set.version === chosen)
  if (covered === undefined || notGreen === undefined) {
    const there = versions.length === 0 ? 'none' : `those of version ${versions.join(' and ')}`
    throw new OperatorError(
      `${ruleSet}: there are no such sets (${there}); make them with "population build"`,
    )
  }
  const { universe } = notGreen
  if (covered.universe.digest !== universe.digest || covered.universe.count !== universe.count) {
    throw new OperatorError(
      `${ruleSet}: covered and not-green are of other people; make both with "population build"`,
    )
  }
  for (const { data } of [covered, notGreen, ...notGreen.patches]) await readSetData(store, data)
  return { covered, notGreen }
}
