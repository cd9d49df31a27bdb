/** Reads files from a folder: a stick, a share, or what a synchroniser leaves there. */
import { files as platformFiles } from '#files'
import { GreengateError } from '../errors.ts'
import type { Files } from './files.ts'
import type { Reader } from './reader.ts'

export function folderReader(folder: string, files: Files = platformFiles): Reader {
  return {
    async read(path, { maxBytes, tag }, received) {
      const full = `${folder}/${path}`
      try {
        const stamp = await files.stamp(full)
        if (stamp === undefined) return { state: 'missing' }
        if (stamp === tag) return { state: 'unchanged' }
        const bytes = await files.read(full, maxBytes)
        if (bytes === undefined) return { state: 'missing' }
        received(bytes.length)
        return { state: 'read', bytes, tag: stamp }
      } catch (cause) {
        if (cause instanceof GreengateError) throw cause
        if (!(cause instanceof Error) || !('code' in cause)) throw cause
        const found = `source: the disk says ${String(cause.code)}`
        throw new GreengateError('ERR_SOURCE_UNREACHABLE', found, { cause })
      }
    },
  }
}
