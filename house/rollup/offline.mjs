/** What the service worker of the verifier keeps: the list of all that was built beside it. */
import { createHash } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** What was written into each folder, and the digest of each file: a service worker keeps all of it, so that nothing that ships is forgotten. */
const written = new Map()
export const listed = {
  name: 'listed',
  writeBundle({ dir }, bundle) {
    const files = written.get(resolve(dir)) ?? new Map()
    written.set(resolve(dir), files)
    for (const { type, fileName, code, source } of Object.values(bundle)) {
      const digest = createHash('sha256').update(type === 'chunk' ? code : source)
      files.set(fileName, digest.digest('base64url').slice(0, 16))
    }
  },
}
/** Puts that list into the worker, which is built last. */
export const precached = {
  name: 'precached',
  renderChunk(code, _chunk, { dir }) {
    const files = [...written.get(resolve(dir))].map(([url, revision]) => ({ url, revision }))
    const parts = code.split(/\bbuiltFiles\b/)
    if (parts.length !== 2) throw new Error('the worker has no place for the list of files')
    return { code: parts.join(JSON.stringify(files)), map: null }
  },
  // What an earlier build left there would be served and never kept.
  writeBundle({ dir }, bundle) {
    const ours = written.get(resolve(dir))
    for (const name of readdirSync(dir))
      if (!ours.has(name) && !(name in bundle)) rmSync(join(dir, name), { recursive: true })
  },
}
