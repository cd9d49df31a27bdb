/** Reads the input reports of a HID point-of-sale scanner (usage page 8C hex) and joins them to whole scans. */
import { mostBytes } from './text-frames.ts'

/** One whole scan. */
export interface HidScan {
  readonly bytes: Uint8Array
  /** What kind of code it was, as AIM names it: `]Q1`; null where the scanner does not say. */
  readonly aim: string | null
  /** The maker's own number for the kind of code. */
  readonly symbology: number
}

/** What a report made. */
export type HidFound = HidScan | 'more' | 'noise'

/** Joins reports. */
export interface HidReports {
  push(report: Uint8Array): HidFound
  /** Forgets what has begun: the device is gone, or fell silent in the middle. */
  forget(): void
  isOpen(): boolean
}

/** The report of scanned data, where a device numbers its reports: number, length, AIM (3), data (56), kind, spare, more. */
const scannedData = 2
const room = 56
const body = 63

/**
 * Makes a joiner.
 *
 * A report comes with its number before it (64 bytes) or without (63): systems differ in that, and the length tells.
 */
export function hidReports(): HidReports {
  let parts: Uint8Array[] = []
  let length = 0
  const forget = () => {
    for (const part of parts) part.fill(0)
    parts = []
    length = 0
  }
  return {
    push(report) {
      const fields = fieldsOf(report)
      if (fields === undefined || length + fields.data.length > mostBytes) {
        forget()
        return 'noise'
      }
      parts.push(fields.data.slice())
      length += fields.data.length
      if (fields.more) return 'more'
      const bytes = Uint8Array.from(parts.flatMap((part) => [...part]))
      forget()
      return { bytes, aim: fields.aim, symbology: fields.symbology }
    },
    forget,
    isOpen: () => parts.length > 0,
  }
}

function fieldsOf(report: Uint8Array) {
  const at = report.length === body + 1 ? 1 : 0
  if (report.length !== body + at || (at === 1 && report[0] !== scannedData)) return undefined
  const [length = 0, ...rest] = report.subarray(at)
  const more = rest[body - 2] ?? 0
  if (length > room || more > 1) return undefined
  const aim = String.fromCharCode(...rest.slice(0, 3))
  return {
    data: report.subarray(at + 4, at + 4 + length),
    aim: /^\][A-Za-z][0-9A-Za-z]$/.test(aim) ? aim : null,
    symbology: rest[body - 4] ?? 0,
    more: more === 1,
  }
}
