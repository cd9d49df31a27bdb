/** The decoder of a scanner: started when there is something to read, and again after it was closed. */
import { openDecoder, type Decoder } from '../edges/decoder.ts'

/** It, or its absence. */
export class KeptDecoder {
  #decoder: Decoder | undefined

  /** Whether one was started. */
  get isOpen(): boolean {
    return this.#decoder !== undefined
  }

  /**
   * The one that runs, or a fresh one.
   *
   * @param assets - The folder of its files, as the page names it.
   */
  open(assets: string | undefined): Decoder {
    this.#decoder ??= openDecoder(assets === undefined ? {} : { assets })
    return this.#decoder
  }

  /** Ends its worker. */
  close(): void {
    this.#decoder?.close()
    this.#decoder = undefined
  }
}
