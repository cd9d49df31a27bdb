/** Watches over a running station, and lets systemd start it anew when a part of it no longer lives. */
import type { Connectable } from '../../shared/connection.ts'
import type { Log } from '../log.ts'
import { hearScreen } from './hear-screen.ts'
import { deadParts, type Beats, type DeadPart } from './liveness.ts'
import type { Systemd } from './systemd.ts'

/** What is watched, and with what. */
export interface WatchdogParts {
  readonly station: Connectable & { tend(): Promise<boolean> }
  readonly systemd: Systemd | undefined
  readonly log: Pick<Log, 'error' | 'info'>
  readonly monotonicMs: () => number
  /** Between two looks, in milliseconds. */
  readonly everyMs?: number
}

/** A watch that goes on until it is stopped. */
export interface Watchdog {
  /** The contract to serve to screens: what they ask is heard. */
  readonly api: Connectable
  dead(): readonly DeadPart[]
  stop(): void
}

/** Starts to watch, and says that the station is ready. */
export function startWatchdog(parts: WatchdogParts): Watchdog {
  const { station, systemd, log, monotonicMs } = parts
  const start = monotonicMs()
  let beats: Beats = { turnMs: start, receiptsMs: start, screenMs: undefined }
  let said = ''
  let isProbing = false

  /** Housekeeping waits for its turn among the decisions: when it is through, so are they. */
  const probe = async () => {
    if (isProbing) return
    isProbing = true
    try {
      const isSound = await station.tend()
      const now = monotonicMs()
      const receiptsMs = isSound ? now : beats.receiptsMs
      beats = { ...beats, turnMs: now, receiptsMs }
    } finally {
      isProbing = false
    }
  }
  const look = () => {
    void probe()
    const dead = deadParts(beats, monotonicMs())
    const now = dead.join(', ')
    if (now !== said && now !== '') log.error(`no sign of life: ${now}`)
    if (now !== said && now === '') log.info('all parts live again')
    said = now
    if (now === '') systemd?.notify('WATCHDOG=1')
  }
  const timer = setInterval(look, parts.everyMs ?? systemd?.everyMs ?? 10_000)
  systemd?.notify('--ready')
  return {
    api: hearScreen(station, () => {
      beats = { ...beats, screenMs: monotonicMs() }
    }),
    dead: () => deadParts(beats, monotonicMs()),
    stop() {
      clearInterval(timer)
      systemd?.notify('STOPPING=1')
    },
  }
}
