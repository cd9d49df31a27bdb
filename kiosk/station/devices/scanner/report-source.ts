/** Where the reports of a HID device come from: the one thing that a test puts its own in place of. */

/** A device that could be opened. */
export interface FoundHid {
  readonly path: string
  readonly vendor: number
  readonly product: number
  readonly usagePage: number
  readonly usage: number
}

/** An open device. */
export interface OpenHid {
  onReport(listener: (report: Uint8Array) => void): void
  /** The device is gone, or cannot be read any more. */
  onGone(listener: () => void): void
  sendFeature(bytes: Uint8Array): Promise<void>
  close(): Promise<void>
}

/** The HID devices of a machine. */
export interface ReportSource {
  /** What is plugged in now. */
  devices(): Promise<readonly FoundHid[]>
  /** Rejects with the system's error where it cannot be opened. */
  open(path: string): Promise<OpenHid>
}
