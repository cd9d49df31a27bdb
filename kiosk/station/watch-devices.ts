/** Watches the health of devices: the status follows at once, the journal once a device has settled. */
import type { StationEvent } from 'greengate'
import type { DeviceHealth } from '../shared/device-health.ts'
import type { Device } from './devices/device.ts'

/** Whom it tells. */
export interface WatchParts {
  readonly note: (event: StationEvent) => unknown
  readonly log: (line: string) => void
  readonly onChanged: () => void
}

/** A loose plug is one event and not a hundred. */
const settleMs = 3_000

/** Watches until the returned function is called. */
export function watchDevices(
  devices: readonly Device[],
  { note, log, onChanged }: WatchParts,
): () => void {
  const stops = devices.map((device) => {
    let noted: DeviceHealth['state'] = 'starting'
    let timer: ReturnType<typeof setTimeout> | undefined
    const settled = () => {
      const { name, kind, state } = device.health()
      if (state === noted || state === 'starting') return
      noted = state
      log(`${kind} ${name}: ${state}`)
      note({ event: 'device', kind, name, state })
    }
    const onHealth = () => {
      clearTimeout(timer)
      timer = setTimeout(settled, settleMs)
      timer.unref()
      onChanged()
    }
    const unwatch = device.watch(onHealth)
    onHealth()
    return () => {
      clearTimeout(timer)
      unwatch()
    }
  })
  return () => {
    for (const stop of stops) stop()
  }
}
