/** Tells a scanned text from noise and from the same code seen again; keeps counts, and of a text its digest for some seconds. */
import { createHash } from 'node:crypto'

/** What a scanner was set to. */
export interface ScanRules {
  /** Whether the scanner puts an AIM identifier such as `]Q1` before a text. */
  readonly aim?: boolean
  /** What the scanner sends when it saw nothing, where it does: no text. */
  readonly noRead?: string
  /** For how long the same code is not told again after it was last seen, in milliseconds. Default: 1,000. */
  readonly repeatMs?: number
}

/** What a scan is. */
export type Scan =
  { readonly is: 'text'; readonly text: string } | { readonly is: 'repeat' | 'no-read' | 'noise' }

/** How often each was seen since the start. */
export type ScanCounts = Readonly<Record<Scan['is'], number>>

/** The judge of one scanner's scans. */
export interface ScanJudge {
  judge(bytes: Uint8Array, nowMs: number): Scan
  /** Counts what was thrown away before it was a scan. */
  noise(nowMs: number): void
  counts(): ScanCounts
  /** Whether there was so much noise of late that the scanner must be set wrongly, or broken. */
  isStorm(nowMs: number): boolean
}

/** No code that anybody could mean is shorter; what is, comes from a line without a device. */
const fewestCharacters = 6
/** In a storm only what is too long to be chance is a text: every code that could let anybody through is longer. */
const fewestInStorm = 32
const storm = 8
const stormMs = 10_000

const aimPrefix = /^\][A-Za-z][0-9A-Za-z]/
/** Controls, but for those that stand in a code: tab, line ends, and the separators of GS1 and of ISO 15434. */
const control = /[\x00-\x08\x0B\x0C\x0E-\x1B\x7F]/
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Makes a judge. */
export function scanJudge({ aim = false, noRead, repeatMs = 1_000 }: ScanRules = {}): ScanJudge {
  const counts = { text: 0, repeat: 0, 'no-read': 0, noise: 0 }
  let noisy = 0
  let noisyAt = -Infinity
  let last: { readonly digest: string; at: number } | undefined

  const isStorm = (nowMs: number) => noisy >= storm && nowMs - noisyAt < stormMs
  const noise = (nowMs: number) => {
    noisy = nowMs - noisyAt < stormMs ? noisy + 1 : 1
    noisyAt = nowMs
    counts.noise++
  }
  const look = (bytes: Uint8Array, nowMs: number): Scan => {
    const whole = decode(bytes)
    if (whole === undefined) return { is: 'noise' }
    if (noRead !== undefined && whole === noRead) return { is: 'no-read' }
    const text = aim ? whole.replace(aimPrefix, '') : whole
    const fewest = isStorm(nowMs) ? fewestInStorm : fewestCharacters
    if (text.length < fewest || control.test(text)) return { is: 'noise' }
    const digest = createHash('sha256').update(text).digest('base64')
    const isAgain = last?.digest === digest && nowMs - last.at < repeatMs
    last = { digest, at: nowMs }
    return isAgain ? { is: 'repeat' } : { is: 'text', text }
  }

  return {
    judge(bytes, nowMs) {
      const scan = look(bytes, nowMs)
      if (scan.is === 'noise') noise(nowMs)
      else {
        counts[scan.is]++
        noisy = 0
      }
      return scan
    },
    noise,
    counts: () => ({ ...counts }),
    isStorm,
  }
}

/** Codes are written in ASCII or UTF-8. Another encoding is not guessed: a wrong guess would be another code. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
