/** Makes the signed form of a written rule set: the zone table, and the digests of what it follows, extends and is tried by. */
import { digestOf } from '../edges/digest.ts'
import { asObject } from '../edges/json-file.ts'
import { parseInstant } from '../edges/instant.ts'
import { OperatorError } from '../operator-error.ts'
import { zoneTable } from './zone-table.ts'

type Members = Readonly<Record<string, unknown>>

/** A document beside the set, as JSON. */
export interface Beside {
  readonly name: string
  readonly value: unknown
}

/** What a set is completed from. */
export interface Sources {
  /** In place of the zone that the set names. */
  readonly zone?: string
  /** Where its table begins. */
  readonly zoneFrom: string
  readonly previous?: Beside
  /** The base, and the bases of the base. */
  readonly bases: readonly Beside[]
  readonly cases?: Beside
}

/** @throws {@link OperatorError} for documents that do not belong to the set */
export function completeSet(set: Members, sources: Sources): Members {
  return {
    ...set,
    ...member('zone', zoneOf(set, sources)),
    ...member('previous', previousOf(set, sources)),
    ...member('extends', baseOf(set, sources)),
    ...member('cases', casesOf(set, sources)),
  }
}

function member(name: string, value: unknown): Members {
  return value === undefined ? {} : { [name]: value }
}

/** A table that stands there is kept: whoever builds again with other time-zone data makes the same set. */
function zoneOf({ zone, effective }: Members, { zone: other, zoneFrom }: Sources): unknown {
  const stated = typeof zone === 'string' ? { id: zone } : asObject(zone)
  if (other === undefined && (stated === undefined || 'offsets' in stated)) return zone
  const id = other ?? stated?.['id']
  if (typeof id !== 'string') throw new OperatorError('zone: must name its id; see --zone')
  const until = asObject(effective)?.['until']
  if (typeof until !== 'string') {
    throw new OperatorError('effective.until: must be there: the zone table reaches so far; add it')
  }
  const seconds = (text: string, name: string): number => parseInstant(text, name).getTime() / 1000
  const [from, end] = [seconds(zoneFrom, '--zone-from'), seconds(until, 'effective.until')]
  if (end <= from)
    throw new OperatorError('--zone-from: must be before effective.until; name an earlier one')
  return zoneTable(id, from, end)
}

function previousOf(set: Members, { previous }: Sources): unknown {
  if (previous === undefined) {
    return digested(set['previous'], 'previous', '--previous FILE')
  }
  const { id, version } = asObject(previous.value) ?? {}
  if (id !== set['id'] || typeof version !== 'number' || !(version < Number(set['version']))) {
    throw new OperatorError(`${previous.name}: must be an earlier version of the set; name that`)
  }
  return pinned(
    set['previous'],
    { version, sha256: digestOf(previous.value, previous.name) },
    previous.name,
  )
}

function baseOf(set: Members, { bases }: Sources): unknown {
  const named = asObject(set['extends'])
  if (named === undefined) return undefined
  const base = bases.find(({ value }) => {
    const { id, version } = asObject(value) ?? {}
    return id === named['id'] && version === named['version']
  })
  if (base === undefined) return digested(named, 'extends', '--extends FILE')
  const { id, version } = named
  return pinned(named, { id, version, sha256: digestOf(base.value, base.name) }, base.name)
}

/** What stands there already must be what the file says. */
function pinned(stated: unknown, found: Members, name: string): Members {
  for (const [key, value] of Object.entries(asObject(stated) ?? {})) {
    if (found[key] === value) continue
    throw new OperatorError(`${name}: its ${key} is not the one that the set names; correct one`)
  }
  return found
}

function digested(stated: unknown, name: string, option: string): unknown {
  if (stated === undefined || typeof asObject(stated)?.['sha256'] === 'string') return stated
  throw new OperatorError(`${name}: has no sha256; name the document by ${option}`)
}

function casesOf(set: Members, { cases }: Sources): unknown {
  if (cases === undefined) return set['cases']
  const list = asObject(cases.value)?.['cases']
  if (!Array.isArray(list)) {
    throw new OperatorError(`${cases.name}: must be an object with cases; correct it`)
  }
  return { count: list.length, sha256: digestOf(cases.value, cases.name) }
}
