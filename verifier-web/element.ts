/**
 * The package's entry `greengate/element`: registers the elements, and says where the package has the decoder's files.
 *
 * @module greengate/element
 */
import { usePlaces } from './edges/decoder-places.ts'

// Written so that Vite and its like find the files and carry them along; for others the folder is copied beside the bundle.
usePlaces({
  worker: new URL('./element/decoder-worker.js', import.meta.url).href,
  fallback: new URL('./element/decoder-fallback.js', import.meta.url).href,
  wasm: new URL('./element/zxing_reader.wasm', import.meta.url).href,
})

export { GreengateDecision } from './elements/greengate-decision.ts'
export { GreengateScanner } from './elements/greengate-scanner.ts'

export type { Language } from './elements/language.ts'
export type { ScannerEvents, ScannerState } from './elements/greengate-scanner.ts'
