/** Keeps how one device is, since when, and whom to tell. */
import type { DeviceHealth, DeviceKind, DeviceState } from '../../../shared/device-health.ts'

/** The health of one device, and its only writer. */
export interface KeptHealth {
  readonly health: () => DeviceHealth
  readonly watch: (onHealth: (health: DeviceHealth) => void) => () => void
  /** Tells its watchers where something is new. */
  become(state: DeviceState, detail?: string): void
}

/** Starts as `starting`. */
export function keepHealth(name: string, kind: DeviceKind, now: () => Date): KeptHealth {
  const watchers = new Set<(health: DeviceHealth) => void>()
  const instant = () => `${now().toISOString().slice(0, 19)}Z`
  let health: DeviceHealth = { name, kind, state: 'starting', since: instant() }
  return {
    health: () => health,
    watch(onHealth) {
      watchers.add(onHealth)
      return () => {
        watchers.delete(onHealth)
      }
    },
    become(state, detail) {
      if (health.state === state && health.detail === detail) return
      const since = health.state === state ? health.since : instant()
      health = { name, kind, state, since, ...(detail === undefined ? {} : { detail }) }
      for (const watcher of [...watchers]) watcher(health)
    },
  }
}
