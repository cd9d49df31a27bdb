/** What an operator decided about one station: the file read, defaults filled in, paths whole, units our own. */
import type { Outcome, VerifierClass, World } from 'greengate'
import type { ScreenSettings } from '../../shared/screen-settings.ts'
import type { ReplayAddress } from '../replay/replay-tls.ts'
import type { DevicesConfiguration } from './device-configuration.ts'

/** A whole configuration. Durations are milliseconds, sizes bytes; but for devices, whose drivers take what is written. */
export interface StationConfiguration {
  readonly station: {
    /** undefined: as it was enrolled. */
    readonly name: string | undefined
    readonly lane: string
  }
  readonly bundle: {
    /** Holds root.ggb, and bundle.ggb where no source is named. */
    readonly folder: string
    /** An http(s) address as it is, a folder or a file from the top of the disk. */
    readonly source: string | undefined
    /** undefined: what the source makes it. */
    readonly class: VerifierClass | undefined
    readonly worlds: readonly World[]
  }
  /** The id of the rule set that applies at this gate. */
  readonly rules: string
  /** The folder of an enrolled station; undefined: it is enrolled in none. */
  readonly enrolled: string | undefined
  /** How lanes are joined, with the key still in its file; undefined: this lane is alone. */
  readonly replay: ReplayConfiguration | undefined
  readonly journal: JournalConfiguration
  readonly screen: ScreenConfiguration
  readonly devices: DevicesConfiguration
  /** undefined: nobody signs in at this station. */
  readonly staff: StaffConfiguration | undefined
  readonly log: LogConfiguration
}

/** One lane keeps what was shown, the others ask it. */
export interface ReplayConfiguration {
  readonly do: 'listen' | 'ask'
  readonly at: ReplayAddress
  readonly keyFile: string
}

/** Where receipts go, and for how long they stay. */
export interface JournalConfiguration {
  readonly folder: string
  readonly quotaBytes: number
  readonly keepMs: number
  /** undefined: nothing is sealed, and no text nor card is ever kept. */
  readonly seal: SealConfiguration | undefined
  /** undefined: nothing is uploaded; the journal leaves on a stick. */
  readonly upload: UploadConfiguration | undefined
}

/** What is kept so that the operator alone can read it. */
export interface SealConfiguration {
  /** The file of the operator's public key. */
  readonly keyFile: string
  readonly outcomes: readonly Outcome[]
  readonly keepMs: number
  readonly what: 'code' | 'card' | 'both'
}

/** Where receipts are sent, and heartbeats. */
export interface UploadConfiguration {
  readonly to: HttpCollector | NatsCollector
  /** The file of the collector's public key. */
  readonly keyFile: string
  readonly heartbeatSeconds: number
}

/** Files of a client's side of TLS; undefined: what the system has, and no certificate. */
export interface TlsFiles {
  readonly caFile: string | undefined
  /** The station's certificate, with its key. */
  readonly certFile: string | undefined
  readonly keyFile: string | undefined
}

/** A collector at an address. */
export interface HttpCollector extends TlsFiles {
  readonly way: 'http'
  readonly url: string
}

/** A collector behind servers of NATS. */
export interface NatsCollector extends TlsFiles {
  readonly way: 'nats'
  readonly servers: readonly string[]
  /** By what the station is known to them. */
  readonly as: 'key' | 'certificate' | 'creds'
  readonly credsFile: string | undefined
}

/** The screen: what the page needs, and what only its server knows. */
export interface ScreenConfiguration {
  /** On 127.0.0.1; 0 stands for any free one. */
  readonly port: number
  /** Whether staff may hand a bundle's file over at the screen. */
  readonly handover: boolean
  readonly settings: ScreenSettings
  /** A folder of recordings; undefined: those that are shipped. */
  readonly voicePack: string | undefined
}

/** Who may do what at the station. */
export interface StaffConfiguration {
  /** The file of `station operators`. */
  readonly operatorsFile: string
  /** The folder that sticks are mounted in; undefined: nothing is imported or exported. */
  readonly stickFolder: string | undefined
  /** The command that sets the clock, to which the instant is added; undefined: nobody sets it here. */
  readonly setClock: readonly string[] | undefined
  readonly idleMs: number
}

/** Levels of the log, each with those before it. */
export type LogLevel = 'error' | 'warning' | 'info' | 'debug'

/** Where lines go besides standard error. */
export interface LogConfiguration {
  /** undefined: nowhere else. */
  readonly file: string | undefined
  readonly level: LogLevel
  readonly maxBytes: number
  /** How many full files are kept beside the one that is written. */
  readonly keep: number
}
