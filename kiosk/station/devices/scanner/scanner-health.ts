/** How a scanner is, since when, and who wants to hear of it. */
import type { DeviceHealth, DeviceState } from '../../../shared/device-health.ts'

/** The health of one scanner. */
export interface ScannerHealth {
  now(): DeviceHealth
  become(state: DeviceState, detail?: string): void
  watch(onHealth: (health: DeviceHealth) => void): () => void
}

/** Begins with `starting`. */
export function scannerHealth(name: string, now: () => Date): ScannerHealth {
  const watchers = new Set<(health: DeviceHealth) => void>()
  const healthOf = (state: DeviceState, detail?: string): DeviceHealth => ({
    name,
    kind: 'scanner',
    state,
    since: `${now().toISOString().slice(0, 19)}Z`,
    ...(detail !== undefined && { detail }),
  })
  let health = healthOf('starting')
  return {
    now: () => health,
    become(state, detail) {
      if (state === health.state && detail === health.detail) return
      const next = healthOf(state, detail)
      // A new detail is not a new state.
      health = state === health.state ? { ...next, since: health.since } : next
      for (const watcher of [...watchers]) watcher(health)
    },
    watch(onHealth) {
      watchers.add(onHealth)
      return () => {
        watchers.delete(onHealth)
      }
    },
  }
}
