/** Fetches what opens a camera, and what opens pictures. */
import type * as Pictures from '../edges/picture.ts'
import { isNoPart } from './is-no-part.ts'
import type * as ScannerParts from './scanner-parts.ts'

/** What the scanner needs once a camera is to be opened; undefined where it cannot be had. */
export function loadScannerParts(): Promise<typeof ScannerParts | undefined> {
  return loaded(() => import('./scanner-parts.ts'))
}

/** What it needs once it is given a picture; undefined where it cannot be had. */
export function loadPictures(): Promise<typeof Pictures | undefined> {
  return loaded(() => import('../edges/picture.ts'))
}

async function loaded<T>(load: () => Promise<T>): Promise<T | undefined> {
  try {
    return await load()
  } catch (error) {
    if (isNoPart(error)) return undefined
    throw error
  }
}
