/** What a station in a process of its own is told and tells, a line of JSON each. Types only. */
import type { Outcome } from 'greengate'
import type { Service } from '../shared/kiosk-api.ts'

/** How it is started. */
export interface StationSetting {
  readonly bundleFolder: string
  readonly journalFolder: string
  readonly stationFolder: string
  readonly ruleSet: string
  /** Ends of cables; absent: no such device. */
  readonly scanner?: string
  readonly reader?: string
  readonly printer?: string
  readonly gate: { readonly board: 'lcus' | 'modbus'; readonly path: string }
  readonly pulseMs: number
  readonly gapMs: number
}

/** What it tells. */
export type Told =
  | { readonly told: 'open' }
  /** Of what its scanner or its reader read: the receipt is durable, and the gate has its command. */
  | { readonly told: 'shown'; readonly outcome: Outcome }
  | { readonly told: 'service'; readonly service: Service }
  /** From the last byte that came in to the first that went to the gate, of each passage: milliseconds, and those of them in which a processor was had. */
  | { readonly told: 'own'; readonly ms: readonly number[]; readonly cpuMs: readonly number[] }

/** What it is told. */
export type Ask =
  /** Its clock is so many seconds wrong from now on. */
  | { readonly ask: 'clock'; readonly seconds: number }
  | { readonly ask: 'own' }
  | { readonly ask: 'end' }
