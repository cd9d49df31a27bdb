/** The rule sets that one may ask ahead under, by what they are called. */
import { bundleSummary, type Bundle } from 'greengate'
import { languageOf } from '../words/localize.ts'

/** A rule set that this library can run. */
export interface Destination {
  readonly id: string
  readonly title: string
}

/** Each set once, by the title of the version that is in force, or else of its newest. */
export function destinations(bundle: Bundle | undefined, now: Date): readonly Destination[] {
  if (bundle === undefined) return []
  const found = new Map<string, Destination>()
  const sets = bundleSummary(bundle, now).ruleSets.filter(({ usable }) => usable)
  for (const { id, title } of [...sets, ...sets.filter(({ inForce }) => inForce)]) {
    const name = title?.[languageOf()]
    found.set(id, { id, title: name === undefined ? id : `${name} (${id})` })
  }
  return [...found.values()]
}

/** What one of them is called. */
export function destinationTitle(bundle: Bundle | undefined, id: string, now: Date): string {
  return destinations(bundle, now).find((one) => one.id === id)?.title ?? id
}
