/** Where the decoder's three files lie: beside the script, in a folder that a page names, or where the package has them. */

/** Their addresses. */
export interface DecoderPlaces {
  readonly worker: string
  readonly fallback: string
  readonly wasm: string
}

let usual: DecoderPlaces | undefined

/** Says where they lie when a page names no folder; undefined: beside the script again. */
export function usePlaces(places: DecoderPlaces | undefined): void {
  usual = places
}

/**
 * Where they lie.
 *
 * @param assets - A folder, as the page names it; undefined: the usual place.
 */
export function decoderPlaces(assets?: string): DecoderPlaces {
  if (assets === undefined || assets === '') return usual ?? filesOf(new URL(import.meta.url))
  // A folder may be named without its last slash.
  return filesOf(new URL(assets.endsWith('/') ? assets : `${assets}/`, document.baseURI))
}

/** Relative to a folder, or to a file in it. */
function filesOf(folder: URL): DecoderPlaces {
  const place = (name: string): string => new URL(name, folder).href
  return {
    worker: place('decoder-worker.js'),
    fallback: place('decoder-fallback.js'),
    wasm: place('zxing_reader.wasm'),
  }
}

/**
 * The worker's address, which tells it of the other two: a bundler may have renamed all three. After the hash, so that
 * no server hears of them and every cache knows the file.
 */
export function workerAddress({ worker, fallback, wasm }: DecoderPlaces): string {
  return `${worker}#${new URLSearchParams({ fallback, wasm }).toString()}`
}
