/** What the scanner is doing and what it tells. */
import type { ScannerProblem } from './scanner-words.ts'

/** What the scanner is doing. */
export type ScannerState = 'off' | 'starting' | 'on' | ScannerProblem

/** What a camera that comes, or comes back, may put right. */
export const awaitsCamera: ReadonlySet<ScannerState> = new Set(['lost', 'missing', 'busy'])

/** What the scanner tells: `new CustomEvent(name, { detail })`, bubbling and composed. */
export interface ScannerEvents {
  'greengate-text': CustomEvent<{ readonly text: string }>
  'greengate-several': CustomEvent<{ readonly count: number }>
  'greengate-frame': CustomEvent<{ readonly bytes: Uint8Array }>
  'greengate-scanner-state': CustomEvent<{ readonly state: ScannerState }>
}

declare global {
  interface HTMLElementEventMap {
    'greengate-text': ScannerEvents['greengate-text']
    'greengate-several': ScannerEvents['greengate-several']
    'greengate-frame': ScannerEvents['greengate-frame']
    'greengate-scanner-state': ScannerEvents['greengate-scanner-state']
  }
}
