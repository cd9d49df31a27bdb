/** What stations should have: what is published, or else what most have had for ten minutes. It only rises. */
import { instantText } from '../edges/instant.ts'
import type { Norm } from './fleet-state.ts'
import { heldSince } from './held.ts'
import { isSilent, oddAfter, type StationRow } from './odd.ts'

/** A station alone could name rule sets of its own making without end. */
const mostNorms = 32

/** A version that is published, by what. */
export type PublishedVersions = ReadonlyMap<string, number>

/**
 * The norms from now on.
 *
 * Silent stations have no say; nor has one alone against many, whatever it claims.
 *
 * @param published - Undefined: the collector was told of no bundle, or could not read it; what it knew of it stays.
 */
export function nextNorms(
  rows: readonly StationRow[],
  norms: readonly Norm[],
  published: PublishedVersions | undefined,
  now: Date,
): readonly Norm[] {
  const whats = new Set([
    ...norms.map(({ what }) => what),
    ...(published?.keys() ?? []),
    ...rows.flatMap(({ held }) => held.map(([what]) => what)),
  ])
  let room = mostNorms - norms.length
  return [...whats].toSorted().flatMap((what): Norm[] => {
    const known = knownOf(norms, what, now)
    const told = published?.get(what)
    if (told !== undefined) {
      const isSame = known?.by === 'published' && known.version === told
      return [isSame ? known : { what, version: told, since: instantText(now), by: 'published' }]
    }
    // What is published is not for a vote.
    if (known?.by === 'published') return [known]
    // Nor are rule sets that the bundle does not know.
    const version = published === undefined ? versionOfMost(rows, what, now) : undefined
    if (version === undefined || version <= (known?.version ?? 0)) return known ? [known] : []
    if (known === undefined && (room -= 1) < 0) return []
    return [{ what, version, since: instantText(now), by: 'most' }]
  })
}

/** What was known; since now at the latest, also where our clock was set back. */
function knownOf(norms: readonly Norm[], what: string, now: Date): Norm | undefined {
  const known = norms.find((norm) => norm.what === what)
  if (known === undefined || Date.parse(known.since) <= now.getTime()) return known
  return { ...known, since: instantText(now) }
}

/** The newest version that more than half of those that are heard, and have any, have had for ten minutes. */
function versionOfMost(rows: readonly StationRow[], what: string, now: Date): number | undefined {
  const heard = rows.filter(
    (row) => !isSilent(row, now) && row.held.some(([name]) => name === what),
  )
  const latest = now.getTime() - oddAfter.versionMs
  const versions = new Set(
    heard.flatMap(({ held }) => held.filter(([name]) => name === what).map(([, its]) => its)),
  )
  return [...versions]
    .toSorted((a, b) => b - a)
    .find((version) => {
      const have = heard.filter(
        ({ held }) => (heldSince(held, what, version) ?? Infinity) <= latest,
      )
      return have.length * 2 > heard.length
    })
}
