/** What is odd about a station: a function of what is known of it, of what stations should have, and of now. */
import { instantText } from '../edges/instant.ts'
import type { Norm, Oddity, StationSaid } from './fleet-state.ts'
import { oddityKinds } from './fleet-state.ts'
import { faultyServices } from './heartbeat.ts'
import { heldSince, type Held } from './held.ts'
import { isStillTwin } from './twins.ts'

/** What is known of a station. */
export interface StationRow {
  readonly station: string
  /** Milliseconds; null: it was never heard. */
  readonly heard: number | null
  readonly said: StationSaid | null
  readonly held: readonly Held[]
  /** When a second machine was last heard to speak as it, in milliseconds. */
  readonly twin?: number | undefined
  /** Documents of which it says another digest than others. */
  readonly digests: readonly { readonly document: string; readonly version: number }[]
  readonly gaps: readonly Extract<Oddity, { readonly kind: 'gap' }>[]
}

/** From when on something counts. */
export const oddAfter = {
  /** Of its own intervals. */
  silentIntervals: 3,
  clockMs: 5_000,
  unsentMs: 3_600_000,
  /** What others have had, or what is published, for so long. */
  versionMs: 600_000,
} as const

/** All that is odd about a station, gravest first. */
export function oddOf(row: StationRow, norms: readonly Norm[], now: Date): readonly Oddity[] {
  const { heard, said, twin, digests, gaps } = row
  const oddities: Oddity[] = [
    ...digests.map(({ document, version }) => ({ kind: 'digest', document, version }) as const),
    ...gaps,
  ]
  if (twin !== undefined && isStillTwin(twin, now)) {
    oddities.push({ kind: 'twin', seen: instantText(new Date(twin)) })
  }
  if (isSilent(row, now)) {
    const since = heard === null ? null : instantText(new Date(heard))
    oddities.push({ kind: 'silent', since })
  }
  if (said !== null && heard !== null) oddities.push(...oddSaid(row, said, heard, norms, now))
  return oddities.toSorted((a, b) => oddityKinds.indexOf(a.kind) - oddityKinds.indexOf(b.kind))
}

/** Whether nothing was heard of it for three of its intervals. */
export function isSilent({ heard, said }: Pick<StationRow, 'heard' | 'said'>, now: Date): boolean {
  if (heard === null || said === null) return true
  // A clock of ours that was set back must not make what was heard then last for as long.
  return Math.abs(now.getTime() - heard) > oddAfter.silentIntervals * said.everySeconds * 1000
}

function oddSaid(
  row: StationRow,
  said: StationSaid,
  heard: number,
  norms: readonly Norm[],
  now: Date,
): readonly Oddity[] {
  const { service, stale, clock, devices, storage, unsent } = said
  const oddities: Oddity[] = []
  const bundle = norms.find(({ what }) => what === 'bundle')
  const rules = normOfRules(row, said, norms)
  for (const [norm, has] of [
    [bundle, said.bundle?.version],
    [rules, said.rules?.version],
  ] as const) {
    if (norm !== undefined && isWrong(norm, has, row.held, now)) {
      oddities.push({
        kind: 'wrong-version',
        what: norm.what,
        has: has ?? null,
        norm: norm.version,
      })
    }
  }
  if (faultyServices.includes(service)) oddities.push({ kind: 'service', service })
  if (stale.length > 0) oddities.push({ kind: 'stale', roles: stale })
  if (clock.suspect || Math.abs(clock.offsetMs ?? 0) > oddAfter.clockMs) {
    oddities.push({ kind: 'clock-suspect', suspect: clock.suspect, offsetMs: clock.offsetMs })
  }
  if (storage !== 'ok') oddities.push({ kind: 'storage', level: storage })
  for (const { name, kind: type, state } of devices) {
    if (state !== 'ready') oddities.push({ kind: 'device', name, type, state })
  }
  const { records, oldest } = unsent
  // Both by the station's clock, which may be off; what has gone by since, by ours.
  if (oldest !== null) {
    const ageMs = Date.parse(said.at) - Date.parse(oldest) + now.getTime() - heard
    if (ageMs > oddAfter.unsentMs) oddities.push({ kind: 'unsent', records, oldest })
  }
  return oddities
}

/** Of the set that it has; of the one that it had last, where it has none. */
function normOfRules(
  { held }: StationRow,
  { rules }: StationSaid,
  norms: readonly Norm[],
): Norm | undefined {
  const last = held.findLast(([what]) => what.startsWith('rules/'))?.[0]
  const what = rules === null ? last : `rules/${rules.id}`
  if (what !== undefined) return norms.find((norm) => norm.what === what)
  return norms.find((norm) => norm.what.startsWith('rules/'))
}

function isWrong(
  { what, version, since, by }: Norm,
  has: number | undefined,
  held: readonly Held[],
  now: Date,
): boolean {
  // What most have had for ten minutes has waited already.
  const waited = by === 'most' || now.getTime() - Date.parse(since) > oddAfter.versionMs
  if (has === undefined || has < version) return waited
  if (has === version || by === 'most') return false
  // Newer than anything published: the collector may not have looked yet.
  const mine = heldSince(held, what, has)
  return mine !== undefined && now.getTime() - mine > oddAfter.versionMs
}
