/** The state of a fleet, as `/fleet.json`, `greengate fleet --json` and the page have it: versions, states and counts, nothing of a person. */
import type { InstantText } from 'greengate'
import type { Heartbeat, OutcomeCounts } from '../../kiosk/shared/heartbeat.ts'

/** All of it. */
export interface FleetState {
  readonly format: 'greengate-fleet-state-1'
  /** When it was made, by the collector's clock. */
  readonly at: InstantText
  /** Every enrolled station once: odd ones first, by their gravest oddity, then by name. */
  readonly stations: readonly StationState[]
  readonly count: {
    readonly stations: number
    readonly odd: number
    readonly silent: number
    readonly alarms: number
  }
  /** What a station should have, by what: `bundle`, and `rules/ID` for each rule set. */
  readonly norms: readonly Norm[]
  /** Newest first; none ever goes by itself. */
  readonly alarms: readonly DigestAlarm[]
  readonly charts: FleetCharts
}

/** A version that stations should have. */
export interface Norm {
  readonly what: string
  readonly version: number
  /** Since when: published, or had by most stations. */
  readonly since: InstantText
  /** `published`: the bundle that the collector was given says so; `most`: most stations have had it for ten minutes. */
  readonly by: 'published' | 'most'
}

/** A station. */
export interface StationState {
  readonly station: string
  /** When the collector last heard a heartbeat; null: never. */
  readonly heard: InstantText | null
  readonly ageSeconds: number | null
  /** When records last came; null: none has. */
  readonly lastRecords: InstantText | null
  /** Records of its journal that are here. */
  readonly records: number
  /** Null: none was ever heard, and so nothing is known. */
  readonly said: StationSaid | null
  /** The last sixty minutes, as its heartbeats say. */
  readonly lastHour: { readonly outcomes: OutcomeCounts; readonly passed: number }
  readonly oddities: readonly Oddity[]
}

/** What its newest heartbeat says, without the list of documents. */
export interface StationSaid extends Pick<
  Heartbeat,
  'at' | 'started' | 'n' | 'everySeconds' | 'software' | 'lane' | 'service' | 'gate'
> {
  readonly rules: { readonly id: string; readonly version: number; readonly sha256: string } | null
  readonly bundle: { readonly version: number; readonly sha256: string } | null
  readonly stale: readonly string[]
  readonly clock: {
    readonly suspect: boolean
    readonly floor: InstantText | null
    /** What must be added to the station's clock to have the collector's: positive, it is behind. */
    readonly offsetMs: number | null
    /** `station`: it measured it by the collector's answer; `heard`: by when the heartbeat came. */
    readonly by: 'station' | 'heard'
  }
  readonly devices: readonly {
    readonly name: string
    readonly kind: string
    readonly state: string
  }[]
  readonly storage: string
  readonly unsent: { readonly records: number; readonly oldest: InstantText | null }
  readonly journal: { readonly segment: string; readonly seq: number; readonly head: string }
}

/** What is odd about a station; `kind` says which members there are. */
export type Oddity =
  /** `since`: it was last heard; null: never. */
  | { readonly kind: 'silent'; readonly since: InstantText | null }
  /** The station states another digest than others of the same name and version. */
  | { readonly kind: 'digest'; readonly document: string; readonly version: number }
  /** It lets nobody through, and not because somebody closed it; or everybody. */
  | { readonly kind: 'service'; readonly service: string }
  /** Two machines speak as it, the older one last at that instant. */
  | { readonly kind: 'twin'; readonly seen: InstantText }
  /** `has`: null: it has none. */
  | {
      readonly kind: 'wrong-version'
      readonly what: string
      readonly has: number | null
      readonly norm: number
    }
  | { readonly kind: 'stale'; readonly roles: readonly string[] }
  | { readonly kind: 'clock-suspect'; readonly suspect: boolean; readonly offsetMs: number | null }
  | {
      readonly kind: 'device'
      readonly name: string
      readonly type: string
      readonly state: string
    }
  | { readonly kind: 'storage'; readonly level: string }
  | { readonly kind: 'unsent'; readonly records: number; readonly oldest: InstantText }
  /** A hole in what is collected of its journal: see `greengate collect status`. */
  | {
      readonly kind: 'gap'
      readonly segment: string
      readonly previous: string
      readonly what: 'absent' | 'tail' | 'forked'
      readonly records: number
    }

export type OddityKind = Oddity['kind']

/** The kinds, gravest first: the order in which a station's own stand. */
export const oddityKinds = [
  'digest',
  'twin',
  'silent',
  'service',
  'gap',
  'wrong-version',
  'stale',
  'clock-suspect',
  'storage',
  'device',
  'unsent',
] as const satisfies readonly OddityKind[]

/** A second digest of a known name and version: somebody has a document that nobody published so, or says so. */
export interface DigestAlarm {
  readonly id: number
  readonly at: InstantText
  /** `snapshot`, or the name of a member (docs/bundle.md 2). */
  readonly document: string
  readonly version: number
  /** What was known before, and by whom first: a station, or null for the published bundle. */
  readonly known: { readonly sha256: string; readonly station: string | null }
  /** What was said then, and by which station. */
  readonly said: { readonly sha256: string; readonly station: string }
  /** Who is wrong, where the collector knows the published digest: the stations that said another; null: it cannot know. */
  readonly wrong: readonly string[] | null
}

/** What is drawn over time. Every instant is the beginning of its span, oldest first; spans without anything are left out. */
export interface FleetCharts {
  /** Of the last day, every ten minutes: how many stations that were heard had which version. */
  readonly versions: readonly {
    readonly what: string
    readonly points: readonly {
      readonly at: InstantText
      readonly counts: readonly { readonly version: number; readonly stations: number }[]
    }[]
  }[]
  /** Of the last 48 hours, by when the collector was told. */
  readonly hours: readonly {
    readonly at: InstantText
    readonly outcomes: OutcomeCounts
    readonly passed: number
  }[]
  /** Of the last two hours: receipts that were collected. */
  readonly minutes: readonly { readonly at: InstantText; readonly receipts: number }[]
}
