/** What the browser promises of what is kept: whether it may be deleted when room is short, and whether it may be asked. */

/** `kept`: only a person deletes it; `may-go`: the browser may; `unknown`: it does not say. */
export type StorageState = 'kept' | 'may-go' | 'unknown'

/** What is promised now. */
export async function storageState(): Promise<StorageState> {
  if (!('storage' in navigator) || !('persisted' in navigator.storage)) return 'unknown'
  return (await navigator.storage.persisted()) ? 'kept' : 'may-go'
}

/** Asks for the promise; some browsers ask the person, others decide by how much a page is used. */
export async function askToKeep(): Promise<StorageState> {
  if (!('storage' in navigator) || !('persist' in navigator.storage)) return 'unknown'
  return (await navigator.storage.persist()) ? 'kept' : 'may-go'
}
