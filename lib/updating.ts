/**
 * The public entry `greengate/update`: a verifier's bundle, kept and refreshed.
 *
 * @module greengate/update
 */
export { openBundle } from './update/open-bundle.ts'
export { fileStore } from './update/file-store.ts'
export { indexedDbStore } from './update/indexed-db-store.ts'
export { memoryStore } from './update/memory-store.ts'
export { folderSource, httpSource } from './update/sources.ts'
export { FrameCollector } from './carriage/frame-collector.ts'
export { applyDelta } from './carriage/delta.ts'
export { GreengateError } from './errors.ts'

export type { OpenBundle, OpenBundleOptions, RefreshOptions } from './update/open-bundle.ts'
export type { Opened } from './update/keeper.ts'
export type { KeptProof } from './update/proof.ts'
export type { PollOptions } from './update/poll.ts'
export type { Refreshed, TakenFrame, Versions } from './update/refreshed.ts'
export type { BundleStore, Saving, Stored } from './update/store.ts'
export type { FileStoreOptions } from './update/file-store.ts'
export type { FileBeingWritten, Files } from './update/files.ts'
export type { BundleSource, Gathered, Holding } from './update/source.ts'
export type { HttpOptions } from './update/http-reader.ts'
export type { Contents } from './carriage/contents.ts'
export type { Collected } from './carriage/frame-collector.ts'
export type { BundleDocument } from './bundle/container.ts'
export type { ErrorCode } from './errors.ts'
