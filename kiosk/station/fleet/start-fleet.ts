/** A station as one of a fleet: tells its collector how it is, and takes what is pushed to all. */
import type { InstantText } from 'greengate'
import type { Signer } from 'greengate/issue'
import type { Journal } from '../journal/journal.ts'
import type { StationBundle } from '../station-bundle.ts'
import type { Station } from '../station-parts.ts'
import { startPushedUpdates } from './pushed-updates.ts'
import { startHeartbeats, type HeartbeatTimes } from './start-heartbeats.ts'
import type { Uplink } from './uplink.ts'

/** What it works with. */
export interface FleetOptions {
  readonly uplink: Uplink
  readonly started: InstantText
  readonly heartbeatSeconds: number
  readonly heartbeatTimes?: Partial<HeartbeatTimes> | undefined
  readonly name: string
  readonly lane: string
  readonly ruleSet: string
  readonly signer: Pick<Signer, 'sign'>
  readonly bundle: Pick<StationBundle, 'bundle' | 'takePushed' | 'refresh'>
  readonly journal: Pick<Journal, 'head'>
  readonly station: Pick<Station, 'changed' | 'listen' | 'look'>
  /** There is a way again: whoever waits may try. */
  readonly onWay: () => void
  readonly now: () => Date
  readonly monotonicMs: () => number
  readonly log: (line: string) => void
}

/** As long as the station runs. */
export interface Fleet {
  offsetMs(): number | null
  /** Something newer is in force. */
  updated(): void
  close(): Promise<void>
}

/** Starts it. */
export function startFleet(options: FleetOptions): Fleet {
  const { uplink, bundle, journal, station, signer, now, monotonicMs, log } = options
  const onFault = (what: string) => (error: unknown) => {
    log(`${what} (${error instanceof Error ? error.name : 'fault'})`)
  }
  const heartbeats = startHeartbeats({
    ...{ line: uplink.line, signer, now, monotonicMs, log },
    started: options.started,
    everySeconds: options.heartbeatSeconds,
    times: options.heartbeatTimes ?? {},
    look: () => ({
      ...{ station: options.name, lane: options.lane, ruleSet: options.ruleSet },
      ...{ bundle: bundle.bundle, head: journal.head() },
      ...station.look(),
    }),
    onFault: onFault('the heartbeats ended'),
  })
  const updated = () => {
    station.changed()
    heartbeats.nudge()
  }
  const pushed = startPushedUpdates({
    takeFile: (bytes) => bundle.takePushed(bytes, now()),
    refresh: () => bundle.refresh(),
    onUpdated: updated,
    onFault: onFault('a pushed update was not taken'),
    monotonicMs,
  })
  uplink.listen(
    (body) => {
      pushed.push(body)
    },
    (isFirst) => {
      if (!isFirst) pushed.push(new Uint8Array())
      heartbeats.nudge()
      options.onWay()
    },
  )
  let service: string | undefined
  const unlisten = station.listen((event) => {
    if (event.kind !== 'status') return
    if (service !== undefined && service !== event.status.service) heartbeats.nudge()
    service = event.status.service
  })
  return {
    offsetMs: () => heartbeats.offsetMs(),
    updated,
    async close() {
      unlisten()
      await heartbeats.close()
      await pushed.close()
    },
  }
}
