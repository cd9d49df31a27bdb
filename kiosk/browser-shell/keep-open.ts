/** Keeps the screen of a station open: whatever ends it, it comes back, ever more slowly where it cannot stay. */
import { startBackOff, type BackOff } from '../shared/back-off.ts'
import type { OpenKiosk } from './open-kiosk.ts'

/** What is kept open, and by what clock. */
export interface KeepOpen {
  /** Waits for the address of the screen; a station that started anew has another one. */
  readonly address: (signal: AbortSignal) => Promise<string>
  readonly open: (url: string) => Promise<OpenKiosk>
  readonly log: (line: string) => void
  readonly monotonicMs: () => number
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly backOff?: BackOff
}

/** Keeps it open until the signal ends it. */
export async function keepOpen(parts: KeepOpen, signal: AbortSignal): Promise<void> {
  const { address, open, log, monotonicMs, sleep } = parts
  const backOff = parts.backOff ?? startBackOff()
  const isOver = () => signal.aborted
  while (!isOver()) {
    const url = await address(signal)
    if (isOver()) return
    const startedMs = monotonicMs()
    const kiosk = await open(url)
    const close = () => void kiosk.close()
    signal.addEventListener('abort', close, { once: true })
    await kiosk.ended
    signal.removeEventListener('abort', close)
    if (isOver()) return
    const waitMs = backOff.ended(startedMs, monotonicMs())
    log(`the browser ended; it is opened again in ${Math.round(waitMs / 1_000)} s`)
    await sleep(waitMs, signal)
  }
}
