/** A lane without a gate: the screen says who may pass, and nothing is opened. */
import type { Gate, Surroundings } from '../device.ts'
import { keepHealth } from '../kept-health.ts'

/** A gate that takes every command and is always well. */
export function openNoGate(
  { name, showMs = 1_000 }: { readonly name: string; readonly showMs?: number },
  { now }: Pick<Surroundings, 'now'>,
): Gate {
  const kept = keepHealth(name, 'gate', now)
  const listeners = new Set<Parameters<Gate['listen']>[0]>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOpen = false
  const stands = (open: boolean) => {
    clearTimeout(timer)
    if (isOpen !== open) {
      isOpen = open
      for (const listener of [...listeners]) listener({ happening: open ? 'opened' : 'shut' })
    }
    return Promise.resolve()
  }
  kept.become('ready')
  return {
    name,
    kind: 'gate',
    // Nobody counts: whoever may pass has passed a moment later.
    tellsPassages: false,
    health: kept.now,
    watch: kept.watch,
    test: () => Promise.resolve(kept.now()),
    async open() {
      await stands(true)
      timer = setTimeout(() => void stands(false), showMs)
    },
    holdOpen: () => stands(true),
    shut: () => stands(false),
    stop: () => stands(false),
    listen(onHappening) {
      listeners.add(onHappening)
      return () => {
        listeners.delete(onHappening)
      }
    },
  }
}
