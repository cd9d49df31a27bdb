/** A gate in memory for tests of the lane: it takes commands or does not, and tells what a test makes it tell. */
import type { DeviceHealth } from '../../shared/device-health.ts'
import { DeviceError, type Gate, type GateHappening } from '../devices/device.ts'

/** The gate, and what a test does with it. */
export interface TestGate extends Gate {
  /** Every command that it was given, whether it took it or not. */
  readonly commands: readonly string[]
  /** Whether it stands open, as its commands have it. */
  isOpen(): boolean
  tell(happening: GateHappening): void
  /** From now on commands are taken, or refused, or never answered. */
  behave(how: 'well' | 'badly' | 'silently'): void
}

/** A gate that tells passages, or one that does not and whose pulse is over when a test says `shut`. */
export function testGate({ tellsPassages = true } = {}): TestGate {
  const listeners = new Set<(happening: GateHappening) => void>()
  const commands: string[] = []
  let how: 'well' | 'badly' | 'silently' = 'well'
  let isOpen = false
  const tell = (happening: GateHappening) => {
    for (const listener of [...listeners]) listener(happening)
  }
  const take = (command: string, opens: boolean): Promise<void> => {
    commands.push(command)
    if (how === 'silently') return new Promise(() => undefined)
    if (how === 'badly') return Promise.reject(new DeviceError('ERR_DEVICE_MISSING', 'gone'))
    const was = isOpen
    isOpen = opens
    if (opens !== was) tell({ happening: opens ? 'opened' : 'shut' })
    return Promise.resolve()
  }
  const health = (): DeviceHealth => ({
    name: 'gate',
    kind: 'gate',
    state: how === 'well' ? 'ready' : 'missing',
    since: '2026-03-01T00:00:00Z',
  })
  return {
    name: 'gate',
    kind: 'gate',
    tellsPassages,
    commands,
    isOpen: () => isOpen,
    tell(happening) {
      if (happening.happening === 'opened') isOpen = true
      if (happening.happening === 'shut') isOpen = false
      tell(happening)
    },
    behave(next) {
      how = next
    },
    health,
    watch: () => () => undefined,
    test: () => Promise.resolve(health()),
    stop: () => Promise.resolve(),
    open: (persons) => take(`open ${String(persons)}`, true),
    holdOpen: () => take('hold', true),
    shut: () => take('shut', false),
    listen(onHappening) {
      listeners.add(onHappening)
      return () => {
        listeners.delete(onHappening)
      }
    },
  }
}
