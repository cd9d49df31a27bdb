/** The few things that a store and a folder ask of a file system; what they fail with is the system's own error. */

/** A file being written. */
export interface FileBeingWritten {
  /** Adds bytes behind those that were written. */
  write(bytes: Uint8Array): Promise<void>
  /** Returns when the bytes are on the disk. */
  sync(): Promise<void>
  /** Ends it. */
  close(): Promise<void>
}

/** A file system. */
export interface Files {
  /** A file's bytes; undefined where there is none. A file of more than `maxBytes` is refused before it is read. */
  read(path: string, maxBytes: number): Promise<Uint8Array | undefined>
  /** Changes whenever a file does; undefined where there is none. */
  stamp(path: string): Promise<string | undefined>
  /** Makes an empty file, in place of any other. */
  create(path: string): Promise<FileBeingWritten>
  /** Puts a file in the place of another, at once. */
  rename(from: string, to: string): Promise<void>
  /** Returns when the names in a folder are on the disk. */
  syncFolder(path: string): Promise<void>
  /** Makes a folder and those above it. */
  makeFolder(path: string): Promise<void>
  /** The names of the files in a folder. */
  list(path: string): Promise<readonly string[]>
}
