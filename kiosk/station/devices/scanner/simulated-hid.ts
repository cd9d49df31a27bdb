/** HID devices that a test plugs in and pulls out, and a scanner among them that makes the reports of its kind. */
import type { FoundHid, OpenHid, ReportSource } from './report-source.ts'

/** How a simulated scanner makes its reports. */
export interface HidReportOptions {
  readonly aim?: string
  readonly symbology?: number
  /** Whether a report begins with its number. */
  readonly isNumbered?: boolean
}

/** A text as the reports that carry it: 56 bytes each, all but the last with "more". */
export function reportsOf(
  text: string | Uint8Array,
  { aim = ']Q1', symbology = 0x73, isNumbered = true }: HidReportOptions = {},
): readonly Uint8Array[] {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const count = Math.max(1, Math.ceil(bytes.length / 56))
  return Array.from({ length: count }, (_, n) => {
    const data = bytes.subarray(n * 56, n * 56 + 56)
    const report = new Uint8Array(64)
    report.set([2, data.length, ...new TextEncoder().encode(aim)])
    report.set(data, 5)
    report[61] = symbology
    report[63] = n < count - 1 ? 1 : 0
    return isNumbered ? report : report.subarray(1)
  })
}

/** The devices of a simulated machine. */
export interface SimulatedHid extends ReportSource {
  plug(device: Partial<FoundHid>): void
  unplug(): void
  /** Refuses to open anything, with this code of the system. */
  refuse(code: string | undefined): void
  report(report: Uint8Array): void
  /** Every feature report that was sent to it. */
  readonly features: readonly (readonly number[])[]
  isOpen(): boolean
}

/** Makes a machine without any device. */
export function simulateHid(): SimulatedHid {
  const found: FoundHid[] = []
  const features: number[][] = []
  let refusal: string | undefined
  let open: { report?: (report: Uint8Array) => void; gone?: () => void } | undefined
  return {
    features,
    devices: () => Promise.resolve([...found]),
    open() {
      if (refusal !== undefined)
        return Promise.reject(Object.assign(new Error('cannot open'), { code: refusal }))
      const mine: NonNullable<typeof open> = {}
      open = mine
      const opened: OpenHid = {
        onReport: (listener) => {
          mine.report = listener
        },
        onGone: (listener) => {
          mine.gone = listener
        },
        sendFeature(bytes) {
          features.push([...bytes])
          return Promise.resolve()
        },
        close() {
          if (open === mine) open = undefined
          return Promise.resolve()
        },
      }
      return Promise.resolve(opened)
    },
    plug(device) {
      found.push({ path: 'hid-1', vendor: 1, product: 2, usagePage: 0x8c, usage: 2, ...device })
    },
    unplug() {
      found.length = 0
      open?.gone?.()
    },
    refuse(code) {
      refusal = code
    },
    report(report) {
      open?.report?.(report)
    },
    isOpen: () => open !== undefined,
  }
}
