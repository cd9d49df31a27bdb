/** A barcode scanner on a serial line: RS-232, or USB set to be a serial line (CDC). */
import type { Scanner, Surroundings } from '../device.ts'
import type { OpenLine } from '../line/line.ts'
import { scanJudge, type ScanRules } from './scan-judge.ts'
import { scannerBauds } from './scanner-bauds.ts'
import { scannerHealth } from './scanner-health.ts'
import { textFrames, type Frame, type Suffix } from './text-frames.ts'

/** Whose commands make the scanner look; without any it looks by itself. */
export type Trigger = 'honeywell' | 'zkteco'

/** As the configuration says it. */
export interface SerialScannerOptions extends ScanRules {
  readonly name: string
  readonly path: string
  /** One of {@link scannerBauds}. Default: 9,600. */
  readonly baud?: number
  /** Default: cr. */
  readonly suffix?: Suffix
  /** A silence of so many milliseconds ends a text. Default: 50 without a suffix, 500 with one. */
  readonly gapMs?: number
  readonly trigger?: Trigger
  /** For a scanner that stops looking by itself: how often it is told to look, in milliseconds. Default: 20,000. */
  readonly triggerEveryMs?: number
}

/** What a driver of a serial device is given. */
export interface SerialSurroundings extends Surroundings {
  readonly openLine: OpenLine
}

const commands: Readonly<Record<Trigger, { readonly look: number[]; readonly rest: number[] }>> = {
  // SYN T CR and SYN U CR.
  honeywell: { look: [0x16, 0x54, 0x0d], rest: [0x16, 0x55, 0x0d] },
  zkteco: { look: [0x54], rest: [0x50] },
}
/** Noise is logged by its count, at most so often. */
const logEveryMs = 60_000

/** Opens the scanner; it is `missing` until it is plugged in. */
export function openSerialScanner(
  options: SerialScannerOptions,
  { openLine, now, monotonicMs, log }: SerialSurroundings,
): Scanner {
  const { name, path, baud = 9_600, suffix = 'cr', trigger, triggerEveryMs = 20_000 } = options
  const gapMs = options.gapMs ?? (suffix === 'none' ? 50 : 500)
  if (!scannerBauds.includes(baud)) throw new TypeError(`${name}: no scanner speaks at ${baud}`)
  const line = openLine({ path, baudRate: baud })
  const frames = textFrames(suffix)
  const judge = scanJudge(options)
  const health = scannerHealth(name, now)
  const listeners = new Set<(text: string) => void>()
  let gap: ReturnType<typeof setTimeout> | undefined
  let lookedMs = -Infinity
  let loggedNoise = 0
  let loggedMs = -Infinity

  const tell = () => {
    const { noise } = judge.counts()
    const state =
      line.state() === 'ready' && judge.isStorm(monotonicMs()) ? 'failing' : line.state()
    health.become(state, noise === 0 ? undefined : `${noise} unreadable`)
    if (noise === loggedNoise || monotonicMs() - loggedMs < logEveryMs) return
    log(`${name}: ${noise - loggedNoise} scans that are no text`)
    loggedNoise = noise
    loggedMs = monotonicMs()
  }
  const look = () => {
    if (trigger === undefined || line.state() !== 'ready') return
    lookedMs = monotonicMs()
    // A scanner that is gone is told by its line.
    line.write(Uint8Array.from(commands[trigger].look)).catch(() => undefined)
  }
  const take = (found: readonly Frame[]) => {
    for (const frame of found) {
      if (frame.is === 'noise') {
        judge.noise(monotonicMs())
        continue
      }
      const scan = judge.judge(frame.bytes, monotonicMs())
      if (scan.is === 'text') for (const listener of [...listeners]) listener(scan.text)
      if (scan.is !== 'noise') look()
    }
    tell()
  }
  const awaitSilence = () => {
    clearTimeout(gap)
    if (!frames.isOpen()) return
    const dueMs = monotonicMs() + gapMs
    gap = setTimeout(() => {
      // A timer that comes late says that this process slept: what the scanner sent meanwhile is yet to be read.
      if (monotonicMs() - dueMs > gapMs / 2 + 10) awaitSilence()
      else take(frames.silence())
    }, gapMs)
  }

  const ends = [
    line.onBytes((bytes) => {
      take(frames.push(bytes))
      awaitSilence()
    }),
    line.onState((state) => {
      // What a device began to say before it was pulled out is nothing.
      if (state !== 'ready') {
        clearTimeout(gap)
        take(frames.silence().map(() => ({ is: 'noise' })))
      }
      tell()
      look()
    }),
  ]
  const every = setInterval(
    () => {
      tell()
      if (monotonicMs() - lookedMs >= triggerEveryMs) look()
    },
    Math.min(triggerEveryMs, 1_000),
  )
  every.unref()
  tell()
  look()

  return {
    name,
    kind: 'scanner',
    health: () => health.now(),
    watch: (onHealth) => health.watch(onHealth),
    test() {
      tell()
      return Promise.resolve(health.now())
    },
    listen(onText) {
      listeners.add(onText)
      return () => {
        listeners.delete(onText)
      }
    },
    async stop() {
      clearInterval(every)
      clearTimeout(gap)
      for (const end of ends) end()
      if (trigger !== undefined && line.state() === 'ready') {
        await line.write(Uint8Array.from(commands[trigger].rest)).catch(() => undefined)
      }
      await line.close()
    },
  }
}
