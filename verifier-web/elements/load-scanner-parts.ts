/** Fetches what opens a camera. */
import type * as ScannerParts from './scanner-parts.ts'

/** What the scanner needs once a camera is to be opened; undefined where it cannot be had. */
export async function loadScannerParts(): Promise<typeof ScannerParts | undefined> {
  try {
    return await import('./scanner-parts.ts')
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
