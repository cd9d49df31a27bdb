/** Keeps how a device is, and tells whoever watches when that changes. */
import type { DeviceHealth, DeviceKind, DeviceState } from '../../shared/device-health.ts'

/** The health of one device, kept by its driver. */
export interface KeptHealth {
  readonly now: () => DeviceHealth
  /** Watchers are called only where something changed. */
  become(state: DeviceState, detail?: string): void
  readonly watch: (onHealth: (health: DeviceHealth) => void) => () => void
}

/** A device begins as `starting`. */
export function keepHealth(name: string, kind: DeviceKind, clock: () => Date): KeptHealth {
  const watchers = new Set<(health: DeviceHealth) => void>()
  const since = () =>
    clock()
      .toISOString()
      .replace(/\.\d{3}Z$/, 'Z')
  let health: DeviceHealth = { name, kind, state: 'starting', since: since() }
  return {
    now: () => health,
    become(state, detail) {
      if (state === health.state && detail === health.detail) return
      health = {
        name,
        kind,
        state,
        since: state === health.state ? health.since : since(),
        ...(detail !== undefined && { detail }),
      }
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
