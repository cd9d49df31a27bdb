/** The alarms as people must see them: for each version of a document its digests, and which stations have which. */
import type { DigestAlarm, FleetState, StationState } from '../fleet-state.ts'

/** A digest of a document, and who has it. */
export interface DigestHolders {
  readonly sha256: string
  readonly stations: readonly string[]
  /** The collector was given the published bundle, and this is not its digest; undefined: it cannot know. */
  readonly isWrong: boolean | undefined
}

/** A version with more than one digest. */
export interface AlarmGroup {
  readonly document: string
  readonly version: number
  /** Numbers of its alarms, as they are acknowledged; in order. */
  readonly ids: readonly number[]
  /** When a second digest was first seen. */
  readonly at: string
  readonly digests: readonly DigestHolders[]
}

/** Groups them, in the order of the alarms. */
export function alarmGroups({
  alarms,
  stations,
}: Pick<FleetState, 'alarms' | 'stations'>): readonly AlarmGroup[] {
  const groups = new Map<string, DigestAlarm[]>()
  for (const alarm of alarms) {
    const name = `${alarm.document} ${alarm.version}`
    groups.set(name, [...(groups.get(name) ?? []), alarm])
  }
  return [...groups.values()].map((of) => groupOf(of, stations))
}

function groupOf(alarms: readonly DigestAlarm[], stations: readonly StationState[]): AlarmGroup {
  const [{ document, version } = { document: '', version: 0 }] = alarms
  const holders = new Map<string, Set<string>>()
  const add = (sha256: string, station: string | null): void => {
    const of = holders.get(sha256) ?? new Set()
    holders.set(sha256, station === null ? of : of.add(station))
  }
  for (const { known } of alarms) add(known.sha256, known.station)
  for (const { said } of alarms) add(said.sha256, said.station)
  // What stations have now of the two documents that the state says digests of; of others who began is known.
  for (const station of stations) {
    const has = digestOf(station, document, version)
    if (has !== undefined) add(has, station.station)
  }
  const isKnown = alarms.some(({ wrong }) => wrong !== null)
  const foreign = new Set(alarms.flatMap(foreignOf))
  return {
    ...{ document, version },
    ids: alarms.map(({ id }) => id).sort((a, b) => a - b),
    at: alarms.map(({ at }) => at).reduce((a, b) => (a < b ? a : b)),
    digests: [...holders].map(([sha256, names]) => ({
      sha256,
      stations: [...names].sort(byName.compare),
      isWrong: isKnown ? foreign.has(sha256) : undefined,
    })),
  }
}

const byName = new Intl.Collator('en', { numeric: true })

/** Digests that are not the published one. */
function foreignOf({ known, said, wrong }: DigestAlarm): readonly string[] {
  const isWrong = (station: string | null): boolean =>
    station !== null && wrong?.includes(station) === true
  return [
    ...(isWrong(said.station) ? [said.sha256] : []),
    ...(isWrong(known.station) && known.station !== said.station ? [known.sha256] : []),
  ]
}

function digestOf({ said }: StationState, document: string, version: number): string | undefined {
  const { bundle, rules } = said ?? {}
  if (document === 'snapshot') return bundle?.version === version ? bundle.sha256 : undefined
  // A member is named with its version.
  const isOfRules =
    rules?.version === version && document === `rules/${rules.id}/${String(version)}`
  return isOfRules ? rules.sha256 : undefined
}
