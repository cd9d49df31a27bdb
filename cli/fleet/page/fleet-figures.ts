/** The figures at the top of the page, counted from the state: who reports, who is odd and why, who has the newest. */
import { oddityKinds, type FleetState, type OddityKind, type StationState } from '../fleet-state.ts'

/** A version, and how many stations have it. */
export interface NewestVersion {
  /** `bundle` or `rules/ID`. */
  readonly what: string
  readonly version: number
  readonly stations: number
  /** What a station should have by now, where that is another one. */
  readonly norm: number | undefined
}

/** The version that a station has of something; undefined: none, or nothing is known. */
export function versionOf({ said }: StationState, what: string): number | undefined {
  if (what === 'bundle') return said?.bundle?.version
  return said?.rules != null && what === `rules/${said.rules.id}` ? said.rules.version : undefined
}

/** The newest of each thing that has a version, and who has it. */
export function newestVersions({ stations, norms }: FleetState): readonly NewestVersion[] {
  const counted = new Map<string, Map<number, number>>(norms.map(({ what }) => [what, new Map()]))
  for (const { said } of stations) {
    if (said === null) continue
    if (said.bundle !== null) count(counted, 'bundle', said.bundle.version)
    if (said.rules !== null) count(counted, `rules/${said.rules.id}`, said.rules.version)
  }
  return [...counted]
    .map(([what, versions]) => {
      const norm = norms.find((of) => of.what === what)?.version
      const version = Math.max(...versions.keys(), norm ?? 0)
      const isOther = norm !== undefined && norm !== version
      return {
        what,
        version,
        stations: versions.get(version) ?? 0,
        norm: isOther ? norm : undefined,
      }
    })
    .sort((a, b) => a.what.localeCompare(b.what))
}

function count(counted: Map<string, Map<number, number>>, what: string, version: number): void {
  const versions = counted.get(what) ?? new Map<number, number>()
  counted.set(what, versions.set(version, (versions.get(version) ?? 0) + 1))
}

/** How many stations have each oddity; none is left out. */
export function countKinds(
  stations: readonly StationState[],
): Readonly<Record<OddityKind, number>> {
  const byKind = Object.fromEntries(oddityKinds.map((kind) => [kind, 0])) as Record<
    OddityKind,
    number
  >
  for (const { oddities } of stations)
    for (const kind of new Set(oddities.map(({ kind }) => kind))) byKind[kind] += 1
  return byKind
}

/** What is to be seen at one look. */
export type Verdict = 'empty' | 'well' | 'odd' | 'alarm'

/** The worst of what the state says. */
export function verdictOf({ stations, alarms, count }: FleetState): Verdict {
  if (alarms.length > 0) return 'alarm'
  if (stations.length === 0) return 'empty'
  return count.odd > 0 ? 'odd' : 'well'
}

/** How grave a station's oddities are: 0 is none, more is worse. */
export function gravityOf({ oddities }: StationState): number {
  const worst = Math.min(
    ...oddities.map(({ kind }) => oddityKinds.indexOf(kind)),
    oddityKinds.length,
  )
  return (oddityKinds.length - worst) * 100 + Math.min(oddities.length, 99)
}

/** How many of its devices are not ready. */
export function notReady({ said }: StationState): number {
  return said?.devices.filter(({ state }) => state !== 'ready').length ?? 0
}
