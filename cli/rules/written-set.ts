/** Completes a rule set as its author writes it, so that it can be tried before it is built: the zone table, digests. */
import { asObject } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import { completeSet } from './complete-set.ts'
import { makeShelf, type KeptRuleSet, type Shelf } from './rule-set-shelf.ts'

type Members = Readonly<Record<string, unknown>>

/** Where zone tables begin that are made for trying; `rules build` says for itself. */
const zoneFrom = '1900-01-01T00:00:00Z'

/** Finds a version of a set and its digest. */
export type Find = (id: unknown, version: unknown) => { readonly sha256: string } | undefined

/**
 * Fills in what an author may leave to `rules build`. What cannot be filled in stays as it is: the checker says so.
 *
 * @param find - Finds what the set names.
 */
export function completeWritten(value: unknown, find: Find): unknown {
  const set = asObject(value)
  if (set === undefined) return value
  return {
    ...set,
    ...zoneOf(set),
    ...digested(set, 'extends', (named) => find(named['id'], named['version'])),
    ...digested(set, 'previous', (named) => find(set['id'], named['version'])),
  }
}

/** Completes every set of a shelf, a base before the overlays that name it. */
export function completeShelf(written: Shelf): Shelf {
  const shelf = makeShelf()
  const under = new Set<unknown>()
  const complete = ({ path, value }: KeptRuleSet): void => {
    // In a circle nothing can be pinned; the engine says so.
    if (under.has(value)) return
    under.add(value)
    const named = asObject(asObject(value)?.['extends'])
    if (named !== undefined && lacksDigest(named)) {
      const { id, version } = named
      for (const set of written.versionsOf(String(id))) if (set.version === version) complete(set)
    }
    shelf.add(path, completeWritten(value, finder(shelf)))
  }
  for (const set of written.all()) complete(set)
  return shelf
}

/** Finds sets on a shelf. */
export function finder(shelf: Shelf): Find {
  return (id, version) => shelf.versionsOf(String(id)).find((set) => set.version === version)
}

/** Whether a document is named without its digest. */
export function lacksDigest(named: unknown): boolean {
  const members = asObject(named)
  return members !== undefined && !Object.hasOwn(members, 'sha256')
}

function zoneOf(set: Members): Members {
  const { zone, effective } = set
  const named = typeof zone === 'string' ? {} : asObject(zone)
  if (named === undefined || Object.hasOwn(named, 'offsets')) return {}
  try {
    return { zone: completeSet({ zone, effective }, { zoneFrom, bases: [] })['zone'] }
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    return {}
  }
}

function digested(
  set: Members,
  member: 'extends' | 'previous',
  find: (named: Members) => { readonly sha256: string } | undefined,
): Members {
  const named = asObject(set[member])
  if (named === undefined || !lacksDigest(named)) return {}
  const found = find(named)
  return found === undefined ? {} : { [member]: { ...named, sha256: found.sha256 } }
}
