/** Where the decoder's worker lies: beside the script, in a folder that a page names, or where the package has it. */

/** Addresses of its files. */
export interface DecoderPlaces {
  readonly worker: string
  readonly fallback: string
  readonly wasm: string
}

const name = 'decoder-worker.js'
let usual: DecoderPlaces | undefined

/** Says where they lie when a page names no folder; undefined: beside the script again. */
export function usePlaces(places: DecoderPlaces | undefined): void {
  usual = places
}

/**
 * The worker's address. The other two lie beside it; where a bundler may have renamed all three, the worker is told of
 * them, after the hash, so that no server hears of them and every cache knows the file.
 *
 * @param assets - A folder, as the page names it; undefined: the usual place.
 */
export function workerAddress(assets?: string): string {
  // A folder may be named without its last slash.
  if (assets !== undefined && assets !== '')
    return new URL(name, new URL(assets.replace(/\/?$/, '/'), document.baseURI)).href
  // Not in the form that bundlers take for a file to carry along: beside the script it lies as it is.
  if (usual === undefined) return new URL(name, new URL(import.meta.url)).href
  const { worker, fallback, wasm } = usual
  return `${worker}#${new URLSearchParams({ fallback, wasm }).toString()}`
}
