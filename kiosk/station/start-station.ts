/** Starts a configured station, the same under Node and under Electron: its log, its devices, its watch, and its end. */
import type { Connectable } from '../shared/connection.ts'
import { openSerialLine } from './devices/line/line.ts'
import { openDevices } from './devices/open-devices.ts'
import { allDevices } from './devices/station-devices.ts'
import { endOnFault } from './end-on-fault.ts'
import { startLog, type Log } from './log.ts'
import { openStation, type OpenStation } from './open-station.ts'
import type { PreparedStation } from './prepare-station.ts'
import { startScreenWatch } from './watchdog/screen-watch.ts'
import { startWatchdog } from './watchdog/start-watchdog.ts'
import { systemdOf } from './watchdog/systemd.ts'

/** The process that it runs in. */
export interface StationProcess {
  /** Ends the process after a fault, by a code that has it started anew. */
  readonly leave: () => void
}

/** A station that runs until it is ended. */
export interface StartedStation {
  /** What screens are served. */
  readonly api: Connectable
  readonly log: Log
  /** The gate, before anything else that ends and may hang. */
  readonly shutGate: () => Promise<void>
  /** Shuts the gate, notes the end in the journal and lets go of everything; once, whoever asks. */
  readonly end: () => Promise<void>
}

/**
 * Starts it. From here on a fault that nobody expected ends it, gate first.
 *
 * @throws StationError when it cannot be started; nothing is left open then.
 */
export async function startStation(
  prepared: PreparedStation,
  { leave }: StationProcess,
): Promise<StartedStation> {
  const { configuration, name } = prepared
  const now = () => new Date()
  const monotonicMs = () => performance.now()
  const log = startLog(name, configuration.log)
  const devices = openDevices(configuration.devices, {
    ...{ now, monotonicMs, log, openLine: openSerialLine },
  })
  /** Before there is a lane over the gate its driver shuts it. */
  let shutGate = async () => {
    await devices.gate?.stop()
  }
  let close = async () => {
    for (const device of allDevices(devices).toReversed()) await device.stop()
  }
  let ended: Promise<void> | undefined
  const endOnce = async () => {
    try {
      await shutGate()
    } finally {
      await close()
    }
  }
  const end = () => (ended ??= endOnce())
  const forgetFaults = endOnFault(process, { end, leave, log })
  const screen = startScreenWatch(monotonicMs)
  const options = { ...prepared, devices, log, isSeen: screen.isSeen }
  const opened = await openStation(options).catch(async (error: unknown) => {
    await end()
    forgetFaults()
    log.close()
    throw error
  })
  const watchdog = watch(opened, log, monotonicMs)
  shutGate = opened.shutGate
  close = async () => {
    watchdog.stop()
    await opened.close()
    forgetFaults()
    log.close()
  }
  const api = screen.hear(watchdog.api, () => {
    opened.station.changed()
  })
  return { api, log, end, shutGate: () => shutGate() }
}

const watch = ({ station }: OpenStation, log: Log, monotonicMs: () => number) =>
  startWatchdog({ station, log, monotonicMs, systemd: systemdOf(process.env) })
