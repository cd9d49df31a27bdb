/** What a source asks of a web server or a folder: one file, bounded, and only if it has changed. */

/** How a file is read. */
export interface Ask {
  /** Security-relevant: nothing longer is read. */
  readonly maxBytes: number
  /** Of the file as it was taken up last: if it is still that, nothing is read. */
  readonly tag?: string | undefined
  /** Named by its digest: parts of it that were read at different times fit together. */
  readonly immutable?: boolean
  /** Ends it: reading fails with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/** What reading came to. */
export type Read =
  | { readonly state: 'read'; readonly bytes: Uint8Array; readonly tag: string | undefined }
  | { readonly state: 'unchanged' }
  | { readonly state: 'missing' }

/** Reads files by their path from the top of a bundle's folder. */
export interface Reader {
  /**
   * Reads a file.
   *
   * @param received - Told of every byte that came over the line.
   * @throws GreengateError `ERR_SOURCE_...`
   */
  read(path: string, ask: Ask, received: (bytes: number) => void): Promise<Read>
}
